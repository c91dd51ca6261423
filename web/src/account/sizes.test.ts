import { expect, it } from "vitest";
import { size } from "./sizes";

it("says sizes in the unit that keeps the number short", () => {
  expect(size(0, "es-CL")).toBe("0 bytes");
  expect(size(1, "es-CL")).toBe("1 byte");
  expect(size(1_250_000, "es-CL")).toBe("1,3 MB");
  expect(size(212_000_000_000, "es-CL")).toBe("212 GB");
});
