// What the board is narrowed to. It stands in the address, so that a link or a bookmark leads to the same; what
// somebody comes back to is kept with their preferences, by name.

import type { Priority, Status } from "../api/types";

export interface Filters {
  /** The id of a group, or `none`: what no group has. */
  group?: string | undefined;
  /** The id of a person, or `none`: what nobody has. */
  person?: string | undefined;
  priority?: Priority | undefined;
}

export const PRIORITIES: readonly Priority[] = ["critical", "high", "medium", "low"];

/** Of group and person there is one: the API lists what somebody has, or what a group has. */
export function filtersOf(query: URLSearchParams): Filters {
  const id = (name: string) => /^(?:none|\d{1,15})$/.exec(query.get(name) ?? "")?.[0];
  const group = id("group");
  return {
    group,
    person: group === undefined ? id("person") : undefined,
    priority: PRIORITIES.find((priority) => priority === query.get("priority")),
  };
}

/** The address of the board with these. */
export function addressOf({ group, person, priority }: Filters): string {
  const given = Object.entries({ group, person, priority }).filter((entry): entry is [string, string] => !!entry[1]);
  const query = new URLSearchParams(given).toString();
  return query ? `/board?${query}` : "/board";
}

/** The same as the list of cases asks for it: what has a deadline, the first one first. */
export function questionOf({ group, person, priority }: Filters) {
  const status: Status[] = ["open"];
  return {
    status,
    sort: "deadline" as const,
    ...(group === undefined ? {} : { group }),
    ...(person === undefined ? {} : { assignee: person }),
    ...(priority === undefined ? {} : { priority: [priority] }),
  };
}

/** What the address says behind its "?": a filter is kept as this. */
export function queryOf(address: string): string {
  return address.replace(/^[^?]*\??/, "");
}

/** The address that a kept filter leads to. */
export function keptAddress(query: string): string {
  return addressOf(filtersOf(new URLSearchParams(query)));
}
