// The languages of the desk, in the order in which they are offered.

import type { Language } from "../api/types";

export const LANGUAGES: readonly Language[] = ["es", "en", "pt"];

/** Those to choose from for a person: the ones of the contract, where it names any, and the one that they have. */
export function languagesFor(contract: readonly Language[], theirs: Language | null): Language[] {
  return LANGUAGES.filter((one) => contract.length === 0 || contract.includes(one) || one === theirs);
}
