import { expect, test } from "vitest";
import type { Scenario, ScenarioResult } from "../../../api/types";
import { dayAfter, dayStart, lastMonth } from "./desk_time";
import { expectations, expectForm, freeName, newStep, scenarioForm, scenarioOf, stepOf, unmet } from "./scenario";

const kept: Scenario = {
  id: 7,
  name: "Correo caído",
  case: {
    at: "2026-11-27T20:30:12.000Z",
    channel: "mail",
    category: null,
    kind: "incident",
    impact: "team",
    urgency: "high",
    unit: null,
    person: null,
    language: "pt",
    vip: true,
    subject: "Sin correo",
    group: null,
    otherwise: null,
    taken: false,
  },
  steps: [
    { ...stepOf(newStep(75)), action: "take" },
    { after: 90, action: "wait", on: "requester" },
  ],
  expect: {
    priority: "high",
    group: null,
    deadlines: [{ clock: "solution", at: "2026-11-28T00:30:12.000Z" }],
    escalations: [],
  },
};

test("a scenario that nobody changes goes back as it came, to the second", () => {
  expect(scenarioOf(scenarioForm(kept), 7)).toEqual(kept);
});

test("a step says only what its action needs, and when in minutes", () => {
  const step = { ...newStep(0), hours: "1", minutes: "5", group: 3, on: "requester" as const };
  expect(stepOf({ ...step, action: "pass" })).toEqual({ after: 65, action: "pass", group: 3 });
  expect(stepOf({ ...step, action: "note" })).toEqual({ after: 65, action: "note" });
});

test("hours that are no number are far more than the server takes", () => {
  expect(stepOf({ ...newStep(0), hours: "dos" }).after).toBeGreaterThan(366 * 24 * 60);
});

const result: ScenarioResult = {
  id: 7,
  name: kept.name,
  passes: false,
  deviations: [{ part: "deadline", clock: "solution" }],
  found: {
    priority: "high",
    group: 1,
    deadlines: [
      { clock: "first_response", at: "2026-11-27T21:00:12.000Z" },
      { clock: "solution", at: "2026-11-28T01:30:12.000Z" },
    ],
    escalations: [],
  },
  course: { first_priority: "high", priority: "high", first_group: null, group: null, clocks: [], escalations: [] },
};

test("what is expected and what comes out stand beside each other, also what nobody asked for", () => {
  expect(expectations(kept.expect, result)).toEqual([
    { part: "priority", expected: true, met: true },
    { part: "group", expected: false, met: true },
    { part: "first_response", expected: false, met: true },
    { part: "solution", expected: true, met: false },
    { part: "escalations", expected: true, met: true },
  ]);
  expect(unmet(result)).toEqual(["solution"]);
});

test("what is taken over is a copy: editing it leaves the answer as it was", () => {
  const taken = expectForm(result.found);
  taken.deadlines.pop();
  expect(result.found.deadlines).toHaveLength(2);
});

test("a copy has a name that is free, whatever its letters", () => {
  expect(freeName("Correo", ["correo 2", "Correo"])).toBe("Correo 3");
});

test("days of the desk begin at its midnight, also where that hour is missing", () => {
  expect(dayStart("2026-11-01", "America/Santiago")?.toISOString()).toBe("2026-11-01T03:00:00.000Z");
  expect(dayStart("2026-09-06", "America/Santiago")?.toISOString()).toBe("2026-09-06T04:00:00.000Z");
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
  expect(lastMonth(new Date("2027-01-01T02:00:00Z"), "America/Santiago")).toEqual({
    from: "2026-11-01",
    to: "2026-11-30",
  });
});
