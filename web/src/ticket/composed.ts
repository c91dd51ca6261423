// What the composer of a case keeps between two visits.

/** A reply to the requester, a note for the desk, or what the requester said, by telephone or at the counter. */
export type Mode = "reply" | "note" | "said";

/** Where a requester speaks rather than writes. */
export const SPOKEN = ["phone", "counter"] as const;
export type Spoken = (typeof SPOKEN)[number];

export interface Composed {
  mode: Mode;
  text: string;
  /** Where it was said; by telephone when left out. */
  spoken?: Spoken;
}
