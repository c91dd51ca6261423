// Lists of the model whose entries are edited one by one.

/** By what an entry is known: its id, or the group that a promise is of. */
export type Key = number | null | undefined;
type Entry = { id?: number | null } | { group: number };

export function keyOf(entry: Entry): Key {
  return "group" in entry && !("id" in entry) ? entry.group : (entry as { id?: number | null }).id;
}

export function find<E extends Entry>(entries: readonly E[], key: Key): E | undefined {
  return key == null ? undefined : entries.find((entry) => keyOf(entry) === key);
}

/** The list with `entry` in the place of the one of this key; at the end when there is none. */
export function withEntry<E extends Entry>(entries: readonly E[], key: Key, entry: E): E[] {
  return find(entries, key) ? entries.map((old) => (keyOf(old) === key ? entry : old)) : [...entries, entry];
}

export function without<E extends Entry>(entries: readonly E[], key: Key): E[] {
  return entries.filter((entry) => keyOf(entry) !== key);
}

/** The list with the entry of this key `by` places further down. */
export function moved<E extends Entry>(entries: readonly E[], key: Key, by: number): E[] {
  const at = entries.findIndex((entry) => keyOf(entry) === key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= entries.length) return [...entries];
  const rest = entries.filter((_, n) => n !== at);
  return [...rest.slice(0, to), ...entries.slice(at, at + 1), ...rest.slice(to)];
}
