import { expect, it } from "vitest";
import { treeOf, withInside } from "./tree";

const rows = [
  { id: 1, parent: null },
  { id: 2, parent: 1 },
  { id: 3, parent: 2 },
  { id: 4, parent: null },
  { id: 5, parent: 99 },
];

it("builds the tree in the order of the rows", () => {
  const tree = treeOf(rows);
  expect(tree.map((branch) => branch.row.id)).toEqual([1, 4, 5]);
  expect(tree[0]?.inside[0]?.inside[0]?.row.id).toBe(3);
});

it("knows where a row cannot go", () => {
  expect([...withInside(rows, 1)]).toEqual([1, 2, 3]);
  expect([...withInside(rows, 4)]).toEqual([4]);
});
