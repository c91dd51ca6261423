// Units, for type-ahead fields: the sites when nothing is typed, else what is found by the beginnings of words.

import { api, ask } from "../api/client";
import type { Unit } from "../api/types";

/** How long typing must pause before the server is asked, in milliseconds. */
const PAUSE = 120;
const MOST = 8;

export type UnitPlace = Pick<Unit, "id" | "name" | "path">;

export async function findUnits(typed: string, signal: AbortSignal): Promise<UnitPlace[]> {
  if (typed !== "") await new Promise((resume) => setTimeout(resume, PAUSE));
  if (signal.aborted) return [];
  const query = typed === "" ? { limit: MOST } : { q: typed, limit: MOST };
  const { items } = await ask(api.GET("/units", { params: { query }, signal }));
  return items.filter((unit) => unit.active);
}

/** "Casa Matriz › Finanzas" */
export function unitWords(unit: UnitPlace): string {
  return unit.path.join(" › ");
}
