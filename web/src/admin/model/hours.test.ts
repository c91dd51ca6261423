import { expect, test } from "vitest";
import { asTime, officeHours, runs, tidied } from "./hours";

test.each([
  ["9", "09:00"],
  ["930", "09:30"],
  ["9.30", "09:30"],
  ["18h15", "18:15"],
  [" 24:00 ", "24:00"],
  ["0900", "09:00"],
  ["", ""],
  ["nine", "nine"],
  ["9:3", "9:3"],
])("%j is the time %j", (typed, time) => {
  expect(asTime(typed)).toBe(time);
});

test("an interval is sent as the clock writes it", () => {
  expect(tidied("9 - 1330")).toBe("09:00-13:30");
});

test("days with the same hours are said together", () => {
  const week = officeHours();
  expect(runs(week)).toEqual([{ first: "monday", last: "friday", hours: ["09:00-18:00"] }]);
  week.wednesday = [];
  week.saturday = ["10:00-14:00"];
  expect(runs(week).map(({ first, last }) => [first, last])).toEqual([
    ["monday", "tuesday"],
    ["thursday", "friday"],
    ["saturday", "saturday"],
  ]);
});
