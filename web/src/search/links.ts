// Where the search leads.

import { session } from "../api/session.svelte";

/** The page with everything that these words find. */
export function resultsHref(q: string): string {
  return `/search?${new URLSearchParams({ q })}`;
}

/** A case among what these words find; on its own for who has no list to stand beside. */
export function caseHref(number: number, q: string): string {
  return session.desk ? `/search/${number}?${new URLSearchParams({ q })}` : `/case/${number}`;
}

export function personHref(id: number): string {
  return session.desk ? `/people/${id}` : `/admin/people/${id}`;
}
