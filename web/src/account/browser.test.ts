import { expect, it } from "vitest";
import { browserName } from "./browser";

it("names a browser as people know it", () => {
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
  expect(browserName(edge)).toBe("Edge, Windows");
  expect(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")).toBe("Firefox, Linux");
  expect(browserName("curl/8.5.0")).toBe("curl");
  expect(browserName(null)).toBe(undefined);
});
