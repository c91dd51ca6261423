import { expect, test } from "vitest";
import { catalogueText } from "../../build/catalogues";
import { bundleOf, words } from "../lib/i18n.svelte";
import { lastingWords } from "./words";

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
