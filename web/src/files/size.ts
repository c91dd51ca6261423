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
  // The short name of a byte has no plural in Spanish.
  const unitDisplay = unit === 0 ? "long" : "short";
  const style = { style: "unit", unit: UNITS[unit], unitDisplay, maximumFractionDigits } as const;
  return new Intl.NumberFormat(locale, style).format(size);
}
