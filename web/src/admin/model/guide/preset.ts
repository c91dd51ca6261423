// Which of the desk's groups do the work of a preset's.

import type { Group, Preset } from "../../../api/types";

/** By the preset's key: the id of a group, or `null` for one that is still to be made. */
export type Chosen = Record<string, number | null>;

const folded = (name: string) => name.trim().toLocaleLowerCase();

/** A group of the same name; for first level the one that there is; else a new one. */
export function proposed(preset: Preset, groups: readonly Group[]): Chosen {
  const active = groups.filter((group) => group.active);
  return Object.fromEntries(
    preset.groups.map(({ key, name, level }) => {
      const same = active.find((group) => folded(group.name) === folded(name));
      const first = level === "first" ? active.find((group) => group.level === "first") : undefined;
      return [key, (same ?? first)?.id ?? null];
    }),
  );
}
