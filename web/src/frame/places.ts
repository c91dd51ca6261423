// Where one can go besides the queues, by what one may do. The rail, the menu of narrow screens and the command box list these.

import { session } from "../api/session.svelte";

export interface Elsewhere {
  href: string;
  /** The message that names it. */
  name: string;
}

export function elsewhere(): Elsewhere[] {
  const places: Elsewhere[] = [];
  if (session.watches) places.push({ href: "/board", name: "place-board" });
  if (session.watches) places.push({ href: "/admin/follow-ups", name: "follow-ups-title" });
  if (session.desk) places.push({ href: "/people", name: "place-people" });
  if (session.has("supervisor", "administrator")) places.push({ href: "/admin", name: "place-admin" });
  else if (session.has("client", "analyst")) places.push({ href: "/admin/surveys", name: "survey-title" });
  if (session.me?.person != null) places.push({ href: "/my", name: session.desk ? "place-my" : "my-title" });
  return places;
}
