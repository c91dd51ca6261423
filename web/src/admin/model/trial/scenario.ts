// A scenario as its form holds it, and what it expects beside what the model makes of it.

import type { ClockKind, Expected, Scenario, ScenarioAction, ScenarioResult, ScenarioStep } from "../../../api/types";
import { t, word } from "../../../lib/i18n.svelte";
import { whole } from "../target";

export const CLOCKS: readonly ClockKind[] = ["first_response", "solution", "acceptance", "group_solution"];
export const ACTIONS: readonly ScenarioAction[] = [
  "take",
  "answer",
  "write",
  "note",
  "classify",
  "prioritise",
  "pass",
  "wait",
  "resume",
  "solve",
  "reopen",
  "close",
  "cancel",
];

export interface StepForm extends Required<Omit<ScenarioStep, "after">> {
  /** How long after the opening. */
  hours: string;
  minutes: string;
}

export interface ScenarioForm {
  name: string;
  case: Required<Scenario["case"]>;
  steps: StepForm[];
  expect: Required<Expected>;
}

/** What each action says more of; the rest of a step is left out. */
const SAYS: Partial<Record<ScenarioAction, readonly (keyof ScenarioStep)[]>> = {
  wait: ["on"],
  pass: ["group"],
  prioritise: ["priority"],
  classify: ["category", "kind", "impact", "urgency"],
};

export function newScenario(at: Date): ScenarioForm {
  return {
    name: "",
    case: {
      at: at.toISOString(),
      channel: "phone",
      category: null,
      kind: null,
      impact: null,
      urgency: null,
      unit: null,
      person: null,
      language: null,
      vip: false,
      subject: "",
      group: null,
      otherwise: null,
      taken: false,
    },
    steps: [],
    expect: { priority: null, group: null, deadlines: [], escalations: null },
  };
}

export function newStep(after: number): StepForm {
  return stepForm({ after, action: "take" });
}

export function stepForm({ after, ...step }: ScenarioStep): StepForm {
  return {
    action: step.action,
    on: step.on ?? null,
    group: step.group ?? null,
    priority: step.priority ?? null,
    category: step.category ?? null,
    kind: step.kind ?? null,
    impact: step.impact ?? null,
    urgency: step.urgency ?? null,
    hours: String(Math.floor(after / 60)),
    minutes: String(after % 60),
  };
}

export function stepAfter({ hours, minutes }: StepForm): number {
  return whole(hours) * 60 + whole(minutes);
}

export function stepOf(form: StepForm): ScenarioStep {
  const said = (SAYS[form.action] ?? []).map((field) => [field, form[field as keyof StepForm]]);
  return { after: stepAfter(form), action: form.action, ...Object.fromEntries(said) };
}

export function scenarioForm(scenario: Scenario): ScenarioForm {
  const bare = newScenario(new Date(scenario.case.at));
  return {
    name: scenario.name,
    case: { ...bare.case, ...scenario.case },
    steps: scenario.steps.map(stepForm),
    expect: expectForm(scenario.expect),
  };
}

export function expectForm(expect: Expected): Required<Expected> {
  return {
    priority: expect.priority ?? null,
    group: expect.group ?? null,
    deadlines: expect.deadlines.map(({ clock, at }) => ({ clock, at: at ?? null })),
    escalations: expect.escalations?.map((one) => ({ ...one })) ?? null,
  };
}

export function scenarioOf(form: ScenarioForm, id: number | undefined): Scenario {
  return {
    ...(id === undefined ? {} : { id }),
    name: form.name.trim(),
    case: { ...form.case, subject: form.case.subject.trim() },
    steps: form.steps.map(stepOf),
    expect: form.expect,
  };
}

/** Something that may be expected, as it should be and as the model makes it. */
export interface Expectation {
  part: "priority" | "group" | ClockKind | "escalations";
  /** Whether anything is said of it. */
  expected: boolean;
  /** Whether it comes out so; also when nothing is said of it. */
  met: boolean;
}

/** What is expected or comes out, in the order in which it is shown. */
export function expectations(expect: Expected, result: ScenarioResult): Expectation[] {
  const off = (part: string, clock?: ClockKind) =>
    result.deviations.some((found) => found.part === part && (clock === undefined || found.clock === clock));
  const clocks = CLOCKS.map((part): Expectation => {
    const expected = expect.deadlines.some(({ clock }) => clock === part);
    return { part, expected, met: !off("deadline", part) };
  });
  return [
    { part: "priority", expected: expect.priority != null, met: !off("priority") },
    { part: "group", expected: expect.group != null, met: !off("group") },
    ...clocks.filter(({ part, expected }) => expected || result.found.deadlines.some(({ clock }) => clock === part)),
    { part: "escalations", expected: expect.escalations != null, met: !off("escalations") },
  ];
}

/** What of an unmet scenario is not as it should be. */
export function unmet(result: ScenarioResult): Expectation["part"][] {
  return result.deviations.map(({ part, clock }) => (part === "deadline" ? (clock ?? "solution") : part));
}

/** A name that none of these has: `Correo caído 2`. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((other) => other.toLocaleLowerCase()));
  for (let n = 2; ; n += 1) {
    const free = `${name} ${n}`;
    if (!used.has(free.toLocaleLowerCase())) return free;
  }
}

/** "Prioridad", "Solución": what a part is called. */
export function partName(part: Expectation["part"]): string {
  return CLOCKS.includes(part as ClockKind) ? word("clock-kind", part) : t(`model-field-${part}`);
}
