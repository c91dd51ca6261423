import { expect, test } from "vitest";
import { match } from "./match";

test("an address names what its pattern names", () => {
  expect(match("/cases/:view/:number?", "/cases/mine/1042")).toEqual({ view: "mine", number: "1042" });
  expect(match("/cases/:view/:number?", "/cases/mine")).toEqual({ view: "mine" });
  expect(match("/cases/:view/:number?", "/cases")).toBeUndefined();
  expect(match("/cases/:view/:number?", "/cases/mine/1/2")).toBeUndefined();
  expect(match("/account", "/account/")).toEqual({});
});

test("what is written badly is taken as it stands", () => {
  expect(match("/people/:id", "/people/%E0%A4%A")).toEqual({ id: "%E0%A4%A" });
  expect(match("/people/:id", "/people/a%20b")).toEqual({ id: "a b" });
});
