// The one list of places: which address shows what, and to whom.

import type { Component } from "svelte";
import { session } from "./api/session.svelte";

/** A place gets what its address names (`params`); one whose address names nothing takes nothing. */
export type PlaceComponent = Component<any>;

export interface Place {
  pattern: string;
  load: () => Promise<{ default: PlaceComponent }>;
  /** `columns`: the place fills the columns beside the rail itself; `wide`: one pane that scrolls. */
  frame: "columns" | "wide";
  /** Whether somebody with the roles of the session has anything to do here. */
  open: () => boolean;
}

const atDesk = () => session.desk;
const watches = () => session.watches;
const registers = () => session.has("agent", "supervisor");
/** Whoever may look for cases and people here. */
export const searches = () => session.has("agent", "supervisor", "analyst", "administrator");
const anybody = () => true;

export const places: readonly Place[] = [
  { pattern: "/cases/:view/:number?", load: () => import("./queue/Workspace.svelte"), frame: "columns", open: atDesk },
  { pattern: "/search/:number?", load: () => import("./search/Search.svelte"), frame: "columns", open: searches },
  { pattern: "/board", load: () => import("./board/Board.svelte"), frame: "wide", open: watches },
  { pattern: "/people/:id?", load: () => import("./people/People.svelte"), frame: "wide", open: atDesk },
  { pattern: "/new/:draft?", load: () => import("./phone/NewCase.svelte"), frame: "wide", open: registers },
  { pattern: "/admin/:page?/:item?/:entry?", load: () => import("./admin/Admin.svelte"), frame: "wide", open: anybody },
  { pattern: "/account", load: () => import("./account/Account.svelte"), frame: "wide", open: anybody },
  // Only while developing: every part with its states.
  ...(import.meta.env.DEV
    ? [{ pattern: "/parts", load: () => import("./parts/Gallery.svelte"), frame: "wide" as const, open: anybody }]
    : []),
];

/** Where somebody begins. */
export function home(): string {
  if (session.desk) return session.takesCases ? "/cases/mine" : "/cases/all";
  if (session.has("administrator")) return "/admin";
  return session.has("client") && session.me?.person == null ? "/admin/surveys" : "/my";
}
