import { expect, test } from "vitest";
import { find, keyOf, moved, withEntry, without } from "./entries";

const entries = [{ id: 1 }, { id: 2 }, { id: 3 }];
const ids = (list: { id: number }[]) => list.map(({ id }) => id);

test("an entry moves by one place, and not out of its list", () => {
  expect(ids(moved(entries, 3, -1))).toEqual([1, 3, 2]);
  expect(ids(moved(entries, 1, 1))).toEqual([2, 1, 3]);
  expect(ids(moved(entries, 1, -1))).toEqual([1, 2, 3]);
  expect(ids(moved(entries, 3, 1))).toEqual([1, 2, 3]);
  expect(ids(moved(entries, 9, 1))).toEqual([1, 2, 3]);
});

test("an entry takes its own place, or the last one", () => {
  expect(withEntry(entries, 2, { id: 2 })).toEqual(entries);
  expect(ids(withEntry(entries, undefined, { id: 4 }))).toEqual([1, 2, 3, 4]);
  expect(ids(withEntry(entries, 4, { id: 4 }))).toEqual([1, 2, 3, 4]);
  expect(ids(without(entries, 2))).toEqual([1, 3]);
  expect(find(entries, undefined)).toBeUndefined();
});

test("a promise is known by its group, all else by its id", () => {
  expect(keyOf({ group: 7 })).toBe(7);
  const category = { id: 3, group: 7 };
  expect(keyOf(category)).toBe(3);
});
