// What the pages of the service model say about its parts: their names, the places of faults, what differs.

import type { FieldFault, Model, ModelChange, ModelDraft } from "../../api/types";
import { fieldFaultWords } from "../../api/problem";
import { t, words as language } from "../../lib/i18n.svelte";

/** The parts of the model by the name of their list or setting, with the page that shows each. */
const PAGES = {
  categories: "categories",
  matrix: "priority",
  solution_codes: "solutions",
  closing: "solutions",
  close_after_days: "solutions",
  reopen_within_days: "solutions",
  reopening: "solutions",
  open_cases: "solutions",
  calendars: "calendars",
  agreements: "agreements",
  group_agreements: "group-agreements",
  assignment_rules: "assignment",
  escalations: "escalations",
  notices: "notices",
  digest: "notices",
  procedures: "procedures",
  service: "service",
  commitments: "commitments",
  scenarios: "scenarios",
} as const;

type Part = keyof typeof PAGES;

/** The pages whose entries have an address of their own. */
const WITH_ENTRIES = new Set<string>([
  "categories",
  "calendars",
  "agreements",
  "group_agreements",
  "assignment_rules",
  "escalations",
  "notices",
  "procedures",
  "commitments",
  "scenarios",
]);

/** Where a part, or one of its entries, is shown. */
function address(part: string, id?: number | null): string {
  const page = PAGES[part as Part] ?? "model";
  return id == null || !WITH_ENTRIES.has(part) ? `/admin/${page}` : `/admin/${page}/${id}`;
}

/** "Acuerdos de servicio" */
export function partWords(part: string): string {
  return part in PAGES ? t(`model-part-${part.replaceAll("_", "-")}`) : part;
}

/** What is said of a field inside an entry: "Horario › Lunes › 2". */
export function placeWords(path: readonly string[]): string {
  const step = (name: string) =>
    /^\d+$/.test(name) ? String(Number(name) + 1) : t(`model-field-${name.replaceAll("_", "-")}`);
  return path.map(step).join(" › ");
}

/** A fault of the draft, ready to be shown. */
export interface ShownFault {
  part: string;
  /** What the entry is called. */
  entry: string | undefined;
  /** Where in it. */
  place: string;
  what: string;
  href: string;
}

/** `groupName` says what a group is called, which the model knows by its id alone. */
export function shownFault(fault: FieldFault, model: Model, groupName: (id: number) => string | undefined): ShownFault {
  const [part = "", place, ...rest] = fault.field.split(".");
  const entry = entryOf(model, part, Number(place), groupName);
  const path = place === undefined ? [] : entry ? rest : [place, ...rest];
  return {
    part,
    entry: entry && called(entry.name),
    place: placeWords(path),
    what: fieldFaultWords(fault),
    href: address(part, entry?.id),
  };
}

function entryOf(model: Model, part: string, index: number, groupName: (id: number) => string | undefined) {
  if (!Number.isInteger(index)) return undefined;
  if (part === "group_agreements") {
    const row = model.group_agreements[index];
    return row && { id: row.group, name: groupName(row.group) ?? "" };
  }
  const list: unknown = model[part as keyof Model];
  const row = Array.isArray(list) ? (list[index] as { id?: number; name?: string } | undefined) : undefined;
  return row?.name === undefined ? undefined : { id: row.id ?? null, name: row.name };
}

/** The faults of one entry of a list, by the field inside it. */
export function faultsOf(draft: ModelDraft | undefined, part: string, index: number): Record<string, string> {
  return ofEntry(draft?.faults, part, index);
}

/** What should be looked at in one entry of a list, by the field inside it. */
export function warningsOf(draft: ModelDraft | undefined, part: string, index: number): Record<string, string> {
  return ofEntry(draft?.warnings, part, index);
}

function ofEntry(faults: readonly FieldFault[] | undefined, part: string, index: number): Record<string, string> {
  const before = `${part}.${index}`;
  const words: Record<string, string> = {};
  for (const fault of faults ?? []) {
    if (fault.field === before) words[""] ??= fieldFaultWords(fault);
    else if (fault.field.startsWith(`${before}.`))
      words[fault.field.slice(before.length + 1)] ??= fieldFaultWords(fault);
  }
  return words;
}

/** The errors of a whole list, by the field inside its entries: only the one that was sent may be refused. */
export function insideEntry(errors: Record<string, string>): Record<string, string> {
  // The faults of an entry are inside it already, and may lie in a list of its own.
  const inside = (field: string) =>
    field.replace(/^(\w+)\.\d+\./, (whole, list: string) => (WITH_ENTRIES.has(list) ? "" : whole));
  return Object.fromEntries(Object.entries(errors).map(([field, words]) => [inside(field), words]));
}

/** The changes by part, in the order in which they come. */
export function byPart(changes: readonly ModelChange[]): { part: string; changes: ModelChange[] }[] {
  const parts: { part: string; changes: ModelChange[] }[] = [];
  for (const change of changes) {
    const last = parts.at(-1);
    if (last?.part === change.part) last.changes.push(change);
    else parts.push({ part: change.part, changes: [change] });
  }
  return parts;
}

/** What an entry is called in lists and sentences, also before somebody has named it. */
export function called(name: string): string {
  return name.trim() || t("model-nameless");
}

/** "agregado: Críticos" */
export function changeWords(change: ModelChange): string {
  return change.name === null
    ? t(`model-changed-${change.how}`)
    : t(`model-changed-${change.how}-named`, { name: called(change.name) });
}

/** Which fields of an entry differ, as people call them. */
export function differing(before: object | undefined, after: object | undefined): string {
  if (!before || !after) return t("model-changed-removed");
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  const value = (entry: object, field: string) => JSON.stringify((entry as Record<string, unknown>)[field] ?? null);
  return [...fields]
    .filter((field) => value(before, field) !== value(after, field))
    .map((field) => placeWords([field]))
    .join(", ");
}

/** Which entries of a list differ, by what they are called. */
export function differingEntries<T extends { name: string }>(
  before: readonly T[],
  after: readonly T[],
  key: (entry: T) => unknown,
): string {
  const other = (list: readonly T[], entry: T) => list.find((found) => key(found) === key(entry));
  const changed = after.filter((entry) => JSON.stringify(other(before, entry)) !== JSON.stringify(entry));
  const gone = before.filter((entry) => !other(after, entry));
  return [...changed, ...gone].map((entry) => entry.name).join(", ") || t("model-changed-reordered");
}

/** Who changed the same meanwhile, and what. */
export function overtakenWords(now: ModelDraft | undefined, what: string): string {
  return t("model-stale", { who: now?.by?.name ?? t("model-somebody"), what });
}

/** The errors of what lies below a field, by the rest of their path. */
export function below(errors: Record<string, string>, field: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([path]) => path.startsWith(`${field}.`))
      .map(([path, said]) => [path.slice(field.length + 1), said]),
  );
}

/** The countries whose holidays are built in. */
export const COUNTRIES = ["ar", "bo", "br", "cl", "co", "ec", "es", "mx", "pe", "py", "us", "uy"] as const;

/** "Chile" */
export function countryName(code: string): string {
  return new Intl.DisplayNames(language.locale, { type: "region" }).of(code.toUpperCase()) ?? code;
}

/** The calendars of a model to choose from. */
export function calendarChoices(model: Model | undefined): { value: number | null; label: string }[] {
  const calendars = (model?.calendars ?? []).map(({ id, name }) => ({ value: id ?? null, label: name }));
  return [{ value: null, label: t("model-calendar-none") }, ...calendars];
}
