// How much room something takes, in the unit that keeps the number short.

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/** "1,2 MB"; a thousand bytes are a kilobyte. */
export function size(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  // The short name of a byte has no plural in Spanish.
  const unitDisplay = step === 0 ? "long" : "short";
  const unit = UNITS[step] ?? "byte";
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 }).format(
    bytes / 1000 ** step,
  );
}
