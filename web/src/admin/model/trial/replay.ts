// What replays came to, put beside each other: as it was, and as each model would have had it.

import type { NoticeKind, NoticeWay, Priority, ReplayKept, ReplayResult } from "../../../api/types";

const PRIORITIES: readonly Priority[] = ["critical", "high", "medium", "low"];

/** One line of a comparison: how it was, and how it would have been by each replay; nothing where one says nothing of it. */
export interface Line<V> {
  key: string;
  /** The words of vocabularies and names that it is about. */
  about: { name: string; clock?: string; priority?: Priority; notice?: NoticeKind; way?: NoticeWay };
  was: V | undefined;
  would: (V | undefined)[];
}

interface Entry<V> {
  key: string;
  about: Line<V>["about"];
  was: V | undefined;
  would: V;
}

/** The lines of several replays, each once, in the order in which they come. What was is as the first one has it. */
function beside<V>(replays: readonly (readonly Entry<V>[])[]): Line<V>[] {
  const lines = new Map<string, Line<V>>();
  replays.forEach((entries, n) => {
    for (const { key, about, was, would } of entries) {
      const line = lines.get(key) ?? { key, about, was: undefined, would: replays.map(() => undefined) };
      line.was ??= was;
      line.would[n] = would;
      lines.set(key, line);
    }
  });
  return [...lines.values()];
}

const rank = (priority: Priority | undefined) => (priority === undefined ? -1 : PRIORITIES.indexOf(priority));

/** Promises, by whose they are and what they are about, the most urgent first. */
export function promises(replays: readonly ReplayResult[]): Line<ReplayKept>[] {
  const lines = beside(
    replays.map(({ promises }) =>
      promises.map(({ agreement, group, clock, priority, was, would }) => ({
        key: `${agreement ? `a${agreement.name}` : `g${group?.id}`}/${clock}/${priority}`,
        about: { name: agreement?.name ?? group?.name ?? "", clock, priority },
        was,
        would,
      })),
    ),
  );
  const of = ({ key }: Line<ReplayKept>) => key.slice(0, key.lastIndexOf("/"));
  const order = [...new Set(lines.map(of))];
  return lines.toSorted(
    (a, b) => order.indexOf(of(a)) - order.indexOf(of(b)) || rank(a.about.priority) - rank(b.about.priority),
  );
}

/** Cases by priority at the opening, the most urgent first. */
export function priorities(replays: readonly ReplayResult[]): Line<number>[] {
  const lines = beside(
    replays.map(({ priorities }) =>
      priorities.map(({ priority, was, would }) => ({ key: priority, about: { name: "", priority }, was, would })),
    ),
  );
  return lines.toSorted((a, b) => rank(a.about.priority) - rank(b.about.priority));
}

/** How many cases began with each group, and how many came to it. */
export function loads(replays: readonly ReplayResult[], what: "opened" | "stays"): Line<number>[] {
  return beside(
    replays.map(({ groups }) => groups.map(({ group, was, would }) => named(group, was[what], would[what]))),
  );
}

/** How often each escalation happened, or how many notices that made. */
export function escalations(replays: readonly ReplayResult[], what: "times" | "notices"): Line<number>[] {
  return beside(
    replays.map(({ escalations }) =>
      escalations.map(({ escalation, was, would }) => ({
        // One that was drawn up anew by the same name is the same to whoever compares.
        ...named(escalation, was[what], would[what]),
        key: escalation.name,
      })),
    ),
  );
}

/** How many notices reached each person. */
export function people(replays: readonly ReplayResult[]): Line<number>[] {
  return beside(replays.map(({ people }) => people.map(({ user, was, would }) => named(user, was, would))));
}

/** How many notices there would be, by what they say and by which way. */
export function told(replays: readonly ReplayResult[]): Line<number>[] {
  return beside(
    replays.map(({ notices }) =>
      notices.map(({ notice, way, would }) => ({
        key: `${notice}/${way}`,
        about: { name: "", notice, way },
        was: undefined,
        would,
      })),
    ),
  );
}

function named({ id, name }: { id: number; name: string }, was: number, would: number): Entry<number> {
  return { key: String(id), about: { name }, was, would };
}

/** The sum of all lines. */
export function total(lines: readonly Line<number>[]): Pick<Line<number>, "was" | "would"> {
  const sum = (values: readonly (number | undefined)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const columns = lines[0]?.would.length ?? 0;
  return {
    was: sum(lines.map(({ was }) => was)),
    would: Array.from({ length: columns }, (_, n) => sum(lines.map(({ would }) => would[n]))),
  };
}

/** Kept promises of those that came to an end, from 0 to 1; nothing where none did. */
export function share(kept: ReplayKept | undefined): number | undefined {
  if (!kept) return undefined;
  const ended = kept.kept + kept.missed;
  return ended === 0 ? undefined : kept.kept / ended;
}

/** How much more it would be, in points of a hundred, rounded to a tenth. */
export function points(was: number | undefined, would: number | undefined): number | undefined {
  return was === undefined || would === undefined ? undefined : Math.round((would - was) * 1000) / 10;
}
