// Time zones to choose from, each with its time now, by which people recognise theirs.

import { clockTime } from "../lib/dates";
import { t, words } from "../lib/i18n.svelte";

/** Every zone that the browser knows, and `chosen` also when it does not. */
export function zoneChoices(chosen: string | null, now: Date): { value: string; label: string }[] {
  const zones = new Set(Intl.supportedValuesOf("timeZone"));
  if (chosen !== null && isZone(chosen)) zones.add(chosen);
  return [...zones].sort().map((zone) => ({ value: zone, label: zoneNow(zone, now) }));
}

/** "America/Punta Arenas, ahora 10:42" */
export function zoneNow(zone: string, now: Date): string {
  return t("setup-zone-now", {
    zone: zone.replaceAll("_", " "),
    time: isZone(zone) ? clockTime(now, { locale: words.locale, zone }) : "",
  });
}

/** The zone of this computer. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
