import { beforeAll, expect, test } from "vitest";
import { catalogueText } from "../../../build/catalogues";
import type { FieldFault, Model } from "../../api/types";
import { bundleOf, words } from "../../lib/i18n.svelte";
import { targetForm, targetOf, targetWords } from "./target";
import { below, byPart, called, changeWords, differing, differingEntries, insideEntry, shownFault } from "./words";

beforeAll(() => {
  words.language = "es";
  words.bundle = bundleOf("es", catalogueText("es"));
});

// What of a model the words look at.
const model = {
  agreements: [
    { id: 4, name: "Críticos" },
    { id: 9, name: "Todos" },
  ],
  group_agreements: [{ group: 2 }],
  calendars: [{ id: 1, name: "Hábil" }],
  categories: [],
  solution_codes: [{ code: "fixed", name: "Reparado" }],
} as unknown as Model;
const shown = (field: string, code: FieldFault["code"] = "unknown") =>
  shownFault({ field, code }, model, (id) => `Grupo ${id}`);

test("an entry that nobody has named yet can still be read and pressed", () => {
  expect(called("Críticos")).toBe("Críticos");
  expect(called(" ")).toBe("Sin nombre");
  expect(changeWords({ part: "agreements", how: "added", name: "" })).toBe("Se agrega «Sin nombre»");
});

test("a fault says which entry it is about, where in it, and leads there", () => {
  expect(shown("agreements.1.for.units")).toEqual({
    part: "agreements",
    entry: "Todos",
    place: "Para › Unidades",
    what: "No existe",
    href: "/admin/agreements/9",
  });
  expect(shown("group_agreements.0.group")).toMatchObject({ entry: "Grupo 2", href: "/admin/group-agreements/2" });
  expect(shown("calendars.0.week.monday.1", "overlaps")).toMatchObject({
    place: "Horario › Lunes › 2",
    what: "Se cruza con otro",
  });
  expect(shown("solution_codes.0.name")).toMatchObject({ entry: "Reparado", href: "/admin/solutions" });
  expect(shown("close_after_days")).toMatchObject({ place: "", href: "/admin/solutions" });
  expect(shown("agreements.2", "no_effect")).toMatchObject({ entry: undefined, place: "3", href: "/admin/agreements" });
});

test("errors are found below their field", () => {
  const errors = insideEntry({ "calendars.3.week.monday.0": "a", "calendars.3.name": "b" });
  // The faults of an entry begin inside it.
  expect(insideEntry({ "steps.0.when.minutes": "c" })).toEqual({ "steps.0.when.minutes": "c" });
  expect(errors).toEqual({ "week.monday.0": "a", name: "b" });
  expect(below(errors, "week.monday")).toEqual({ "0": "a" });
});

test("changes stand by their part, in their order", () => {
  const change = (part: string, name: string) => ({ part, name, how: "added" as const });
  const parts = byPart([change("calendars", "a"), change("agreements", "b"), change("agreements", "c")]);
  expect(parts.map(({ part, changes }) => [part, changes.length])).toEqual([
    ["calendars", 1],
    ["agreements", 2],
  ]);
});

test("what differs is said by its name", () => {
  expect(differing({ name: "a", calendar: 1 }, { name: "b", calendar: 1 })).toBe("Nombre");
  expect(differing({ name: "a" }, undefined)).toBe("quitado");
  const one = { id: 1, name: "uno" };
  const two = { id: 2, name: "dos" };
  const key = ({ id }: { id: number }) => id;
  expect(differingEntries([one, two], [one, { ...two, name: "otro" }], key)).toBe("otro");
  expect(differingEntries([one, two], [one], key)).toBe("dos");
  expect(differingEntries([one, two], [two, one], key)).toBe("otro orden");
});

test("a target is what was typed, and what is no number is refused by the desk", () => {
  const typed = { ...targetForm(null), on: true, hours: "1", minutes: "30", warn_at: "80 %, 50, 50" };
  expect(targetOf(typed)).toEqual({ minutes: 90, time: "business", stopped_by: [], warn_at: [50, 80] });
  expect(targetOf({ ...typed, on: false })).toBeNull();
  expect(targetOf({ ...typed, minutes: "pronto" })?.minutes).toBeGreaterThan(366 * 24 * 60);
  expect(targetForm({ minutes: 90, time: "elapsed", stopped_by: [], warn_at: [] })).toMatchObject({
    hours: "1",
    minutes: "30",
  });
  expect(targetWords({ minutes: 90, time: "business", stopped_by: [], warn_at: [] })).toBe("1 h 30 min hábiles");
});
