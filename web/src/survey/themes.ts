// The themes that free texts are searched for, as a form has them.

import type { SurveyTheme } from "../api/types";

export interface ThemeForm {
  es: string;
  en: string;
  pt: string;
  /** Words with blanks or commas between them. */
  words: string;
}

export const NO_THEME: ThemeForm = { es: "", en: "", pt: "", words: "" };

export function themeForm({ name, words }: SurveyTheme): ThemeForm {
  return { es: name.es ?? "", en: name.en ?? "", pt: name.pt ?? "", words: words.join(", ") };
}

export function themeOf({ words, ...names }: ThemeForm): SurveyTheme {
  const name = Object.fromEntries(Object.entries(names).filter(([, text]) => text.trim() !== ""));
  return { name, words: words.split(/[\s,;]+/).filter((word) => word !== "") };
}

/** The first thing that is wrong with the words of a theme. */
export function wordsError(errors: Record<string, string>, n: number): string | undefined {
  const place = `themes.${n}.words`;
  const found = Object.keys(errors).find((field) => field === place || field.startsWith(`${place}.`));
  return found === undefined ? undefined : errors[found];
}
