import { describe, expect, test } from "vitest";
import { addressOf, filtersOf, questionOf } from "./filters";

const read = (query: string) => filtersOf(new URLSearchParams(query));

describe("the filters of the board", () => {
  test.each([
    ["", "/board"],
    ["group=3", "/board?group=3"],
    ["group=none&priority=high", "/board?group=none&priority=high"],
    ["person=7&priority=critical", "/board?person=7&priority=critical"],
    // What nobody offers is left out: the list would refuse it.
    ["group=3&person=7", "/board?group=3"],
    ["group=redes&person=../9&priority=urgent&other=1", "/board"],
  ])("%s", (query, address) => {
    expect(addressOf(read(query))).toBe(address);
  });

  test("are what the list is asked for", () => {
    const usual = { status: ["open"], sort: "deadline" };
    expect(questionOf(read(""))).toEqual(usual);
    expect(questionOf(read("person=7&priority=low"))).toEqual({ ...usual, assignee: "7", priority: ["low"] });
    expect(questionOf(read("group=none"))).toEqual({ ...usual, group: "none" });
  });
});
