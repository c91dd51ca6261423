// A case dropped on a group or a person: who gets it, and the way back.

import { api, ask } from "../api/client";
import type { Group, Named, Ticket } from "../api/types";
import { t } from "../lib/i18n.svelte";

export type Target = { group: Named } | { user: Named };

/** What was done or could not be done, in words; and what undoes it, where there is a way back. */
export interface Done {
  words: string;
  undo: (() => Promise<unknown>) | undefined;
}

const MOST = 200;

/** Gives the case to the group, or to the person: in its own group if they work there, else in the first of theirs. */
export async function handOver(number: number, target: Target): Promise<Done | undefined> {
  const path = { path: { number } };
  const before = await ask(api.GET("/tickets/{number}", { params: path }));
  if ("group" in target) {
    if (before.group?.id === target.group.id) return undefined;
    await pass(number, target.group.id);
    return { words: passed(number, target.group.name), undo: wayBack(before) };
  }
  const { user } = target;
  if (before.assignee?.id === user.id) return undefined;
  const { items: groups } = await ask(api.GET("/groups", { params: { query: { limit: MOST } } }));
  const theirs = groups.filter((group) => group.active && group.members.some(({ id }) => id === user.id));
  const group = theirs.find(({ id }) => id === before.group?.id) ?? theirs[0];
  if (!group) return { words: t("board-no-group", { name: user.name }), undo: undefined };
  if (group.id === before.group?.id) await assign(number, user.id);
  else await pass(number, group.id, user.id);
  return { words: given(number, user, group), undo: wayBack(before) };
}

const passed = (number: number, group: string) => t("passed", { number: String(number), group });
const given = (number: number, user: Named, group: Group) =>
  t("board-given", { number: String(number), name: user.name, group: group.name });

function assign(number: number, assignee: number | null): Promise<Ticket> {
  return ask(api.POST("/tickets/{number}/assign", { params: { path: { number } }, body: { assignee } }));
}

function pass(number: number, group: number, assignee?: number): Promise<Ticket> {
  const body = { group, ...(assignee === undefined ? {} : { assignee }) };
  return ask(api.POST("/tickets/{number}/pass", { params: { path: { number } }, body }));
}

/** Back to whom it was with. A case that no group had cannot go back there. */
function wayBack({ number, group, assignee }: Ticket): (() => Promise<unknown>) | undefined {
  if (!group) return undefined;
  return async () => {
    const now = await ask(api.GET("/tickets/{number}", { params: { path: { number } } }));
    if (now.group?.id === group.id) await assign(number, assignee?.id ?? null);
    else await pass(number, group.id, assignee?.id);
  };
}
