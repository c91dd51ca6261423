// The clock of the screen: ticks twice a minute, so that "hoy" becomes "ayer" without a reload.

import { session } from "../api/session.svelte";
import { words } from "./i18n.svelte";
import type { Saying } from "./dates";

class Now {
  date = $state(new Date());

  constructor() {
    setInterval(() => (this.date = new Date()), 30_000);
  }
}

export const now = new Now();

/** How moments are said to whoever looks. */
export function saying(): Saying {
  const zone = session.me?.effective.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { locale: words.locale, zone };
}
