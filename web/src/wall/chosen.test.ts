import { describe, expect, test } from "vitest";
import { chosen } from "./chosen";

describe("what stands on the wall", () => {
  // Negative: overdue.
  test.each([
    [[], []],
    [
      [-9, -8, -7, 1, 2, 3],
      [-9, -8, 1, 2],
    ],
    [
      [-9, -8, -7, -6, -5, 1],
      [-9, -8, -7, 1],
    ],
    [
      [-9, -8, -7, -6, -5],
      [-9, -8, -7, -6],
    ],
    [
      [-9, 1, 2, 3, 4],
      [-9, 1, 2, 3],
    ],
    [
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4],
    ],
  ])("%j", (rows, shown) => {
    expect(chosen(rows, (row) => row < 0)).toEqual(shown);
  });
});
