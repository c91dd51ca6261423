// A call that is about a case which exists already: what was typed goes on there.

import { keepDraft, readDraft } from "../api/drafts";
import { router } from "../lib/router.svelte";

/** Opens the case with its composer, and `text` as the beginning of the reply; what was half-written there stays first. */
export function continueCase(number: number, text: string): void {
  if (text !== "") {
    const name = `case/${number}/reply`;
    const written = readDraft<string>(name)?.value ?? "";
    keepDraft(name, [written, text].filter(Boolean).join("\n\n"), Date.now());
  }
  router.go(`/case/${number}`);
}
