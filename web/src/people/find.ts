// People by a few letters, digits or the end of a number, for type-ahead fields.

import { api, ask } from "../api/client";
import type { Person } from "../api/types";
import type { Shown } from "../parts/TypeAhead.svelte";

/** How long typing must pause before the server is asked, in milliseconds. */
const PAUSE = 120;
const MOST = 8;
/** The API finds from two letters or digits up. */
export const LEAST = 2;

export async function findPersons(text: string, signal: AbortSignal): Promise<Person[]> {
  await new Promise((resume) => setTimeout(resume, PAUSE));
  if (signal.aborted) return [];
  const { items } = await ask(api.GET("/persons", { params: { query: { q: text, limit: MOST } }, signal }));
  return items;
}

/** A person, of whom perhaps no more than the name is known. */
export function showPerson(person: Pick<Person, "id" | "name"> & Partial<Person>): Shown {
  const matched = person.matched && person.matched.field !== "name" ? person.matched.value : undefined;
  return {
    key: person.id,
    text: person.name,
    aside: matched,
    below: [person.title, person.unit?.path.join(" › ")].filter(Boolean).join(" · "),
  };
}
