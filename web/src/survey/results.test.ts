import { beforeEach, expect, test } from "vitest";
import { catalogueText } from "../../build/catalogues";
import type { SurveyFigures } from "../api/types";
import { bundleOf, words } from "../lib/i18n.svelte";
import { type Part, type QuestionResults, bars, changeWords, inOrder, monthBefore, sumWords } from "./results";

const none: SurveyFigures = { answered: null, given: [], figure: null, of_all: null, mean: null, median: null };

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
    change: null,
    months: [],
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

test("what may be chance is said to be within its uncertainty, and nothing is said to have grown by it", () => {
  const before = { value: 0.8, low: 0.7, high: 0.9 };
  const question = (moved: "up" | "down" | "within", value: number, low: number, high: number): QuestionResults => ({
    id: 1,
    kind: "satisfaction",
    text: {},
    reworded: false,
    figures: none,
    change: { before, difference: { value, low, high }, moved },
    months: [],
  });
  expect(changeWords(question("within", 0.05, -0.04, 0.12))).toBe(
    "Frente al período anterior (80%) no se sabe si cambió: la diferencia está dentro de su incertidumbre",
  );
  expect(changeWords(question("down", -0.125, -0.2, -0.04))).toBe(
    "Bajó 12,5 puntos frente al período anterior (80%): entre 4 y 20, con 95% de confianza",
  );
  expect(changeWords({ ...question("up", 0, 0, 0), change: null })).toBeUndefined();
});

test("parts that may be equal stand by their names, and what has no figure or name comes last", () => {
  const asked = { invited: 0, refused: 0, answered: null, rate: null, planned: 0, cancelled: 0, left_out: [] };
  const part = (name: string | null, rank: number | null): Part => ({
    id: null,
    name,
    language: null,
    channel: null,
    way: null,
    answers: 9,
    asked,
    questions: [{ id: 1, figures: none, rank }],
  });
  const parts = [part(null, 1), part("Redes", 1), part("Ámbar", 1), part("Aseo", 2), part("Abril", null)];
  expect(inOrder(parts, 1).map(({ name }) => name)).toEqual(["Ámbar", "Redes", null, "Aseo", "Abril"]);
  expect(inOrder(parts, 2).map(({ name }) => name)).toEqual(["Abril", "Ámbar", "Aseo", "Redes", null]);
});

test("the month before is found over the turn of a year", () => {
  expect(monthBefore("2026-11", 5)).toBe("2026-06");
  expect(monthBefore("2027-03", 5)).toBe("2026-10");
});
