// Finding a category by the beginnings of words, over the whole tree, without asking the server.

import { folded, matches } from "../lib/text";

/** What the search needs of a category of the service model. */
export interface Findable {
  id: number;
  path: string[];
  active: boolean;
}

/** The path as people read it. */
export function pathWords(path: string[]): string {
  return path.join(" › ");
}

/**
 * The active categories in which every typed word begins some word of the path, best first: words that begin one of the
 * last name count more than words of the names above it, and then the order of the tree decides.
 */
export function findCategories<C extends Findable>(categories: readonly C[], typed: string, limit: number): C[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  return categories
    .filter((category) => category.active && matches(category.path.join(" "), typed))
    .map((category) => {
      const last = category.path.at(-1) ?? "";
      return { category, above: wanted.filter((word) => !matches(last, word)).length };
    })
    .sort((a, b) => a.above - b.above)
    .slice(0, limit)
    .map(({ category }) => category);
}
