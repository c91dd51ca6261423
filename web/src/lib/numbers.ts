// Numbers as people read them.

import { words } from "./i18n.svelte";

/** "1.234", without a fraction. */
export function whole(value: number): string {
  return new Intl.NumberFormat(words.locale, { maximumFractionDigits: 0 }).format(value);
}
