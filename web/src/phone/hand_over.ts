// A call that is about a case which exists already: what was typed goes on there.

import { keepDraft, readDraft } from "../api/drafts";
import type { KeptFile } from "../files/attaching.svelte";
import { router } from "../lib/router.svelte";
import { SPOKEN, type Composed, type Mode } from "../ticket/composed";

/**
 * Opens the case with its composer, and `text` in it as what the requester said on this channel, or as a note. What was
 * half-written there stays before it, and remains what it was.
 */
export function continueCase(
  number: number,
  text: string,
  mode: Exclude<Mode, "reply">,
  channel?: string,
  files: readonly KeptFile[] = [],
): void {
  if (text !== "" || files.length > 0) {
    const name = `case/${number}/composer`;
    const begun = readDraft<Composed>(name)?.value;
    const both = [begun?.text.trim(), text].filter(Boolean).join("\n\n");
    const spoken = begun?.spoken ?? SPOKEN.find((one) => one === channel);
    const along = [...(begun?.files ?? []), ...files];
    const composed = { mode: begun?.mode ?? mode, text: both, files: along, ...(spoken && { spoken }) };
    keepDraft<Composed>(name, composed, Date.now());
  }
  router.go(`/cases/all/${number}?write`);
}
