// Which digits of a telephone number somebody typed, however both are written.

import type { Piece } from "../lib/text";

/** The number in pieces, the typed digits as a hit; a country code or a zero too many does not matter. */
export function markNumber(shown: string, typed: string): Piece[] {
  const places = [...shown.matchAll(/\d/g)].map((digit) => digit.index);
  const digits = places.map((place) => shown[place]).join("");
  const wanted = typed.replace(/\D/g, "");
  for (let dropped = 0; wanted.length - dropped >= 2; dropped += 1) {
    const part = wanted.slice(dropped);
    const at = digits.lastIndexOf(part);
    const first = places[at];
    const last = places[at + part.length - 1];
    if (at < 0 || first === undefined || last === undefined) continue;
    return [
      { text: shown.slice(0, first), hit: false },
      { text: shown.slice(first, last + 1), hit: true },
      { text: shown.slice(last + 1), hit: false },
    ].filter((piece) => piece.text !== "");
  }
  return [{ text: shown, hit: false }];
}
