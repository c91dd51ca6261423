// How large a file is, as people read it.

import { words } from "../lib/i18n.svelte";

const STEP = 1024;
const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** "640 kB", "3,4 MB". */
export function fileSize(bytes: number, locale = words.locale): string {
  let size = bytes;
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  const maximumFractionDigits = size < 10 && unit > 0 ? 1 : 0;
  const style = { style: "unit", unit: UNITS[unit], unitDisplay: "short", maximumFractionDigits } as const;
  return new Intl.NumberFormat(locale, style).format(size);
}
