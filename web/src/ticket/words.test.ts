import { expect, test } from "vitest";
import { catalogueText } from "../../build/catalogues";
import { bundleOf, words } from "../lib/i18n.svelte";
import type { Fact } from "../api/types";
import { factWords, lastingWords } from "./words";

test.each([
  ["es", "menos de 1 min"],
  ["en", "less than 1 min"],
  ["pt", "menos de 1 min"],
] as const)("a stay shorter than a minute is said as people say it (%s)", (language, less) => {
  words.language = language;
  words.bundle = bundleOf(language, catalogueText(language));
  const saying = { locale: words.locale, zone: "UTC" };
  expect(lastingWords(0, saying)).toBe(less);
  expect(lastingWords(59_999, saying)).toBe(less);
  expect(lastingWords(60_000, saying)).toBe("1 min");
});

test.each([
  ["solution", 75, "Pasó el 75 % del plazo de solución"],
  ["first_response", 100, "Venció el plazo de primera respuesta"],
] as const)("a clock that came to a point says which and how far (%s, %d)", (clock, percent, expected) => {
  words.language = "es";
  words.bundle = bundleOf("es", catalogueText("es"));
  const fact = { event: "clock_reached", clock, percent } as Fact;
  expect(factWords(fact, new Date(), { locale: words.locale, zone: "UTC" })).toBe(expected);
});
