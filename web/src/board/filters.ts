// What the board is narrowed to. It stands in the address, so that a link or a bookmark leads to the same; one filter
// can be kept in this browser, for the next time.

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

const KEPT = "board";

/** The address that was kept in this browser. */
export function keptAddress(): string | undefined {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === null ? undefined : addressOf(filtersOf(new URLSearchParams(kept)));
  } catch {
    return undefined;
  }
}

/** Keeps an address for the next time, or forgets it. */
export function keepAddress(address: string | undefined): void {
  try {
    if (address === undefined) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, address.replace(/^[^?]*\??/, ""));
  } catch {
    return;
  }
}
