// What the composer of a case keeps between two visits.

/** A reply to the requester, a note for the desk, or what the requester said by telephone. */
export type Mode = "reply" | "note" | "said";

export interface Composed {
  mode: Mode;
  text: string;
}
