// Every message that a screen asks for is there, in every language; and none is there that nobody asks for.

import {
  parse,
  serializeExpression,
  Junk,
  Message,
  type Resource,
  type VariableReference,
  Visitor,
} from "@fluent/syntax";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { catalogueFiles } from "./catalogues";

const LANGUAGES = ["es", "en", "pt"];
const SOURCE = fileURLToPath(new URL("../src", import.meta.url));

function resources(language: string): { file: string; resource: Resource }[] {
  return catalogueFiles(language).map((file) => ({ file, resource: parse(readFileSync(file, "utf8"), {}) }));
}

function messages(language: string, files = /./): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const { file, resource } of resources(language)) {
    if (!files.test(file)) continue;
    for (const entry of resource.body) if (entry instanceof Message) found.set(entry.id.name, entry);
  }
  return found;
}

function variables(message: Message): string[] {
  const names = new Set<string>();
  class Names extends Visitor {
    visitVariableReference(node: VariableReference) {
      names.add(serializeExpression(node));
    }
  }
  new Names().visit(message);
  return [...names].sort();
}

const sources = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith(".test.ts"))
  .map((name) => readFileSync(join(SOURCE, name), "utf8"))
  .join("\n");

describe("catalogues", () => {
  test.each(LANGUAGES)("%s can be read whole, and says nothing twice", (language) => {
    const seen = new Set<string>();
    for (const { file, resource } of resources(language)) {
      for (const entry of resource.body) {
        expect(entry instanceof Junk ? `${file}: ${entry.content}` : undefined).toBeUndefined();
        if (!(entry instanceof Message)) continue;
        expect(seen.has(entry.id.name) ? entry.id.name : undefined).toBeUndefined();
        seen.add(entry.id.name);
      }
    }
  });

  const spanish = messages("es");

  test.each(["en", "pt"])("%s has the messages of Spanish, with the same variables", (language) => {
    const other = messages(language);
    expect([...other.keys()].sort()).toEqual([...spanish.keys()].sort());
    for (const [id, message] of spanish) {
      const there = other.get(id);
      if (there) expect({ id, variables: variables(there) }).toEqual({ id, variables: variables(message) });
    }
  });

  test.each(["en", "pt"])("%s is translated", (language) => {
    const text = (message: Message | undefined) =>
      message?.value?.elements.map((element) => (element.type === "TextElement" ? element.value : "{}")).join("");
    const same = [...messages(language, /web[^/]*$/)]
      .filter(([id, message]) => text(message) === text(spanish.get(id)))
      .filter(([, message]) => (text(message) ?? "").split(/\s+/).filter((word) => /\p{L}{3}/u.test(word)).length > 3)
      .map(([id]) => id);
    expect(same).toEqual([]);
  });

  test("nothing that a screen asks for is missing", () => {
    const asked = [...sources.matchAll(/\bt\(\s*"([^"]+)"/g)].map((found) => found[1] ?? "");
    expect(asked.filter((id) => !spanish.has(id))).toEqual([]);
  });

  test("nothing is there that no screen asks for", () => {
    // Asked for by name anywhere in the source, or by a name that is put together: `view-${id}`.
    const parts = [...sources.matchAll(/`([a-z][a-z0-9-]*-)\$\{/g)].map((found) => found[1] ?? "-");
    const named = new Set([...sources.matchAll(/"([a-z][a-z0-9-]*)"/g)].map((found) => found[1]));
    const unused = [...messages("es", /web[^/]*$/).keys()].filter(
      (id) => !named.has(id) && !parts.some((part) => id.startsWith(part)),
    );
    expect(unused).toEqual([]);
  });
});
