import { describe, expect, test } from "vitest";
import type { ClockBrief, TicketRow } from "../api/types";
import { deadline, partOf, promised } from "./due";

const now = new Date("2026-11-25T13:42:00Z");
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

function clock(fields: Partial<ClockBrief>): ClockBrief {
  return {
    clock: "solution",
    state: "running",
    due_at: null,
    missed_at: null,
    ended_at: null,
    target_minutes: 480,
    left_seconds: null,
    ...fields,
  };
}
const row = (...clocks: Partial<ClockBrief>[]) => ({ clocks: clocks.map(clock) }) as TicketRow;

describe("when a case is due", () => {
  test.each([
    ["late", row({ due_at: at(300) }, { clock: "first_response", due_at: at(0) })],
    ["late", row({ state: "stopped", missed_at: at(-90) })],
    ["soon", row({ due_at: at(240) })],
    ["later", row({ due_at: at(241) })],
    // What came to its end says nothing of what is still to be done.
    ["later", row({ clock: "first_response", state: "done", due_at: at(-60) }, { due_at: at(500) })],
  ])("%s", (part, one) => {
    expect(partOf(one, now)).toBe(part);
  });

  test("what stands still and was not late has no deadline", () => {
    expect(deadline(row({ state: "stopped", left_seconds: 60 }))).toBe(Infinity);
  });

  test("what the client was promised stands apart from what groups promised", () => {
    const { client, groups } = promised(row({ clock: "acceptance" }, { clock: "first_response" }, {}));
    expect(client.map(({ clock }) => clock)).toEqual(["first_response", "solution"]);
    expect(groups.map(({ clock }) => clock)).toEqual(["acceptance"]);
  });
});
