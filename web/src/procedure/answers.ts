// What is answered to the questions of a procedure before there is a case.

/** By the id of the step; null: it is only ticked. */
export type Answers = Record<string, string | null>;

/** As the API takes them. What is empty was not answered. */
export function answerList(answers: Answers): { step: number; answer: string | null }[] {
  return Object.entries(answers)
    .filter(([, answer]) => answer === null || answer.trim() !== "")
    .map(([step, answer]) => ({ step: Number(step), answer }));
}
