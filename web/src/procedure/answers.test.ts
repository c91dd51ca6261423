import { expect, test } from "vitest";
import { answerList } from "./answers";

test("what is empty was not answered, and a tick has no words", () => {
  expect(answerList({ 1: null, 2: " ", 3: "no", 10: "Ayer" })).toEqual([
    { step: 1, answer: null },
    { step: 3, answer: "no" },
    { step: 10, answer: "Ayer" },
  ]);
});
