import { describe, expect, it } from "vitest";
import type { EscalationStep } from "../../api/types";
import { firstStep, stepForm, stepOf } from "./step";

const plain = {
  notify: [],
  pass_to: null,
  next_level: false,
  own_group: false,
  pick: "by_hand" as const,
  skill: null,
  raise_priority: false,
  alarm: null,
  webhooks: [],
};

describe("a step of an escalation", () => {
  const steps: EscalationStep[] = [
    { ...plain, when: { on: "clock", clock: "acceptance", percent: 80 }, notify: ["group"] },
    { ...plain, when: { on: "not_taken", minutes: 45, calendar: 3 }, next_level: true },
    { ...plain, when: { on: "no_update", minutes: 600, calendar: null }, alarm: { repeat: null } },
    { ...plain, when: { on: "reopened", times: 2 }, alarm: { repeat: { every: 10, times: 5 } } },
    { ...plain, when: { on: "reopened", times: 3 }, alarm: { repeat: { every: 15, times: null } } },
    { ...plain, when: { on: "not_taken", minutes: 20, calendar: null }, own_group: true, pick: "in_turn" },
    { ...plain, when: { on: "not_taken", minutes: 30, calendar: null }, pass_to: 7, pick: "by_skill", skill: "redes" },
    { ...plain, when: { on: "passed_on", times: 3 }, pass_to: 7, raise_priority: true, webhooks: [2] },
  ];

  it("is sent as it was read", () => {
    for (const step of steps) expect(stepOf(stepForm(step))).toEqual(step);
  });

  it("sends of another trigger only what that one has", () => {
    const form = { ...stepForm(steps[1]!), on: "reopened" as const, times: "4" };
    expect(stepOf(form).when).toEqual({ on: "reopened", times: 4 });
  });

  it("sends what is no number as one that is refused", () => {
    expect(stepOf({ ...firstStep(), percent: "mucho" }).when).toEqual({ on: "clock", clock: "solution", percent: 0 });
  });
});
