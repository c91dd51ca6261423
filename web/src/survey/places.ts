// What is wrong with a form: where, in words, and the way there.

import { fieldFaultWords } from "../api/problem";
import type { FieldFault, Language, SurveyForm } from "../api/types";
import { LANGUAGES } from "../admin/languages";
import { t, word } from "../lib/i18n.svelte";
import { type FormDraft, inLanguage, placeOf } from "./form";

/** A fault with its place by ids. */
export interface Fault {
  place: string;
  fault: FieldFault;
}

/** The faults of a form, with their places. */
export function faultsOf(faults: readonly FieldFault[], form: SurveyForm): Fault[] {
  return faults.map((fault) => ({ place: placeOf(fault.field, form), fault }));
}

/** Their words by place; one a place. */
export function errorsOf(faults: readonly Fault[]): Record<string, string> {
  const words: Record<string, string> = {};
  for (const { place, fault } of faults) words[place] ??= fieldFaultWords(fault);
  return words;
}

/** The parts of a place by ids: `q7.o9.text.en`. */
interface Place {
  question: number | undefined;
  option: number | undefined;
  /** What of it. */
  field: string;
  language: Language | undefined;
}

export function read(place: string): Place {
  const steps = place.split(".");
  const id = (letter: string) => {
    const [, digits] = new RegExp(`^${letter}(\\d+)$`).exec(steps[0] ?? "") ?? [];
    if (digits !== undefined) steps.shift();
    return digits === undefined ? undefined : Number(digits);
  };
  const question = id("q");
  const option = id("o");
  const last = steps.at(-1) as Language;
  const language = LANGUAGES.includes(last) ? last : undefined;
  return { question, option, field: steps[0] ?? "", language };
}

/** The language whose words are missing, when that is what is wrong. */
export function missingIn({ place, fault }: Fault): Language | undefined {
  return fault.code === "required" ? read(place).language : undefined;
}

/** How many words are missing, by language. */
export function missing(faults: readonly Fault[]): Record<Language, number> {
  const counts: Record<Language, number> = { es: 0, en: 0, pt: 0 };
  for (const fault of faults) {
    const language = missingIn(fault);
    if (language) counts[language] += 1;
  }
  return counts;
}

/** "3. ¿Cómo evalúa la atención?", shortened. */
export function questionWords(form: FormDraft, id: number, language: Language): string {
  const at = form.questions.findIndex((question) => question.id === id);
  const question = form.questions[at];
  if (!question) return t("survey-question-gone");
  const [line = ""] = inLanguage(question.text, language).split("\n");
  const text = line.trim() || word("question-kind", question.kind);
  return `${at + 1}. ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`;
}

/** "3. ¿Cómo evalúa la atención? › Opciones › Inglés: Falta" */
export function faultWords({ place, fault }: Fault, form: FormDraft, language: Language): string {
  const { question, option, field, language: of } = read(place);
  const steps = [
    question === undefined ? undefined : questionWords(form, question, language),
    option === undefined ? undefined : t("survey-option"),
    option !== undefined || field === "" ? undefined : fieldName(field),
    of && word("language", of),
  ];
  return `${steps.filter(Boolean).join(" › ")}: ${fieldFaultWords(fault)}`;
}

function fieldName(field: string): string {
  return t(`survey-field-${field.replaceAll("_", "-")}`);
}
