import { expect, it } from "vitest";
import { commas, countOf, errorOf, lines, orNull } from "./forms";

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

it("reads a count, and refuses at its field what is none", () => {
  expect(countOf(" 14 ", "open_days")).toBe(14);
  // More than can be sent is still refused by the server, beside the same field.
  expect(countOf("99999999", "open_days")).toBe(65_535);
  for (const typed of ["", "pronto", "-1", "1.5"])
    expect(() => countOf(typed, "open_days")).toThrow(
      expect.objectContaining({
        document: expect.objectContaining({ errors: [{ field: "open_days", code: "malformed" }] }),
      }),
    );
});
