import { expect, test } from "vitest";
import { themeForm, themeOf, wordsError } from "./themes";

test("a theme goes into the form and comes out as it was, however its words were parted", () => {
  const theme = { name: { es: "Espera", pt: "Espera" }, words: ["esper*", "tarde"] };
  expect(themeForm(theme)).toEqual({ es: "Espera", en: "", pt: "Espera", words: "esper*, tarde" });
  expect(themeOf(themeForm(theme))).toEqual(theme);
  expect(themeOf({ es: " ", en: "Wait", pt: "", words: " wait;  slow\nlate, " })).toEqual({
    name: { en: "Wait" },
    words: ["wait", "slow", "late"],
  });
});

test("what is wrong with a word is told at its theme", () => {
  expect(wordsError({ "themes.1.words.3": "no" }, 1)).toBe("no");
  expect(wordsError({ "themes.1.words": "falta" }, 1)).toBe("falta");
  expect(wordsError({ "themes.1.words.3": "no" }, 0)).toBeUndefined();
});
