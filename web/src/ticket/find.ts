// Groups and categories, for type-ahead fields.

import { api, ask } from "../api/client";
import { known } from "../api/known.svelte";
import type { Category, Group } from "../api/types";
import { word } from "../lib/i18n.svelte";
import { matches } from "../lib/text";
import type { Shown } from "../parts/TypeAhead.svelte";

const PAUSE = 120;
const MOST = 20;

export async function findGroups(text: string, signal: AbortSignal): Promise<Group[]> {
  if (text) await new Promise((resume) => setTimeout(resume, PAUSE));
  if (signal.aborted) return [];
  const query = { limit: MOST, ...(text ? { q: text } : {}) };
  const { items } = await ask(api.GET("/groups", { params: { query }, signal }));
  return items.filter((group) => group.active);
}

export function showGroup(group: Group): Shown {
  return { key: group.id, text: group.name, aside: word("level", group.level) };
}

/** Categories in use of which every word typed begins a word of the path. */
export async function findCategories(text: string): Promise<Category[]> {
  const model = await known.loadModel();
  return model.categories
    .filter((category) => category.active && matches(category.path.join(" "), text))
    .slice(0, MOST);
}

export function showCategory(category: Category): Shown {
  return {
    key: category.id,
    text: category.path.join(" › "),
    aside: category.kind ? word("kind", category.kind) : undefined,
  };
}
