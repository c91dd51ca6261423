// The catalogues of messages lie with the server (src/messages), which reads them too. This makes one module a
// language of those that the web shows, so that a browser loads only the language it needs.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const MESSAGES = fileURLToPath(new URL("../../src/messages", import.meta.url));
const PREFIX = "catalogue:";

/** The catalogues that the web shows: the words of the vocabularies and of forms, and the web's own. */
export function catalogueFiles(language: string): string[] {
  return readdirSync(`${MESSAGES}/${language}`)
    .filter((name) => /^(words|survey_form|web.*)\.ftl$/.test(name))
    .sort()
    .map((name) => `${MESSAGES}/${language}/${name}`);
}

/** One language as it is sent: without comments and empty lines. */
export function catalogueText(language: string): string {
  return catalogueFiles(language)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .join("\n");
}

export function catalogues(): Plugin {
  return {
    name: "catalogues",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return;
      const language = id.slice(PREFIX.length + 1);
      for (const file of catalogueFiles(language)) this.addWatchFile(file);
      return `export default ${JSON.stringify(catalogueText(language))};`;
    },
    handleHotUpdate({ file, server }) {
      if (file.endsWith(".ftl")) server.ws.send({ type: "full-reload" });
    },
  };
}
