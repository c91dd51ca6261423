// A procedure as its form holds it.

import type { Category, Kind, Level, Model, Procedure, ProcedureStep } from "../../api/types";

export type AnswerWay = ProcedureStep["answer"]["kind"];

/** Where an answer leads: `next`, `end`, or the id of a step. */
export type To = "next" | "end" | number;

export interface StepForm {
  id: number;
  text: string;
  required: boolean;
  kind: AnswerWay;
  yes: To;
  no: To;
  /** One a line. */
  options: string;
  link: string;
}

export interface ProcedureForm {
  name: string;
  purpose: Procedure["purpose"];
  kinds: Kind[];
  categories: Pick<Category, "id" | "path">[];
  groups: { id: number; name: string }[];
  levels: Level[];
  steps: StepForm[];
}

/** A step that says nothing yet. */
export function newStep(id: number): StepForm {
  return { id, text: "", required: false, kind: "tick", yes: "next", no: "next", options: "", link: "" };
}

export function newProcedure(): ProcedureForm {
  return { name: "", purpose: "work", kinds: [], categories: [], groups: [], levels: [], steps: [newStep(1)] };
}

/** An id that no step of the procedure has or had while it is edited. */
export function freeId(steps: readonly StepForm[], used: number): number {
  return Math.max(used, ...steps.map(({ id }) => id)) + 1;
}

/** The list with the step at `from` put to where `to` is. */
export function moveStep(steps: readonly StepForm[], from: number, to: number): StepForm[] {
  if (to < 0 || to >= steps.length) return [...steps];
  const rest = steps.filter((_, at) => at !== from);
  return [...rest.slice(0, to), ...steps.slice(from, from + 1), ...rest.slice(to)];
}

type Branch = NonNullable<ProcedureStep["answer"]["yes"]>;

function toOf(branch: Branch | null | undefined): To {
  if (branch?.to === "end") return "end";
  return branch?.to === "step" ? (branch.step ?? 0) : "next";
}

function branchOf(to: To): Branch {
  return typeof to === "number" ? { to: "step", step: to } : { to };
}

export function procedureForm(procedure: Procedure, model: Model, groupName: (id: number) => string): ProcedureForm {
  const path = (id: number) => model.categories.find((row) => row.id === id) ?? { id, path: [String(id)] };
  return {
    name: procedure.name,
    purpose: procedure.purpose,
    kinds: [...procedure.for.kinds],
    categories: procedure.for.categories.map(path),
    groups: procedure.for.groups.map((id) => ({ id, name: groupName(id) })),
    levels: [...procedure.for.levels],
    steps: procedure.steps.map((step) => ({
      id: step.id,
      text: step.text,
      required: step.required ?? false,
      kind: step.answer.kind,
      yes: toOf(step.answer.yes),
      no: toOf(step.answer.no),
      options: (step.answer.options ?? []).join("\n"),
      link: step.link ?? "",
    })),
  };
}

/** As the API takes it. */
export function procedureOf(form: ProcedureForm): Procedure {
  const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id).sort((a, b) => a - b);
  const lines = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  const answer = (step: StepForm): ProcedureStep["answer"] => ({
    kind: step.kind,
    ...(step.kind === "yes_no" ? { yes: branchOf(step.yes), no: branchOf(step.no) } : {}),
    ...(step.kind === "choice" ? { options: lines(step.options) } : {}),
  });
  return {
    name: form.name.trim(),
    purpose: form.purpose,
    for: { kinds: form.kinds, categories: ids(form.categories), groups: ids(form.groups), levels: form.levels },
    steps: form.steps.map((step) => ({
      id: step.id,
      text: step.text,
      required: step.required,
      answer: answer(step),
      link: step.link.trim() || null,
    })),
  };
}
