import { expect, it } from "vitest";
import { standingCode } from "./solution_code";

const code = (code: string, active = true) => ({ code, name: code, active });

it("the first code stands until another is chosen, and when the chosen one is gone", () => {
  const codes = [code("old", false), code("fixed"), code("advice")];
  expect(standingCode(codes, null)).toBe("fixed");
  expect(standingCode(codes, "advice")).toBe("advice");
  expect(standingCode(codes, "old")).toBe("fixed");
  expect(standingCode([code("old", false)], "old")).toBe(null);
});
