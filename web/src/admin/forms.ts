// Small things that the forms of the administration share.

import { Problem } from "../api/problem";

/** The lines of a text that hold something. */
export function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** What stands between commas, and holds something. */
export function commas(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Nothing where only spaces were typed. */
export function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** The error of a field, or the first one of its entries (`emails.1`, `emails[1]`). */
export function errorOf(errors: Record<string, string>, field: string): string | undefined {
  const name = Object.keys(errors).find(
    (key) => key === field || key.startsWith(`${field}.`) || key.startsWith(`${field}[`),
  );
  return name === undefined ? undefined : errors[name];
}

/** Refuses a form before it is sent, as the server would: what was typed in `field` leads to nothing. */
export function refuseUnknown(field: string): never {
  const errors = [{ field, code: "unknown" as const }];
  throw new Problem("invalid", 422, { type: "", title: "", status: 422, code: "invalid", detail: field, errors });
}
