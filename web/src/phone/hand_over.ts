// A call that is about a case which exists already: what was typed goes on there.

import { keepDraft, readDraft } from "../api/drafts";
import { router } from "../lib/router.svelte";
import type { Composed, Mode } from "../ticket/composed";

/**
 * Opens the case with its composer, and `text` in it as what the requester said, or as a note. What was half-written
 * there stays before it, and remains what it was.
 */
export function continueCase(number: number, text: string, mode: Exclude<Mode, "reply">): void {
  if (text !== "") {
    const name = `case/${number}/composer`;
    const begun = readDraft<Composed>(name)?.value;
    const both = [begun?.text.trim(), text].filter(Boolean).join("\n\n");
    keepDraft<Composed>(name, { mode: begun?.mode ?? mode, text: both }, Date.now());
  }
  router.go(`/cases/all/${number}?write`);
}
