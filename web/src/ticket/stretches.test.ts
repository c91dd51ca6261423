import { expect, test } from "vitest";
import type { TimelineItem } from "../api/types";
import { stretches } from "./stretches";

const item = (seq: number, type: TimelineItem["type"], event = "classified", text: string | null = null) =>
  ({ seq, type, fact: type === "fact" ? { event, text } : null }) as unknown as TimelineItem;

const shape = (items: TimelineItem[], settled: number) =>
  stretches(items, settled).map((stretch) => ("said" in stretch ? "said" : stretch.facts.length));

test("facts that stand together are one stretch", () => {
  expect(shape([item(1, "fact"), item(2, "fact"), item(3, "message"), item(4, "fact")], 9)).toEqual([2, "said", 1]);
});

test("what came while somebody looks stands alone", () => {
  expect(shape([item(1, "fact"), item(2, "fact"), item(3, "fact"), item(4, "fact")], 2)).toEqual([2, 1, 1]);
});

test("a solution is something said", () => {
  expect(shape([item(1, "fact"), item(2, "fact", "resolved", "Se reinició.")], 9)).toEqual([1, "said"]);
});
