// What follows when an entry of the model was saved.

import { t } from "../../lib/i18n.svelte";
import { router } from "../../lib/router.svelte";
import { toasts } from "../../parts/toasts.svelte";
import { called } from "./words";

/** Says that the entry was saved, and goes back to its list. */
export function entrySaved(name: string, base: string): void {
  toasts.say(t("model-saved", { name: called(name) }));
  router.go(base);
}
