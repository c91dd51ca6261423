import { expect, test } from "vitest";
import { readFigure } from "./commitment_words";

test.each([
  ["95", 95],
  [" 4,2 ", 4.2],
  ["4.25", 4.25],
  ["0,05", 0.05],
])("%s is a figure", (typed, figure) => expect(readFigure(typed)).toBe(figure));

test.each(["", "x", "-1", "4,2345", "1.000,5", "1e3"])("%s is none", (typed) => expect(readFigure(typed)).toBeNaN());
