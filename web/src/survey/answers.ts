// What is shown to somebody who answers, as the desk decides it: for trying a form while it is designed.

import type { PhoneGiven, QuestionKind } from "../api/types";
import type { AnswerDraft, FormDraft, QuestionDraft } from "./form";

/** What was answered to a question. */
export interface Given {
  mark?: number;
  yes?: boolean;
  chosen?: number[];
  other?: string;
  text?: string;
}

export type Answers = Record<number, Given>;

/** Whether a mark calls for somebody to see to it. */
export function isLow(kind: QuestionKind, mark: number): boolean {
  return mark <= (kind === "recommendation" ? 6 : 2);
}

/** What was answered, as the desk takes it; nothing when nothing was. */
export function givenOf(question: number, given: Given | undefined): PhoneGiven | undefined {
  if (given?.mark !== undefined) return { question, mark: given.mark };
  if (given?.yes !== undefined) return { question, yes: given.yes };
  if (given?.text?.trim()) return { question, text: given.text };
  const other = given?.other?.trim();
  if (!given?.chosen?.length && !other) return undefined;
  return { question, options: given?.chosen ?? [], ...(other ? { other } : {}) };
}

function holds(condition: AnswerDraft, given: Given | undefined): boolean {
  if (condition.way === "marks")
    return given?.mark !== undefined && condition.from <= given.mark && given.mark <= condition.to;
  if (condition.way === "yes") return given?.yes === condition.yes;
  return condition.chosen.some((id) => given?.chosen?.includes(id));
}

/** Whether it is shown only for some cases. */
export function isAboutCase(question: QuestionDraft): boolean {
  return Object.values(question.case).some((list) => list.length > 0);
}

/**
 * The questions that are shown, in order: all their conditions hold, where only answers to what is shown count; reasons
 * when the mark that they are about is low. `fits`: whether the case is one that the conditions on it mean.
 */
export function shownTo(form: FormDraft, answers: Answers, fits: boolean): QuestionDraft[] {
  const shown: QuestionDraft[] = [];
  for (const question of form.questions) {
    const earlier = (id: number | null) => shown.find((other) => other.id === id);
    const given = (id: number | null) => {
      const other = earlier(id);
      return other && answers[other.id];
    };
    const about = earlier(question.about);
    const mark = about && answers[about.id]?.mark;
    const called = question.kind !== "reasons" || (about && mark !== undefined && isLow(about.kind, mark));
    const about_case = fits || !isAboutCase(question);
    if (called && about_case && question.answers.every((condition) => holds(condition, given(condition.question))))
      shown.push(question);
  }
  return shown;
}
