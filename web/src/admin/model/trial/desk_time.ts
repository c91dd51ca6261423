// Moments of a trial stand in the desk's zone, whoever looks: they are agreed on with others.

import { known } from "../../../api/known.svelte";
import { fromLocalInput, type Saying, toLocalInput } from "../../../lib/dates";
import { words } from "../../../lib/i18n.svelte";
import { saying } from "../../../lib/now.svelte";

const HOUR = 3_600_000;

export function deskZone(): string {
  return known.desk?.settings.time_zone ?? saying().zone;
}

export function deskSaying(): Saying {
  return { locale: words.locale, zone: deskZone() };
}

/** The first moment of a day (`2026-11-01`) in a zone. Where the change of clocks leaves midnight out, the day begins at one. */
export function dayStart(day: string, zone: string): Date | undefined {
  const midnight = fromLocalInput(`${day}T00:00`, zone);
  return midnight && dayOf(midnight, zone) < day ? new Date(midnight.getTime() + HOUR) : midnight;
}

/** The day after: `2026-10-31` is followed by `2026-11-01`. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return Number.isNaN(next.getTime()) ? "" : next.toISOString().slice(0, 10);
}

/** The day on which a moment lies. */
export function dayOf(at: Date, zone: string): string {
  return toLocalInput(at, zone).slice(0, 10);
}

/** The last full month before `now`: its first and its last day. */
export function lastMonth(now: Date, zone: string): { from: string; to: string } {
  const [year = 0, month = 1] = dayOf(now, zone).split("-").map(Number);
  const day = (date: number) => new Date(date).toISOString().slice(0, 10);
  return { from: day(Date.UTC(year, month - 2, 1)), to: day(Date.UTC(year, month - 1, 0)) };
}
