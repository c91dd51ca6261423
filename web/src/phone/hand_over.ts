// A call that is about a case which exists already: what was typed goes on there.

import { keepDraft, readDraft } from "../api/drafts";
import { router } from "../lib/router.svelte";

/** What the composer of a case keeps between two visits. */
interface Composed {
  mode: "reply" | "note";
  text: string;
}

/**
 * Opens the case with its composer, and `text` in it; what was half-written there stays before it. It becomes a note,
 * unless a reply was begun: these are the words of whoever called, and nobody wants them sent back by mail.
 */
export function continueCase(number: number, text: string): void {
  if (text !== "") {
    const name = `case/${number}/composer`;
    const begun = readDraft<Composed>(name)?.value;
    const both = [begun?.text.trim(), text].filter(Boolean).join("\n\n");
    keepDraft<Composed>(name, { mode: begun?.mode ?? "note", text: both }, Date.now());
  }
  router.go(`/cases/all/${number}?write`);
}
