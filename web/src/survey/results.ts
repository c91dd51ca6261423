// What a survey says, in words: figures never without their interval, and nothing where too few answered.

import type { QuestionKind, SurveyFigures, SurveyGiven, SurveyResults, SurveyVersion } from "../api/types";
import { whole } from "../lib/numbers";
import { t, word, words } from "../lib/i18n.svelte";
import { inLanguage, marks, marksOf } from "./form";

export type QuestionResults = SurveyResults["questions"][number];
export type Part = SurveyResults["parts"][number];

/** A bar of a distribution. */
export interface Bar {
  name: string;
  count: number;
  /** Of those who answered the question, 0 to 1. */
  share: number;
}

/** With which the intervals are told. */
const CONFIDENCE = 0.95;

const decimal = (value: number) => new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 }).format(value);

/** The month so many before, as "2026-11". */
export function monthBefore(month: string, by: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - by);
  return date.toISOString().slice(0, 7);
}

/** "86%" */
export function percent(share: number): string {
  return new Intl.NumberFormat(words.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** "muy pocas respuestas para decirlo", where there is no figure. */
export function countWords(count: number | null): string {
  return count === null ? t("results-too-few") : whole(count);
}

/** "4,2 de 5" */
export function meanWords(kind: QuestionKind, { mean }: SurveyFigures): string | undefined {
  const [, of] = marksOf(kind) ?? [];
  return mean === null || of === undefined ? undefined : t("results-mean", { mean: decimal(mean), of });
}

/** "satisfechos 86% (79%–93%, con 95% de confianza)"; nothing of what has no figure. */
export function figureWords(kind: QuestionKind, { figure }: Pick<SurveyFigures, "figure">): string | undefined {
  if (figure === null) return undefined;
  const say = kind === "recommendation" ? whole : percent;
  return t(`results-figure-${kind.replaceAll("_", "-")}`, {
    value: say(figure.value),
    low: say(figure.low),
    high: say(figure.high),
    sure: percent(CONFIDENCE),
  });
}

/** "4,2 de 5; satisfechos 86% (79%–93%, con 95% de confianza)" */
export function sumWords(kind: QuestionKind, figures: SurveyFigures): string {
  if (figures.answered === null) return t("results-too-few");
  const said = [meanWords(kind, figures), figureWords(kind, figures)].filter((text) => text !== undefined);
  return said.join("; ") || t("results-answered", { count: figures.answered });
}

/** "No se sabe si cambió: …", "Subió 12 puntos …"; nothing where there is nothing to compare with. */
export function changeWords({ kind, change }: QuestionResults): string | undefined {
  if (change === null) return undefined;
  const score = kind === "recommendation";
  const before = (score ? whole : percent)(change.before.value);
  if (change.moved === "within") return t("results-change-within", { before });
  // A fall is told by how far it went.
  const ends = [change.difference.low, change.difference.high].map((end) => Math.abs(end) * (score ? 1 : 100));
  return t(`results-change-${change.moved}`, {
    before,
    value: decimal(Math.abs(change.difference.value) * (score ? 1 : 100)),
    low: decimal(Math.min(...ends)),
    high: decimal(Math.max(...ends)),
    sure: percent(CONFIDENCE),
  });
}

/** How often each thing was answered: every mark of a scale, and what else was given. */
export function bars({ id, kind, figures }: QuestionResults, versions: readonly SurveyVersion[]): Bar[] {
  const { answered, given } = figures;
  if (answered === null || answered === 0) return [];
  const bar = (name: string, count: number) => ({ name, count, share: count / answered });
  if (marksOf(kind))
    return marks(kind).map((mark) => bar(String(mark), given.find((one) => one.mark === mark)?.count ?? 0));
  return given.map((one) => bar(givenWords(one, id, versions), one.count));
}

function givenWords({ yes, option, other }: SurveyGiven, question: number, versions: readonly SurveyVersion[]): string {
  if (yes !== null) return t(yes ? "results-yes" : "results-no");
  if (other) return t("results-other");
  // Its last words: an option may be one of an earlier version.
  for (const { form } of versions.toReversed()) {
    const options = form.questions.find(({ id }) => id === question)?.options ?? [];
    const found = options.find(({ id }) => id === option);
    if (found) return inLanguage(found.text, words.language);
  }
  return t("survey-option-n", { n: option ?? 0 });
}

/** What a part is called. */
export function partName({ name, language, channel, way }: Part): string {
  if (language !== null) return word("language", language);
  if (channel !== null) return word("channel", channel);
  if (way !== null) return word("answer-way", way);
  return name ?? t("results-part-unknown");
}

/** The rank of a part in a question; nothing where it has no figure. */
export function rankOf(part: Part, question: number | undefined): number | null {
  return part.questions.find(({ id }) => id === question)?.rank ?? null;
}

/** By their rank, which those share that may be equal; among those by their names, since none did better than another. */
export function inOrder(parts: readonly Part[], question: number | undefined): Part[] {
  const named = (part: Part) =>
    part.name !== null || part.language !== null || part.channel !== null || part.way !== null;
  const rank = (part: Part) => rankOf(part, question) ?? Number.MAX_SAFE_INTEGER;
  return [...parts].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      Number(named(other)) - Number(named(one)) ||
      partName(one).localeCompare(partName(other), words.locale),
  );
}
