import { beforeEach, expect, test } from "vitest";
import { catalogueText } from "../../build/catalogues";
import type { SurveyFigures } from "../api/types";
import { bundleOf, words } from "../lib/i18n.svelte";
import { type Part, type QuestionResults, bars, inOrder, sumWords } from "./results";

const none: SurveyFigures = { answered: null, given: [], figure: null, mean: null, median: null };

beforeEach(() => {
  words.language = "es";
  words.bundle = bundleOf("es", catalogueText("es"));
});

test("a figure is never told without its interval, and none where too few answered", () => {
  const figures = { ...none, answered: 120, mean: 4.23, median: 4, figure: { value: 0.86, low: 0.79, high: 0.93 } };
  expect(sumWords("satisfaction", figures)).toBe("4,2 de 5; satisfechos 86% (79%–93%, con 95% de confianza)");
  const net = { ...figures, mean: 8, figure: { value: 35.4, low: -2, high: 50 } };
  expect(sumWords("recommendation", net)).toBe("8 de 10; recomendación neta 35 (de -2 a 50, con 95% de confianza)");
  expect(sumWords("satisfaction", none)).toBe("muy pocas respuestas para decirlo");
  expect(sumWords("text", { ...none, answered: 1 })).toBe("Una respuesta");
});

test("a distribution shows every mark of the scale, also those that nobody gave", () => {
  const given = [{ mark: 2, yes: null, option: null, other: null, count: 3 }];
  const question: QuestionResults = {
    id: 1,
    kind: "satisfaction",
    text: { es: "¿Qué tal?" },
    reworded: false,
    figures: { ...none, answered: 4, given },
  };
  expect(bars(question, []).map(({ name, count, share }) => [name, count, share])).toEqual([
    ["1", 0, 0],
    ["2", 3, 0.75],
    ["3", 0, 0],
    ["4", 0, 0],
    ["5", 0, 0],
  ]);
  expect(bars({ ...question, figures: none }, [])).toEqual([]);
});

test("parts stand by their names, not by how they did, and what is not known comes last", () => {
  const asked = { invited: 0, refused: 0, answered: null, rate: null, planned: 0, cancelled: 0, left_out: [] };
  const part = (name: string | null, answers: number): Part => ({
    id: null,
    name,
    language: null,
    channel: null,
    round: null,
    answers,
    asked,
    questions: [],
  });
  const parts = [part(null, 90), part("Redes", 50), part("Ámbar", 1)];
  expect(inOrder(parts).map(({ name }) => name)).toEqual(["Ámbar", "Redes", null]);
});
