import { expect, it } from "vitest";
import type { FieldFault } from "../api/types";
import { newForm, newQuestion } from "./form";
import { type Fault, missing, questionWords, read } from "./places";

const fault = (place: string, code: FieldFault["code"] = "required"): Fault => ({
  place,
  fault: { field: "", code },
});

it("reads places", () => {
  expect(read("q7.o9.text.en")).toEqual({ question: 7, option: 9, field: "text", language: "en" });
  expect(read("q7.shown_if.answers.0")).toEqual({
    question: 7,
    option: undefined,
    field: "shown_if",
    language: undefined,
  });
  expect(read("q7")).toMatchObject({ question: 7, field: "" });
  expect(read("title.pt")).toMatchObject({ question: undefined, field: "title", language: "pt" });
});

it("counts the words that are missing, by language, and nothing else", () => {
  const faults = [fault("title.pt"), fault("q1.o2.text.pt"), fault("q1.text.en"), fault("q1.options")];
  expect(missing([...faults, fault("q1.text.es", "too_long")])).toEqual({ es: 0, en: 1, pt: 2 });
});

it("names a question by its place and the beginning of its words", () => {
  const form = newForm("es");
  form.questions = [newQuestion("text", 4, []), newQuestion("yes_no", 5, [])];
  form.questions[1]!.text.es = `${"a".repeat(70)}\nmás`;
  expect(questionWords(form, 5, "es")).toBe(`2. ${"a".repeat(59)}…`);
  // The catalogue is not loaded here: ids stand for words.
  expect(questionWords(form, 4, "es")).toBe("1. question-kind-text");
  expect(questionWords(form, 9, "es")).toBe("survey-question-gone");
});
