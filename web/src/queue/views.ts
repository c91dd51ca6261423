// The queues: what each asks of the API, and whether a case still belongs to it.

import type { Counts, Me, Sort, Status, TicketRow } from "../api/types";

export interface View {
  id: string;
  count: keyof Counts;
  /** What is asked. */
  query: { status?: Status[]; assignee?: string; group?: string; following?: "me"; solved?: string };
  /** Whether `row` belongs here, as far as the row says. */
  holds: (row: TicketRow, me: Me) => boolean;
  /** Own lists are headed by state; others are one list. */
  byState: boolean;
  /** The letter after "G" that leads there. */
  letter: string;
  /** The orders that the API has for it; the first is the usual one. */
  sorts: readonly Sort[];
}

const open = (row: TicketRow) => ["new", "in_progress", "waiting"].includes(row.state);
const status: Status[] = ["open"];
const sorts: readonly Sort[] = ["-updated", "updated", "priority", "-number", "number"];

export const views: readonly View[] = [
  {
    id: "mine",
    count: "mine",
    query: { assignee: "me", status },
    holds: (row, me) => open(row) && row.assignee?.id === me.id,
    byState: true,
    letter: "m",
    sorts,
  },
  {
    id: "groups",
    count: "groups",
    query: { group: "mine", status },
    holds: (row, me) => open(row) && me.groups.some((group) => group.id === row.group?.id),
    byState: false,
    letter: "g",
    sorts,
  },
  {
    id: "unassigned",
    count: "unassigned",
    query: { assignee: "none", status },
    holds: (row) => open(row) && row.assignee === null,
    byState: false,
    letter: "u",
    sorts,
  },
  {
    id: "new",
    count: "new",
    query: { status: ["new"] },
    holds: (row) => row.state === "new",
    byState: false,
    letter: "t",
    sorts,
  },
  {
    id: "waiting",
    count: "waiting",
    query: { status: ["waiting"] },
    holds: (row) => row.state === "waiting",
    byState: false,
    letter: "w",
    sorts,
  },
  {
    id: "following",
    count: "following",
    query: { following: "me", status },
    holds: (row, me) => open(row) && row.assignee?.id !== me.id,
    byState: true,
    letter: "f",
    sorts,
  },
  {
    id: "solved",
    count: "solved_today",
    query: { solved: "today" },
    holds: (row) => row.state === "resolved" || row.state === "closed",
    byState: false,
    letter: "s",
    sorts: ["-number", "number"],
  },
  { id: "all", count: "all", query: { status }, holds: open, byState: false, letter: "a", sorts },
];

/** The queues of somebody: whoever takes no cases has none of their own, none of a group, and follows none. */
export function viewsFor(takesCases: boolean): readonly View[] {
  return takesCases ? views : views.filter(({ id }) => !["mine", "groups", "following"].includes(id));
}

export function viewOf(id: string | undefined): View | undefined {
  return views.find((view) => view.id === id);
}
