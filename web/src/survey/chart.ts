// Charts that the server draws: for the room that there is, and as files.

import { api, ask } from "../api/client";
import type { Language, SurveyResultsBy } from "../api/types";

export interface Chart {
  survey: number;
  question: number;
  shows: "distribution" | "months" | "parts";
  from: string;
  to: string;
  by?: SurveyResultsBy;
}

/** Widths differ by so many pixels at least, so that a chart is not drawn anew for each pixel of a window. */
const STEP = 40;
const NARROWEST = 240;
const WIDEST = 720;
/** As a file it is as wide as a page. */
const SAVED = 960;

/** As wide as there is room for, in pixels. */
export function chartWidth(room: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.floor(room / STEP) * STEP));
}

function asked({ question, shows, from, to, by }: Chart, language: Language, width: number) {
  const query = { question, shows, from, to, language, width };
  return by === undefined ? query : { ...query, by };
}

/** The drawing, as the address of a picture. */
export async function drawChart(chart: Chart, language: Language, width: number): Promise<string> {
  const params = { path: { id: chart.survey }, query: asked(chart, language, width) };
  const drawing: unknown = await ask(api.GET("/surveys/{id}/chart", { params, parseAs: "text" }));
  return `data:image/svg+xml,${encodeURIComponent(String(drawing))}`;
}

/** Where the same chart is saved from. */
export function chartHref(chart: Chart, language: Language): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked(chart, language, SAVED))) query.set(name, String(value));
  return `/api/v1/surveys/${chart.survey}/chart?${query.toString()}`;
}
