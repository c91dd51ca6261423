// What commitments say, in words.

import type { Commitment, IndicatorUnit } from "../../api/types";
import { inside, t, word, words } from "../../lib/i18n.svelte";

/** A figure as people write it: "4,2". */
export function figure(number: number): string {
  return new Intl.NumberFormat(words.locale, { maximumFractionDigits: 3 }).format(number);
}

/** What was typed as a figure, with a comma or a point; `NaN` when it is none. */
export function readFigure(typed: string): number {
  const text = typed.trim().replace(",", ".");
  return /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
}

/** "Solucionados a tiempo: al menos 95 %, cada mes" */
export function commitmentWords(commitment: Commitment, unit: IndicatorUnit): string {
  return t("model-commitment-said", {
    indicator: word("indicator", commitment.indicator),
    comparison: inside(word("comparison", commitment.comparison)),
    figure: t(`model-figure-${unit}`, { figure: figure(commitment.target) }),
    period: inside(word("period", commitment.period)),
  });
}
