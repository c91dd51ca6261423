import { expect, it } from "vitest";
import { markNumber } from "./number_marks";

function hit(shown: string, typed: string) {
  return markNumber(shown, typed).find((piece) => piece.hit)?.text;
}

it("shows which digits of a number were typed, in whatever form", () => {
  expect(hit("+56 9 5550 0388", "0388")).toBe("0388");
  expect(hit("+56 9 5550 0388", "95550")).toBe("9 5550");
  expect(hit("+56 9 5550 0388", "0056 9 5550 0388")).toBe("56 9 5550 0388");
  expect(hit("+56 9 5550 0388", "777")).toBe(undefined);
  expect(markNumber("312", "ana")).toEqual([{ text: "312", hit: false }]);
});
