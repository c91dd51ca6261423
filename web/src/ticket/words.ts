// How a case is spoken of: what it waits for, who has it, and each thing that happened to it, in one line.

import type { Action, ActionState, Fact, Meeting, TicketRow, TimelineItem } from "../api/types";
import { calendarDay, clockTime, daysAgo, lasting, moment, type Saying, wholeDay } from "../lib/dates";
import { inside, t, word } from "../lib/i18n.svelte";
import { givenName } from "../lib/text";
import { triggerWords } from "./alarm";

/** What of a case says whom it waits for. */
export type Waiting = Pick<TicketRow, "waiting" | "requester">;

/** "espera a Daniela, 4 días", or without the days; nothing when it does not wait. */
export function waitingWords(row: Waiting, now: Date, saying: Saying, withDays = true): string | undefined {
  const { waiting } = row;
  if (!waiting) return undefined;
  if (waiting.on === "moment" && waiting.until) {
    const until = new Date(waiting.until);
    const today = daysAgo(until, now, saying) === 0;
    return t("waits-until", { moment: today ? clockTime(until, saying) : calendarDay(until, now, saying) });
  }
  const days = withDays ? daysAgo(new Date(waiting.since), now, saying) : 0;
  const name = givenName(row.requester.name);
  return waiting.on === "third_party" ? t("waits-third-party", { days }) : t("waits-requester", { name, days });
}

/** How long a stay or a wait took: "3 h", "menos de 1 min". */
export function lastingWords(milliseconds: number, saying: Saying): string {
  const minute = 60_000;
  return milliseconds < minute ? t("lasting-less", { minute: lasting(minute, saying) }) : lasting(milliseconds, saying);
}

/** Who has it: a person, else the group, else nobody. */
export function holderWords(row: TicketRow): string {
  if (row.assignee) return row.assignee.name;
  return row.group ? t("holder-group", { group: row.group.name }) : t("holder-none");
}

/** Why an action cannot be done now; nothing when it can. */
export function whyNot(actions: readonly ActionState[], action: Action): string | undefined {
  const found = actions.find((one) => one.action === action);
  if (!found || found.allowed) return undefined;
  return word("why-not", found.why_not ?? "role");
}

export function isAllowed(actions: readonly ActionState[], action: Action): boolean {
  return actions.some((one) => one.action === action && one.allowed);
}

const names = (users: Fact["told"]) => (users ?? []).map(({ name }) => name).join(", ");

/** What was answered to a step: yes and no in words, all else as it was typed. */
export function answerWords(answer: string): string {
  return answer === "yes" || answer === "no" ? t(`procedure-${answer}`) : answer;
}

/** What happened, without who and when. */
export function factWords(fact: Fact, now: Date, saying: Saying): string {
  const group = fact.group?.name ?? "";
  const level = fact.level ? inside(word("level", fact.level)) : "";
  const name = fact.assignee?.name ?? "";
  switch (fact.event) {
    case "routed":
      if (fact.how === "taken") return t("fact-taken", { name });
      if (fact.how === "assigned") return t("fact-assigned", { name });
      if (fact.how === "released") return t("fact-released", { group });
      if (!level) return t("fact-with-group", { group });
      return name ? t("fact-passed-to", { group, level, name }) : t("fact-passed", { group, level });
    case "classified": {
      const priority = fact.priority ? inside(word("priority", fact.priority)) : "";
      const category = fact.category?.path.join(" › ");
      return category ? t("fact-classified", { category, priority }) : t("fact-classified-none", { priority });
    }
    case "prioritised": {
      const priority = fact.priority ? inside(word("priority", fact.priority)) : "";
      return fact.reason ? t("fact-prioritised", { priority, reason: fact.reason }) : t("fact-matrix", { priority });
    }
    case "waited": {
      const on = fact.on ? word("waiting-for", fact.on) : "";
      const until = fact.until ? moment(new Date(fact.until), now, saying) : "";
      const words = until ? t("fact-waited-until", { until }) : on;
      return fact.reason ? `${words}: ${fact.reason}` : words;
    }
    case "resolved":
      return fact.on_line
        ? t("fact-solved-on-line", { code: fact.code_name ?? "" })
        : t("fact-solved", { code: fact.code_name ?? "" });
    case "on_line_corrected":
      return t(fact.on_line ? "fact-on-line" : "fact-not-on-line", { reason: fact.reason ?? "" });
    case "reopened":
      return fact.reason ? t("fact-reopened-because", { reason: fact.reason }) : t("fact-reopened");
    case "cancelled":
      return t("fact-cancelled", { reason: fact.reason ?? "" });
    case "clock_reached": {
      const kind = fact.clock ? inside(word("clock-kind", fact.clock)) : "";
      const percent = fact.percent ?? 100;
      return percent === 100 ? t("clock-reached-over", { kind }) : t("clock-reached-warned", { kind, percent });
    }
    case "escalated": {
      const why = fact.when ? inside(triggerWords(fact.when, saying)) : "";
      const what = t(fact.alarm ? "fact-alarm" : "fact-escalated", { name: fact.escalation ?? "", why });
      const told = names(fact.told);
      if (!told) return what;
      if (!fact.held_until) return t("fact-escalated-told", { what, told });
      return t("fact-escalated-held", { what, told, until: moment(new Date(fact.held_until), now, saying) });
    }
    case "procedure_changed":
      return fact.procedure ? t("fact-procedure-changed", { procedure: fact.procedure }) : t("fact-procedure-none");
    case "step_done":
      return fact.answer
        ? t("fact-step-answered", { step: fact.step ?? "", answer: answerWords(fact.answer) })
        : t("fact-step-done", { step: fact.step ?? "" });
    case "step_skipped":
      return fact.reason
        ? t("fact-step-skipped-because", { step: fact.step ?? "", reason: fact.reason })
        : t("fact-step-skipped", { step: fact.step ?? "" });
    case "step_undone":
      return t("fact-step-undone", { step: fact.step ?? "" });
    case "reminded":
      return t(fact.repeated ? "fact-reminded-again" : "fact-reminded", {
        told: names(fact.told),
        times: fact.repeated ?? 0,
      });
    case "followed":
      return t(fact.follows ? "fact-followed" : "fact-unfollowed");
    case "watched":
      return t(fact.watches ? "fact-watched" : "fact-unwatched", { name: fact.person?.name ?? "" });
    default:
      return t(`fact-plain-${fact.event}`);
  }
}

/** The same with whoever did it, for a list of facts and for what others did meanwhile. */
export function itemWords(item: TimelineItem, now: Date, saying: Saying): string {
  const name = item.actor.name;
  if (item.type === "message") return t("did-wrote", { name: item.message?.author.name ?? name });
  if (item.type === "note") return t("did-noted", { name: item.note?.author.name ?? name });
  const what = item.fact ? factWords(item.fact, now, saying) : "";
  const named = item.actor.kind === "system" || item.fact?.how === "taken";
  return named ? what : t("did-fact", { name, what });
}

/** What a mail says of a meeting, in a line. */
export function meetingWords(meeting: Meeting, now: Date, saying: Saying): string {
  const when = meeting.at
    ? moment(new Date(meeting.at), now, saying)
    : meeting.day
      ? wholeDay(meeting.day, saying.locale)
      : meeting.written;
  const what = [meeting.subject, when, meeting.place].filter(Boolean).join(" · ");
  return t("letter-meeting", { kind: word("meeting-kind", meeting.kind), what });
}
