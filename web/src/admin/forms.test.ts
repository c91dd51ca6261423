import { expect, it } from "vitest";
import { commas, errorOf, lines, orNull } from "./forms";

it("reads lists out of text", () => {
  expect(lines(" ana@x.example \n\n+56 9 1 ")).toEqual(["ana@x.example", "+56 9 1"]);
  expect(commas("redes, , impresoras ")).toEqual(["redes", "impresoras"]);
  expect(orNull("  ")).toBe(null);
  expect(orNull(" a ")).toBe("a");
});

it("finds the error of a field or of its entries", () => {
  expect(errorOf({ "phones.1": "no" }, "phones")).toBe("no");
  expect(errorOf({ "emails[0]": "no" }, "emails")).toBe("no");
  expect(errorOf({ name: "no" }, "names")).toBe(undefined);
});
