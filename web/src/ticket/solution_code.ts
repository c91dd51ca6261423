// Which code stands for how a case was solved.

import type { SolutionCode } from "../api/types";

/** The codes that can be chosen. */
export function activeCodes(codes: readonly SolutionCode[]): SolutionCode[] {
  return codes.filter(({ active }) => active);
}

/** What was chosen, as long as the desk has it, else the desk's first; `null` when it has none. */
export function standingCode(codes: readonly SolutionCode[], chosen: string | null): string | null {
  const active = activeCodes(codes);
  return active.some(({ code }) => code === chosen) ? chosen : (active[0]?.code ?? null);
}
