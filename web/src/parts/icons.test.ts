import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("..", import.meta.url));

test("every icon that a screen names is drawn", () => {
  const signs = readFileSync(join(SOURCE, "look/signs.css"), "utf8");
  const drawn = new Set([...signs.matchAll(/^\.i-([\w-]+)/gm)].map(([, name]) => name));
  const named = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".svelte"))
    .flatMap((file) => [
      ...readFileSync(join(SOURCE, file), "utf8").matchAll(/(?:<Icon name|\bicon)=("[^"]*"|\{[^}]*\})/g),
    ])
    .flatMap(([, value]) => [...(value ?? "").matchAll(/(?<!=== )"([\w-]+)"/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !drawn.has(name))).toEqual([]);
});
