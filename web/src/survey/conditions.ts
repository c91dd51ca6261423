// To whom a question is shown, in words.

import type { Language } from "../api/types";
import { t, word } from "../lib/i18n.svelte";
import { type AnswerDraft, type FormDraft, type QuestionDraft, inLanguage } from "./form";
import { questionWords } from "./places";

/** What conditions on the case name, by what people call it. */
export interface Names {
  category: (id: number) => string;
  unit: (id: number) => string;
  group: (id: number) => string;
}

function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "disjunction" }).format(words);
}

function answerWords(form: FormDraft, condition: AnswerDraft, language: Language, locale: string): string {
  const question = questionWords(form, condition.question, language);
  if (condition.way === "yes") return t(condition.yes ? "form-if-yes" : "form-if-no", { question });
  if (condition.way === "marks") {
    const { from, to } = condition;
    return from === to ? t("form-if-mark", { question, from }) : t("form-if-marks", { question, from, to });
  }
  const options = form.questions.find(({ id }) => id === condition.question)?.options ?? [];
  const chosen = options.filter(({ id }) => condition.chosen.includes(id));
  const what = listed(
    chosen.map(({ text }) => `«${inLanguage(text, language)}»`),
    locale,
  );
  return t("form-if-chosen", { question, what });
}

/** A line for each condition; nothing when everybody is asked. */
export function conditionLines(
  form: FormDraft,
  question: QuestionDraft,
  language: Language,
  locale: string,
  names: Names,
): string[] {
  const { categories, units, groups, channels } = question.case;
  const about = (id: string, words: string[]) =>
    words.length === 0 ? [] : [t(`form-if-${id}`, { what: listed(words, locale) })];
  const low = question.kind === "reasons" && question.about !== null;
  return [
    ...(low ? [t("form-if-low", { question: questionWords(form, question.about ?? 0, language) })] : []),
    ...question.answers.map((condition) => answerWords(form, condition, language, locale)),
    ...about("category", categories.map(names.category)),
    ...about("unit", units.map(names.unit)),
    ...about("group", groups.map(names.group)),
    ...about(
      "channel",
      channels.map((channel) => word("channel", channel)),
    ),
  ];
}
