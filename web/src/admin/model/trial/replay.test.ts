import { expect, test } from "vitest";
import type { ReplayKept, ReplayResult } from "../../../api/types";
import { escalations, loads, people, points, priorities, promises, share, told, total } from "./replay";

const kept = (kept: number, missed: number, open = 0): ReplayKept => ({ kept, missed, open });
const of = (name: string, id: number) => ({ id, name });

function result(changes: Partial<ReplayResult>): ReplayResult {
  return {
    cases: 10,
    differing: 2,
    listed: 2,
    aspects: [],
    promises: [],
    groups: [],
    priorities: [],
    escalations: [],
    people: [],
    notices: [],
    ...changes,
  };
}

const promise = (agreement: number, priority: "critical" | "low", was: ReplayKept, would: ReplayKept) => ({
  agreement: of(`Acuerdo ${agreement}`, agreement),
  group: null,
  clock: "solution" as const,
  priority,
  was,
  would,
});

test("two replays stand in one line each, also where only one of them speaks of something", () => {
  const a = result({
    promises: [promise(1, "low", kept(8, 2), kept(9, 1)), promise(1, "critical", kept(1, 0), kept(0, 1))],
  });
  const b = result({
    promises: [promise(1, "low", kept(8, 2), kept(10, 0)), promise(2, "low", kept(0, 0), kept(5, 0))],
  });
  const lines = promises([a, b]);
  expect(lines.map(({ about }) => `${about.name} ${about.priority}`)).toEqual([
    "Acuerdo 1 critical",
    "Acuerdo 1 low",
    "Acuerdo 2 low",
  ]);
  expect(lines[1]?.would).toEqual([kept(9, 1), kept(10, 0)]);
  expect(lines[0]?.would).toEqual([kept(0, 1), undefined]);
  expect(lines[2]?.would).toEqual([undefined, kept(5, 0)]);
});

test("a share counts what came to an end, and nothing is no share", () => {
  expect(share(kept(3, 1, 50))).toBe(0.75);
  expect(share(kept(0, 0, 4))).toBeUndefined();
  expect(points(0.75, 0.7)).toBe(-5);
  expect(points(undefined, 1)).toBeUndefined();
});

test("numbers are added up by column", () => {
  const group = of("Redes", 2);
  const one = result({
    groups: [{ group, was: { opened: 1, stays: 2 }, would: { opened: 3, stays: 4 } }],
    escalations: [{ escalation: of("General", 1), was: { times: 1, notices: 2 }, would: { times: 2, notices: 6 } }],
    people: [{ user: of("Ana", 5), was: 2, would: 6 }],
    priorities: [
      { priority: "low", was: 4, would: 3 },
      { priority: "critical", was: 1, would: 2 },
    ],
  });
  expect(loads([one], "stays")[0]).toMatchObject({ was: 2, would: [4] });
  expect(total(escalations([one, one], "notices"))).toEqual({ was: 2, would: [6, 6] });
  expect(total(people([]))).toEqual({ was: 0, would: [] });
  expect(priorities([one]).map(({ key }) => key)).toEqual(["critical", "low"]);
});

test("what is told stands by what it says and how, without what was", () => {
  const one = result({ notices: [{ notice: "opened", way: "mail", would: 7 }] });
  const other = result({
    notices: [
      { notice: "opened", way: "mail", would: 5 },
      { notice: "passed", way: "screen", would: 2 },
    ],
  });
  const lines = told([one, other]);
  expect(lines.map(({ key, was, would }) => [key, was, would])).toEqual([
    ["opened/mail", undefined, [7, 5]],
    ["passed/screen", undefined, [undefined, 2]],
  ]);
  expect(total(lines).would).toEqual([7, 7]);
});
