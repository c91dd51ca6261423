// The timeline in stretches: what was said stands alone, what happened stands together.

import type { TimelineItem } from "../api/types";

export type Stretch = { said: TimelineItem } | { facts: TimelineItem[] };

/** Facts that stand together make one stretch; what came while somebody looks is never folded under their eyes. */
export function stretches(items: readonly TimelineItem[], settled: number): Stretch[] {
  const found: Stretch[] = [];
  for (const item of items) {
    const last = found.at(-1);
    // A solution crosses the counter as an answer does.
    const solution = item.fact?.event === "resolved" && item.fact.text;
    if (item.type !== "fact" || solution) found.push({ said: item });
    else if (last && "facts" in last && item.seq <= settled) last.facts.push(item);
    else found.push({ facts: [item] });
  }
  return found;
}
