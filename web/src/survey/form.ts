// The form of a survey as its page holds it: everything there, nothing null.

import type {
  Channel,
  Confidence,
  Language,
  QuestionKind,
  SurveyAnswerIs,
  SurveyForm,
  SurveyQuestion,
  SurveyWords,
} from "../api/types";
import { LANGUAGES } from "../admin/languages";

export const KINDS: readonly QuestionKind[] = [
  "satisfaction",
  "effort",
  "recommendation",
  "yes_no",
  "one_of",
  "several_of",
  "reasons",
  "text",
  "statement",
];
export const CONFIDENCES: readonly Confidence[] = ["named", "confidential", "anonymous"];

/** The lowest and the highest mark of those kinds that ask for one. */
const MARKS: Partial<Record<QuestionKind, readonly [number, number]>> = {
  satisfaction: [1, 5],
  effort: [1, 7],
  recommendation: [0, 10],
};

export type Said = Record<Language, string>;

export interface OptionDraft {
  id: number;
  text: Said;
}

/** That an earlier question was answered so: by a mark, by yes or no, or by an option, as `way` says. */
export interface AnswerDraft {
  question: number;
  way: "marks" | "yes" | "chosen";
  from: number;
  to: number;
  yes: boolean;
  chosen: number[];
}

export interface CaseDraft {
  categories: number[];
  units: number[];
  groups: number[];
  channels: Channel[];
}

export interface QuestionDraft {
  id: number;
  kind: QuestionKind;
  text: Said;
  required: boolean;
  /** Of reasons: the question with a mark that they are about. */
  about: number | null;
  options: OptionDraft[];
  other: boolean;
  answers: AnswerDraft[];
  case: CaseDraft;
}

export interface FormDraft {
  confidence: Confidence;
  languages: Language[];
  title: Said;
  introduction: Said;
  thanks: Said;
  colour: string;
  /** The picture above it, in base64, and what is said in its place. */
  logo: LogoDraft | null;
  questions: QuestionDraft[];
}

export interface LogoDraft {
  picture: string;
  alt: Said;
}

/** A logo as an address that shows it: the desk draws PNG or JPEG, whose bytes begin so. */
export function pictureOf({ picture }: LogoDraft): string {
  return `data:image/${picture.startsWith("/9j/") ? "jpeg" : "png"};base64,${picture}`;
}

export function marksOf(kind: QuestionKind): readonly [number, number] | undefined {
  return MARKS[kind];
}

/** The marks that a question may be given, in order. */
export function marks(kind: QuestionKind): number[] {
  const [low, high] = MARKS[kind] ?? [0, -1];
  return Array.from({ length: high - low + 1 }, (_, n) => low + n);
}

export function hasOptions(kind: QuestionKind): boolean {
  return kind === "one_of" || kind === "several_of" || kind === "reasons";
}

/** Whether something else may be written beside its options. */
export function mayHaveOther(kind: QuestionKind): boolean {
  return kind === "several_of" || kind === "reasons";
}

export function nothingSaid(): Said {
  return { es: "", en: "", pt: "" };
}

export function newForm(language: Language): FormDraft {
  return {
    confidence: "named",
    languages: [language],
    title: nothingSaid(),
    introduction: nothingSaid(),
    thanks: nothingSaid(),
    colour: "",
    logo: null,
    questions: [],
  };
}

/** A question that says nothing yet; `id` and those after it are its own. Reasons ask about the last mark before them. */
export function newQuestion(kind: QuestionKind, id: number, before: readonly QuestionDraft[]): QuestionDraft {
  const about = kind === "reasons" ? (before.findLast((question) => marksOf(question.kind))?.id ?? null) : null;
  const options = hasOptions(kind) ? [1, 2].map((n) => ({ id: id + n, text: nothingSaid() })) : [];
  const whole = { categories: [], units: [], groups: [], channels: [] };
  return { id, kind, text: nothingSaid(), required: false, about, options, other: false, answers: [], case: whole };
}

/** A condition on this question, of the way in which it is answered. */
export function newAnswer(question: QuestionDraft): AnswerDraft {
  const [from, to] = marksOf(question.kind) ?? [0, 0];
  const way = marksOf(question.kind) ? "marks" : question.kind === "yes_no" ? "yes" : "chosen";
  return { question: question.id, way, from, to, yes: true, chosen: [] };
}

/** Whether a later question may depend on it. */
export function maybeAsked(question: QuestionDraft): boolean {
  return question.kind !== "text" && question.kind !== "statement";
}

/** The highest id that a question or an option of the form has. */
export function highestId(form: FormDraft): number {
  return Math.max(0, ...form.questions.flatMap(({ id, options }) => [id, ...options.map((option) => option.id)]));
}

/** Whether anything is said in a language. */
export function speaks(form: FormDraft, language: Language): boolean {
  const asked = form.questions.flatMap(({ text, options }) => [text, ...options.map((option) => option.text)]);
  const around = [form.title, form.introduction, form.thanks, ...(form.logo ? [form.logo.alt] : [])];
  return [...around, ...asked].some((words) => words[language].trim() !== "");
}

/** The list with what is at `from` put to where `to` is. */
export function put<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

export function said(words: SurveyWords | null | undefined): Said {
  return { es: words?.es ?? "", en: words?.en ?? "", pt: words?.pt ?? "" };
}

/** What is said in a language, or else in the first that says something. */
export function inLanguage(words: SurveyWords | Said | null | undefined, language: Language): string {
  return [language, ...LANGUAGES].map((one) => words?.[one] ?? "").find((text) => text.trim() !== "") ?? "";
}

export function draftOf(form: SurveyForm): FormDraft {
  return {
    confidence: form.confidence,
    languages: [...form.languages],
    title: said(form.title),
    introduction: said(form.introduction),
    thanks: said(form.thanks),
    colour: form.colour ?? "",
    logo: form.logo ? { picture: form.logo.picture, alt: said(form.logo.alt) } : null,
    questions: form.questions.map(questionDraft),
  };
}

function questionDraft(question: SurveyQuestion): QuestionDraft {
  const about = question.shown_if?.case;
  return {
    id: question.id,
    kind: question.kind,
    text: said(question.text),
    required: question.required ?? false,
    about: question.about ?? null,
    options: (question.options ?? []).map(({ id, text }) => ({ id, text: said(text) })),
    other: question.other ?? false,
    answers: (question.shown_if?.answers ?? []).map(answerDraft),
    case: {
      categories: [...(about?.categories ?? [])],
      units: [...(about?.units ?? [])],
      groups: [...(about?.groups ?? [])],
      channels: [...(about?.channels ?? [])],
    },
  };
}

function answerDraft({ question, marks: span, yes, chosen }: SurveyAnswerIs): AnswerDraft {
  const way = span ? "marks" : typeof yes === "boolean" ? "yes" : "chosen";
  return { question, way, from: span?.from ?? 0, to: span?.to ?? 0, yes: yes ?? true, chosen: [...(chosen ?? [])] };
}

/** As the API takes it, and gives it back. */
export function formOf(form: FormDraft): SurveyForm {
  return {
    confidence: form.confidence,
    languages: form.languages,
    title: wordsOf(form.title),
    introduction: sayingOf(form.introduction),
    thanks: sayingOf(form.thanks),
    colour: form.colour.trim() || null,
    logo: form.logo && { picture: form.logo.picture, alt: sayingOf(form.logo.alt) },
    questions: form.questions.map(questionOf),
  };
}

function questionOf(question: QuestionDraft): SurveyQuestion {
  const { id, kind, options, answers } = question;
  const anyCase = Object.values(question.case).every((list) => list.length === 0);
  const always = answers.length === 0 && anyCase;
  return {
    id,
    kind,
    text: wordsOf(question.text),
    required: question.required && kind !== "statement",
    about: kind === "reasons" ? question.about : null,
    options: hasOptions(kind) ? options.map((option) => ({ id: option.id, text: wordsOf(option.text) })) : null,
    other: mayHaveOther(kind) ? question.other : null,
    shown_if: always ? null : { answers: answers.map(answerOf), case: anyCase ? null : question.case },
  };
}

function answerOf({ question, way, from, to, yes, chosen }: AnswerDraft): SurveyAnswerIs {
  const nothing = { question, marks: null, yes: null, chosen: null };
  if (way === "marks") return { ...nothing, marks: { from, to } };
  return way === "yes" ? { ...nothing, yes } : { ...nothing, chosen };
}

function wordsOf({ es, en, pt }: Said): SurveyWords {
  return { es: es || null, en: en || null, pt: pt || null };
}

/** Words that need not be there. */
function sayingOf(words: Said): SurveyWords | null {
  return Object.values(words).some(Boolean) ? wordsOf(words) : null;
}

/**
 * The place of a fault by ids instead of positions, so that it stays with its question when the order changes:
 * `questions.1.options.0.text.en` is `q7.o9.text.en`.
 */
export function placeOf(field: string, form: SurveyForm): string {
  const [, at, rest = ""] = /^(?:form\.)?questions\.(\d+)(.*)$/.exec(field) ?? [];
  const question = at === undefined ? undefined : form.questions[Number(at)];
  if (!question) return field.replace(/^form\./, "");
  const option = /^\.options\.(\d+)(.*)$/.exec(rest);
  const chosen = option && question.options?.[Number(option[1])];
  return chosen ? `q${question.id}.o${chosen.id}${option[2]}` : `q${question.id}${rest}`;
}
