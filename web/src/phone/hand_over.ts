// A call that is about a case which exists already: what was typed goes on there.

import { keepDraft, readDraft } from "../api/drafts";
import { router } from "../lib/router.svelte";
import { SPOKEN, type Composed, type Mode } from "../ticket/composed";

/**
 * Opens the case with its composer, and `text` in it as what the requester said on this channel, or as a note. What was
 * half-written there stays before it, and remains what it was.
 */
export function continueCase(number: number, text: string, mode: Exclude<Mode, "reply">, channel?: string): void {
  if (text !== "") {
    const name = `case/${number}/composer`;
    const begun = readDraft<Composed>(name)?.value;
    const both = [begun?.text.trim(), text].filter(Boolean).join("\n\n");
    const spoken = begun?.spoken ?? SPOKEN.find((one) => one === channel);
    keepDraft<Composed>(name, { mode: begun?.mode ?? mode, text: both, ...(spoken && { spoken }) }, Date.now());
  }
  router.go(`/cases/all/${number}?write`);
}
