// What conditions on the case may name: asked for once a survey, units as they are looked for.

import { api, ask } from "../api/client";
import type { SurveyCaseFacts } from "../api/types";
import { findCategories, pathWords } from "../phone/category_search";
import { matches } from "../lib/text";
import type { Names } from "./conditions";

export type PlaceFact = SurveyCaseFacts["categories"][number];
export type GroupFact = SurveyCaseFacts["groups"][number];

/** How many are offered at a time. */
const SHOWN = 8;
/** Letters before units are looked for. */
export const LEAST = 2;

export class CaseFacts implements Names {
  readonly #id: number;
  #known = $state.raw<SurveyCaseFacts>({ categories: [], groups: [], calendars: [], units: [] });

  constructor(id: number) {
    this.#id = id;
  }

  /** A failure shows ids instead of names, and finds nothing. */
  async load(): Promise<void> {
    this.#known = await ask(api.GET("/surveys/{id}/case-facts", { params: { path: { id: this.#id } } }));
  }

  get categories(): readonly PlaceFact[] {
    return this.#known.categories;
  }

  place(list: "categories" | "units", id: number): PlaceFact {
    return this.#known[list].find((fact) => fact.id === id) ?? { id, path: [String(id)], active: false };
  }

  groupOf(id: number): GroupFact {
    return this.#known.groups.find((fact) => fact.id === id) ?? { id, name: String(id) };
  }

  get calendars(): SurveyCaseFacts["calendars"] {
    return this.#known.calendars;
  }

  calendar = (id: number): string => this.#known.calendars.find((fact) => fact.id === id)?.name ?? String(id);
  category = (id: number): string => pathWords(this.place("categories", id).path);
  unit = (id: number): string => pathWords(this.place("units", id).path);
  group = (id: number): string => this.groupOf(id).name;

  findCategories = (typed: string): PlaceFact[] => findCategories(this.#known.categories, typed, SHOWN);
  findGroups = (typed: string): GroupFact[] =>
    this.#known.groups.filter(({ name }) => matches(name, typed)).slice(0, SHOWN);

  findUnits = async (q: string, signal: AbortSignal): Promise<PlaceFact[]> => {
    const params = { path: { id: this.#id }, query: { q } };
    const { units } = await ask(api.GET("/surveys/{id}/case-facts", { params, signal }));
    const fresh = units.filter(({ id }) => !this.#known.units.some((known) => known.id === id));
    this.#known = { ...this.#known, units: [...this.#known.units, ...fresh] };
    return units.filter(({ active }) => active).slice(0, SHOWN);
  };
}
