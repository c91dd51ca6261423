// A tree out of rows that name their parent.

export interface Branch<T> {
  row: T;
  inside: Branch<T>[];
}

/** The rows as a tree, in the order in which they come; a row whose parent is not among them stands at the top. */
export function treeOf<T extends { id: number; parent: number | null }>(rows: readonly T[]): Branch<T>[] {
  const branches = new Map(rows.map((row) => [row.id, { row, inside: [] as Branch<T>[] }]));
  const top: Branch<T>[] = [];
  for (const branch of branches.values()) {
    const above = branch.row.parent === null ? undefined : branches.get(branch.row.parent);
    (above?.inside ?? top).push(branch);
  }
  return top;
}

/** Ids of a row and of everything inside it: it cannot be moved into any of these. */
export function withInside<T extends { id: number; parent: number | null }>(
  rows: readonly T[],
  id: number,
): Set<number> {
  const found = new Set([id]);
  for (let grew = true; grew;) {
    grew = false;
    for (const row of rows) {
      if (row.parent !== null && found.has(row.parent) && !found.has(row.id)) {
        found.add(row.id);
        grew = true;
      }
    }
  }
  return found;
}
