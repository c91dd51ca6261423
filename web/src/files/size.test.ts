import { expect, test } from "vitest";
import { fileSize } from "./size";

test("sizes are short", () => {
  expect(fileSize(9, "en")).toBe("9 bytes");
  expect(fileSize(640 * 1024, "en")).toBe("640 kB");
  expect(fileSize(3.44 * 1024 * 1024, "en")).toBe("3.4 MB");
  expect(fileSize(25 * 1024 * 1024, "es-CL")).toBe("25 MB");
});
