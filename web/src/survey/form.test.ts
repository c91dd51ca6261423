import { expect, it } from "vitest";
import type { SurveyForm } from "../api/types";
import { shownTo } from "./answers";
import { differences } from "./differences";
import { type FormDraft, draftOf, formOf, highestId, inLanguage, newAnswer, newQuestion, placeOf, put } from "./form";

const words = (es: string) => ({ es, en: `${es} (en)`, pt: null });
const plain = { about: null, options: null, other: null, required: false, shown_if: null };
const unsaid = { marks: null, yes: null, chosen: null };

/** A mark, its reasons, yes or no, and words for those who said no about some cases. */
const api: SurveyForm = {
  confidence: "named",
  languages: ["es", "en"],
  title: words("Su opinión"),
  introduction: words("Hola"),
  thanks: null,
  colour: "#0b6e4f",
  logo: null,
  questions: [
    { ...plain, id: 1, kind: "recommendation", text: words("¿Recomienda?"), required: true },
    {
      ...plain,
      id: 2,
      kind: "reasons",
      text: words("¿Por qué?"),
      about: 1,
      options: [
        { id: 3, text: words("Tardó") },
        { id: 4, text: words("Otra cosa") },
      ],
      other: true,
    },
    { ...plain, id: 5, kind: "yes_no", text: words("¿Quedó?") },
    {
      ...plain,
      id: 6,
      kind: "text",
      text: words("¿Qué falta?"),
      shown_if: {
        answers: [{ ...unsaid, question: 5, yes: false }],
        case: { categories: [], units: [], groups: [], channels: ["phone"] },
      },
    },
    {
      ...plain,
      id: 7,
      kind: "text",
      text: words("¿Más?"),
      shown_if: {
        answers: [
          { ...unsaid, question: 1, marks: { from: 0, to: 3 } },
          { ...unsaid, question: 2, chosen: [3] },
        ],
        case: null,
      },
    },
  ],
};

function form(): FormDraft {
  return draftOf(api);
}

const ids = (list: { id: number }[]) => list.map(({ id }) => id);

it("is read and written alike", () => {
  expect(formOf(draftOf(api))).toEqual(api);
});

it("shows reasons after a low mark, and conditions by answers to what is shown", () => {
  expect(ids(shownTo(form(), {}, true))).toEqual([1, 5]);
  expect(ids(shownTo(form(), { 1: { mark: 6 } }, true))).toEqual([1, 2, 5]);
  expect(ids(shownTo(form(), { 1: { mark: 7 } }, true))).toEqual([1, 5]);
  expect(ids(shownTo(form(), { 5: { yes: false } }, true))).toEqual([1, 5, 6]);
  expect(ids(shownTo(form(), { 5: { yes: false } }, false))).toEqual([1, 5]);
  const both = { 1: { mark: 2 }, 2: { chosen: [3] } };
  expect(ids(shownTo(form(), both, true))).toEqual([1, 2, 5, 7]);
  // What was answered while it was shown counts no longer.
  expect(ids(shownTo(form(), { ...both, 1: { mark: 9 } }, true))).toEqual([1, 5]);
});

it("finds the places of faults by ids", () => {
  expect(placeOf("title.pt", api)).toBe("title.pt");
  expect(placeOf("questions.1.options.0.text.en", api)).toBe("q2.o3.text.en");
  expect(placeOf("questions.4.shown_if.answers.1", api)).toBe("q7.shown_if.answers.1");
  expect(placeOf("form.questions.0.kind", api)).toBe("q1.kind");
  expect(placeOf("questions", api)).toBe("questions");
});

it("gives what is new ids of its own, and reasons the last mark", () => {
  expect(highestId(form())).toBe(7);
  const reasons = newQuestion("reasons", 8, form().questions);
  expect([reasons.about, ids(reasons.options)]).toEqual([1, [9, 10]]);
  expect(newAnswer(newQuestion("effort", 8, []))).toMatchObject({ question: 8, way: "marks", from: 1, to: 7 });
  expect(newAnswer(newQuestion("one_of", 8, []))).toMatchObject({ way: "chosen", chosen: [] });
});

it("puts a question elsewhere, within the list", () => {
  expect(put([1, 2, 3], 0, 2)).toEqual([2, 3, 1]);
  expect(put([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
});

it("says words in another language before it says none", () => {
  expect(inLanguage(words("Hola"), "pt")).toBe("Hola");
  expect(inLanguage({ en: "Hello" }, "es")).toBe("Hello");
  expect(inLanguage(null, "es")).toBe("");
});

it("tells what is new against the version that is asked", () => {
  const now = form();
  now.questions[0]!.text.es = "¿Nos recomienda?";
  now.questions[2]!.required = true;
  now.questions = put(now.questions.slice(0, 4), 2, 3);
  now.questions.push(newQuestion("text", 8, now.questions));
  now.colour = "";
  const found = differences(form(), now);
  const told = found.questions.map(({ how, question }) => `${how} ${question.id}`);
  expect(told).toEqual(["reworded 1", "changed 5", "added 8", "removed 7"]);
  expect(found).toMatchObject({ reordered: true, around: true, confidence: false, languages: false });
  const none = { questions: [], reordered: false, around: false, confidence: false, languages: false };
  expect(differences(form(), form())).toEqual(none);
});
