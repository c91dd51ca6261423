// The steps of a procedure as a case shows them.

import type { ProcedureProgress, ShownStep, StepMark } from "../api/types";

/** A step with what was said of it. */
export interface MarkedStep extends ShownStep {
  mark: StepMark | undefined;
}

/** The steps to look at: those that some way still comes to, and those of which something was said. */
export function steps(run: ProcedureProgress): MarkedStep[] {
  const marked = run.procedure.steps.map((step) => ({
    ...step,
    mark: run.marks.find((mark) => mark.step === step.id),
  }));
  return marked.filter(({ standing, mark }) => standing !== "off" || mark);
}

/** The first step that is to be done: one that every way comes to, else one that may come. */
export function nextStep(shown: readonly MarkedStep[]): MarkedStep | undefined {
  const open = shown.filter(({ mark }) => !mark);
  return open.find(({ standing }) => standing === "on") ?? open.find(({ standing }) => standing === "perhaps");
}
