// A step of an escalation as a form holds it. It keeps what was typed for each trigger, and sends what counts for one.

import type { Audience, ClockKind, EscalationStep, Pick as PickWay, Trigger, TriggerKind } from "../../api/types";

/** Who of a group gets a case. */
export const PICKS: readonly PickWay[] = ["by_hand", "in_turn", "least_loaded", "by_skill"];

export interface StepForm {
  on: TriggerKind;
  clock: ClockKind;
  percent: string;
  minutes: string;
  calendar: number | null;
  times: string;
  notify: Audience[];
  pass_to: number | "next_level" | "own_group" | null;
  pick: PickWay;
  skill: string;
  raise_priority: boolean;
  alarm: boolean;
  repeat: boolean;
  every: string;
  repeated: string;
  webhooks: number[];
}

/** A step that nothing was said of yet. */
export function firstStep(): StepForm {
  return {
    on: "clock",
    clock: "solution",
    percent: "100",
    minutes: "30",
    calendar: null,
    times: "2",
    notify: ["supervisors"],
    pass_to: null,
    pick: "by_hand",
    skill: "",
    raise_priority: false,
    alarm: false,
    repeat: false,
    every: "15",
    repeated: "4",
    webhooks: [],
  };
}

export function stepForm(step: EscalationStep): StepForm {
  const { when, alarm } = step;
  const first = firstStep();
  const typed = (count: number | null | undefined, usual: string) => (count == null ? usual : String(count));
  return {
    on: when.on,
    clock: when.clock ?? first.clock,
    percent: typed(when.percent, first.percent),
    minutes: typed(when.minutes, first.minutes),
    calendar: when.calendar ?? null,
    times: typed(when.times, first.times),
    notify: [...step.notify],
    pass_to: step.next_level ? "next_level" : step.own_group ? "own_group" : (step.pass_to ?? null),
    pick: step.pick ?? first.pick,
    skill: step.skill ?? "",
    raise_priority: step.raise_priority ?? false,
    alarm: alarm != null,
    repeat: alarm?.repeat != null,
    every: typed(alarm?.repeat?.every, first.every),
    repeated: alarm?.repeat ? typed(alarm.repeat.times, "") : first.repeated,
    webhooks: [...(step.webhooks ?? [])],
  };
}

export function stepOf(form: StepForm): EscalationStep {
  const times = form.repeated.trim() === "" ? null : whole(form.repeated);
  const repeat = form.repeat ? { every: whole(form.every), times } : null;
  return {
    when: triggerOf(form),
    notify: form.notify,
    pass_to: typeof form.pass_to === "number" ? form.pass_to : null,
    next_level: form.pass_to === "next_level",
    own_group: form.pass_to === "own_group",
    pick: form.pass_to === null ? "by_hand" : form.pick,
    skill: form.pass_to !== null && form.pick === "by_skill" ? form.skill.trim() : null,
    raise_priority: form.raise_priority,
    alarm: form.alarm ? { repeat } : null,
    webhooks: form.webhooks,
  };
}

function triggerOf(form: StepForm): Trigger {
  const { on } = form;
  switch (on) {
    case "clock":
      return { on, clock: form.clock, percent: whole(form.percent) };
    case "not_taken":
    case "no_update":
      return { on, minutes: whole(form.minutes), calendar: form.calendar };
    case "reopened":
    case "passed_on":
      return { on, times: whole(form.times) };
  }
}

/** What was typed as a whole number; what is none is 0, which the server refuses beside its field. */
function whole(text: string): number {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
}
