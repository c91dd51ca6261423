// The clocks of a case in words: which one matters now, how pressing it is, and what became of it.

import type { Clock, ClockBrief, ClockKind, Segment, TicketRow } from "../api/types";
import { clockTime, daysAgo, dayWords, fullMoment, moment, shortMoment, span, type Saying } from "../lib/dates";
import { inside, t, word } from "../lib/i18n.svelte";
import { lastingWords, waitingWords, type Waiting } from "./words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What is due so soon is pressing, whatever its target. */
const SOON = 30 * MINUTE;
/** What is due within these hours is told by what is left; later things by their moment. */
const NEAR = 4 * HOUR;

/** How pressing a clock is; the sign beside its words has the same name. */
export type Pressing = "plain" | "soon" | "late" | "paused";

/** A clock as it is shown: its words, its sign, and what it measures with the exact moment. */
export interface Shown {
  words: string;
  kind: Pressing;
  title: string;
}

const isOpen = ({ state }: ClockBrief) => state === "running" || state === "stopped";
const isOver = (clock: ClockBrief, now: Date) =>
  clock.due_at === null ? (clock.left_seconds ?? 1) <= 0 : Date.parse(clock.due_at) <= now.getTime();

/** What of a clock that stands still is left, in milliseconds. */
const left = (clock: ClockBrief) => (clock.left_seconds ?? 0) * 1000;

export function pressing(clock: ClockBrief, now: Date): Pressing {
  if (!isOpen(clock)) return clock.missed_at === null ? "plain" : "late";
  if (isOver(clock, now)) return "late";
  if (clock.state === "stopped") return "paused";
  if (clock.due_at === null) return "plain";
  const until = Date.parse(clock.due_at) - now.getTime();
  return until <= SOON || until < (clock.target_minutes * MINUTE) / 4 ? "soon" : "plain";
}

/** The clock to look at: of those that are over the one that was due first, else the next due, else one that stands still. */
export function matters(clocks: readonly ClockBrief[], now: Date): ClockBrief | undefined {
  const rank = (clock: ClockBrief) => (isOver(clock, now) ? 0 : clock.due_at !== null ? 1 : 2);
  const due = (clock: ClockBrief) => Date.parse(clock.due_at ?? clock.missed_at ?? "") || left(clock);
  return clocks.filter(isOpen).toSorted((one, other) => rank(one) - rank(other) || due(one) - due(other))[0];
}

/** "Solución", as part of a sentence: "solución". */
export function measured(clock: ClockKind): string {
  return inside(word("clock-kind", clock));
}

/** How long a clock may take: "8 h". */
export function targetWords(minutes: number, saying: Saying): string {
  return span(minutes * MINUTE, saying);
}

/** "vence en 38 min", "vence mañana 10:20", "venció hace 2 h", "detenido, quedan 3 h 20 min", "cumplido". */
export function clockWords(clock: ClockBrief, now: Date, saying: Saying): string {
  if (clock.state === "dropped") return t("clock-dropped");
  if (clock.state === "done") return endWords(clock, saying);
  if (clock.due_at === null) {
    if (clock.state === "running") return t("clock-endless");
    const [id, time] = left(clock) > 0 ? ["clock-stopped", left(clock)] : ["clock-stopped-late", -left(clock)];
    return t(id, { time: shortest(time, saying) });
  }
  const due = new Date(clock.due_at);
  const until = due.getTime() - now.getTime();
  if (until <= 0) return t("clock-late", { time: lastingWords(-until, saying) });
  const kind = clock.clock.replaceAll("_", "-");
  if (until < NEAR) return t(`clock-in-${kind}`, { time: shortest(until, saying) });
  // A time says more than a day, as long as it is clear which.
  const near = daysAgo(due, now, saying) >= -1;
  return t(`clock-at-${kind}`, { moment: (near ? moment : shortMoment)(due, now, saying) });
}

/** Whether it was kept, and how late it was if not. */
function endWords(clock: ClockBrief, saying: Saying): string {
  if (clock.missed_at === null || clock.ended_at === null) return t("clock-kept");
  const late = Date.parse(clock.ended_at) - Date.parse(clock.missed_at);
  return t("clock-missed", { time: lastingWords(late, saying) });
}

/** "3 h 20 min", "menos de 1 min". */
function shortest(milliseconds: number, saying: Saying): string {
  return milliseconds < MINUTE ? lastingWords(milliseconds, saying) : span(milliseconds, saying);
}

/** What it measures, its target and its exact moment. */
export function clockTitle(clock: ClockBrief, saying: Saying): string {
  const of = t("clock-of", {
    kind: word("clock-kind", clock.clock),
    target: targetWords(clock.target_minutes, saying),
  });
  return clock.due_at === null ? of : t("clock-of-due", { of, moment: fullMoment(new Date(clock.due_at), saying) });
}

export function shown(clock: ClockBrief, now: Date, saying: Saying): Shown {
  return { words: clockWords(clock, now, saying), kind: pressing(clock, now), title: clockTitle(clock, saying) };
}

/**
 * What a row says of time. A case that waits says for whom, and what is left meanwhile; but when a clock runs on and
 * presses, that is more.
 */
export function rowClock(row: Waiting & Pick<TicketRow, "clocks">, now: Date, saying: Saying): Shown | undefined {
  const clock = matters(row.clocks ?? [], now);
  const waits = waitingWords(row, now, saying);
  if (!clock) return waits === undefined ? undefined : { words: waits, kind: "paused", title: "" };
  const its = shown(clock, now, saying);
  if (waits === undefined) return its;
  if (clock.state === "running") return its.kind === "plain" ? { ...its, words: waits, kind: "paused" } : its;
  const brief = waitingWords(row, now, saying, false) ?? "";
  if (left(clock) <= 0) return { ...its, words: t("clock-waits-late", { waits: brief }) };
  return { ...its, words: t("clock-waits", { waits: brief, time: shortest(left(clock), saying) }) };
}

/** "vence en 38 min, 11:20": with the time, where there is room for it. */
export function clockWithTime(clock: ClockBrief, now: Date, saying: Saying): string {
  const words = clockWords(clock, now, saying);
  if (clock.due_at === null || clock.state !== "running") return words;
  const due = new Date(clock.due_at);
  const until = due.getTime() - now.getTime();
  if (until > 0 && until < NEAR && daysAgo(due, now, saying) === 0) return `${words}, ${clockTime(due, saying)}`;
  return words;
}

/** Its target and until when, below its words. */
export function detailWords(clock: ClockBrief, now: Date, saying: Saying): string {
  const target = targetWords(clock.target_minutes, saying);
  if (clock.due_at === null) return t("clock-target", { target });
  const due = moment(new Date(clock.due_at), now, saying);
  if (clock.ended_at === null) return t("clock-until", { target, moment: due });
  return t("clock-was-until", { target, moment: due, ended: moment(new Date(clock.ended_at), now, saying) });
}

/** What a clock measures, how long it may take, and by whose word. */
export function promiseWords(clock: Clock, saying: Saying): string {
  const kind = word("clock-kind", clock.clock);
  const target = targetWords(clock.target_minutes, saying);
  if (clock.agreement) return t("clock-by-agreement", { kind, target, name: clock.agreement.name });
  if (clock.group) return t("clock-by-group", { kind, target, name: clock.group.name });
  return t("clock-by-nobody", { kind, target });
}

/** Why a piece of the sum counts, or does not. */
export function segmentWords(segment: Segment): string {
  const day = segment.day ?? "";
  switch (segment.why) {
    case "open": {
      const calendar = segment.calendar?.name ?? t("clock-segment-open");
      return day ? t("clock-segment-special", { calendar, day }) : calendar;
    }
    case "holiday":
      return t("clock-segment-holiday", { day });
    case "waiting":
      return segment.waiting_for ? inside(word("waiting-for", segment.waiting_for)) : t("clock-segment-waiting");
    default:
      return t(`clock-segment-${segment.why.replaceAll("_", "-")}`);
  }
}

/** What is left of a clock now, in milliseconds; negative when its time is over. */
export function leftNow(clock: Clock, now: Date): number {
  // Until it is due, its pieces say how much has passed: those that count do so whole.
  if (clock.state !== "running" || clock.due_at === null || isOver(clock, now)) return clock.left_seconds * 1000;
  const passed = clock.segments.map(({ from, to, seconds }) => {
    const upto = Math.min(Date.parse(to), now.getTime());
    return seconds > 0 ? Math.min(Math.max(upto - Date.parse(from), 0), seconds * 1000) : 0;
  });
  return clock.target_minutes * MINUTE - passed.reduce((sum, part) => sum + part, 0);
}

/** The pieces of a sum by the day on which they begin. */
export function byDay(segments: readonly Segment[], now: Date, saying: Saying) {
  const days: { day: string; segments: Segment[] }[] = [];
  for (const segment of segments) {
    const day = dayWords(new Date(segment.from), now, saying);
    const last = days.at(-1);
    if (last?.day === day) last.segments.push(segment);
    else days.push({ day, segments: [segment] });
  }
  return days;
}

/** "09:20–13:00"; with the day where a piece ends on a later one. */
export function fromTo({ from, to }: Segment, now: Date, saying: Saying): string {
  const [begin, end] = [new Date(from), new Date(to)];
  const start = clockTime(begin, saying);
  const days = daysAgo(begin, end, saying);
  if (days === 0) return `${start}–${clockTime(end, saying)}`;
  // Midnight is the end of the day, rather than the beginning of the next.
  const midnight = clockTime(end, saying) === "00:00";
  return days === 1 && midnight ? `${start}–24:00` : `${start}–${moment(end, now, saying)}`;
}

/** "Solución antes de mañana 10:20, por el acuerdo «Prioridad alta»"; nothing of a clock that would not run. */
export function previewWords(clock: Clock, now: Date, saying: Saying): string | undefined {
  if (clock.state !== "running" || clock.due_at === null) return undefined;
  const kind = word("clock-kind", clock.clock);
  const due = moment(new Date(clock.due_at), now, saying);
  if (!clock.agreement) return t("clock-preview", { kind, moment: due });
  return t("clock-preview-agreement", { kind, moment: due, name: clock.agreement.name });
}
