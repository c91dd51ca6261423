// When a case is due, and how the board parts its cases by that.

import type { ClockBrief, TicketRow } from "../api/types";

/** What is due within so long is due soon; the figures of the board say the same. */
export const SOON = 4 * 3_600_000;

const CLIENT: readonly ClockBrief["clock"][] = ["first_response", "solution"];

/** The clocks that the client was promised, and those that groups promised each other. */
export function promised(row: TicketRow): { client: ClockBrief[]; groups: ClockBrief[] } {
  const clocks = row.clocks ?? [];
  return {
    client: clocks.filter(({ clock }) => CLIENT.includes(clock)),
    groups: clocks.filter(({ clock }) => !CLIENT.includes(clock)),
  };
}

/** The first deadline of a case, by which it is listed, in milliseconds. */
export function deadline(row: { clocks: ClockBrief[] | null }): number {
  const open = (row.clocks ?? []).filter(({ state }) => state === "running" || state === "stopped");
  const moments = open.map(({ missed_at, due_at }) => Date.parse(missed_at ?? due_at ?? ""));
  return Math.min(...moments.filter((moment) => !Number.isNaN(moment)), Infinity);
}

export type Part = "late" | "soon" | "later" | "unpromised";
export const PARTS: readonly Part[] = ["late", "soon", "later", "unpromised"];

export function partOf(row: TicketRow, now: Date): Part {
  const left = deadline(row) - now.getTime();
  if (left === Infinity) return "unpromised";
  if (left <= 0) return "late";
  return left <= SOON ? "soon" : "later";
}
