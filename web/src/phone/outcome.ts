// What a call would become, by the category that was taken and what the agent says otherwise.

import type { Draft } from "./draft";

export const KINDS = ["question", "request", "incident"] as const;
export const IMPACTS = ["person", "team", "site", "organisation"] as const;
export const URGENCIES = ["low", "medium", "high"] as const;
/** How a person reaches an agent; programs and the web form register their own cases. */
export const CHANNELS = ["phone", "counter", "mail"] as const;

/** What a category fills in. */
export interface CategoryDefaults {
  kind: string | null;
  impact: string | null;
  urgency: string | null;
  group: number | null;
}

export interface Classification {
  kind: string | null;
  impact: string | null;
  urgency: string | null;
  /** The group that would take it when it is passed on. */
  group: number | null;
}

/** The agent's word, else the category's. `null` where neither says anything: then the desk decides. */
export function classification(draft: Draft, category: CategoryDefaults | null): Classification {
  return {
    kind: draft.kind ?? category?.kind ?? null,
    impact: draft.impact ?? category?.impact ?? null,
    urgency: draft.urgency ?? category?.urgency ?? null,
    group: draft.group ?? category?.group ?? null,
  };
}

/** The priority of the matrix (a row an impact, a column an urgency); `null` when either is not known. */
export function matrixPriority<P>(matrix: P[][], impact: string | null, urgency: string | null): P | null {
  const row = IMPACTS.findIndex((word) => word === impact);
  const column = URGENCIES.findIndex((word) => word === urgency);
  return matrix[row]?.[column] ?? null;
}
