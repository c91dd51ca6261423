// What a form changes against the version that is asked: said before it is published.

import { type FormDraft, type QuestionDraft, type Said, nothingSaid } from "./form";

export interface Difference {
  how: "added" | "removed" | "reworded" | "changed";
  question: QuestionDraft;
}

export interface Differences {
  questions: Difference[];
  /** Whether the same questions come in another order. */
  reordered: boolean;
  /** The languages differ. */
  languages: boolean;
  confidence: boolean;
  /** The title, what is said before and after, or the colour. */
  around: boolean;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** A question without its words. */
function bare(question: QuestionDraft): QuestionDraft {
  const options = question.options.map(({ id }) => ({ id, text: nothingSaid() }));
  return { ...question, text: nothingSaid(), options };
}

function wordsOf({ text, options }: QuestionDraft): Said[] {
  return [text, ...options.map((option) => option.text)];
}

export function differences(before: FormDraft | undefined, now: FormDraft): Differences {
  const old = before?.questions ?? [];
  const find = (list: readonly QuestionDraft[], id: number) => list.find((question) => question.id === id);
  const questions: Difference[] = [];
  for (const question of now.questions) {
    const was = find(old, question.id);
    if (!was) questions.push({ how: "added", question });
    else if (!same(bare(was), bare(question))) questions.push({ how: "changed", question });
    else if (!same(wordsOf(was), wordsOf(question))) questions.push({ how: "reworded", question });
  }
  for (const question of old) if (!find(now.questions, question.id)) questions.push({ how: "removed", question });
  const kept = (list: readonly QuestionDraft[], others: readonly QuestionDraft[]) =>
    list.map(({ id }) => id).filter((id) => find(others, id));
  const around = ({ title, introduction, thanks, colour, logo }: FormDraft) => [
    title,
    introduction,
    thanks,
    colour,
    logo,
  ];
  return {
    questions,
    reordered: !same(kept(old, now.questions), kept(now.questions, old)),
    languages: before !== undefined && !same(before.languages, now.languages),
    confidence: before !== undefined && before.confidence !== now.confidence,
    around: before !== undefined && !same(around(before), around(now)),
  };
}
