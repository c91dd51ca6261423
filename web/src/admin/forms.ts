// Small things that the forms of the administration share.

import { Problem } from "../api/problem";
import type { FieldFault } from "../api/types";

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
  return refuse(field, "unknown");
}

/** The most that every count of the API can be written as; where less is allowed, the server says so. */
const COUNT_MAX = 65_535;

/** What was typed in `field` as a count; refuses the form where it is no whole number. */
export function countOf(text: string, field: string): number {
  if (!/^\d+$/.test(text.trim())) refuse(field, "malformed");
  return Math.min(Number(text), COUNT_MAX);
}

function refuse(field: string, code: FieldFault["code"]): never {
  const errors = [{ field, code }];
  throw new Problem("invalid", 422, { type: "", title: "", status: 422, code: "invalid", detail: field, errors });
}
