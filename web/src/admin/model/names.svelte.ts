// What those are called that models and surveys know by their ids: units, and people.

import { api, ask } from "../../api/client";
import type { Model, Person } from "../../api/types";
import type { UnitPlace } from "../find_units";

type Conditioned = Pick<
  Model,
  "agreements" | "assignment_rules" | "escalations" | "notices" | "commitments" | "scenarios"
>;

/** Named things, each asked for once. One that cannot be had keeps its number. */
class Names<T extends { id: number }> {
  known = $state.raw(new Map<number, T>());
  #asked = new Set<number>();
  #read: (id: number) => Promise<T>;
  #unknown: (id: number) => T;

  constructor(read: (id: number) => Promise<T>, unknown: (id: number) => T) {
    this.#read = read;
    this.#unknown = unknown;
  }

  /** Asks for those of these that nobody asked for yet. */
  async want(ids: readonly number[]): Promise<void> {
    const fresh = [...new Set(ids)].filter((id) => !this.#asked.has(id));
    fresh.forEach((id) => this.#asked.add(id));
    const found = await Promise.all(fresh.map((id) => this.#read(id).catch(() => void this.#asked.delete(id))));
    const read = found.filter((one) => one !== undefined);
    if (read.length > 0) this.known = new Map([...this.known, ...read.map((one) => [one.id, one] as const)]);
  }

  /** The one of this id, with its number for a name while nothing more is known. */
  get(id: number): T {
    return this.known.get(id) ?? this.#unknown(id);
  }
}

export const unitNames = new Names<UnitPlace>(
  (id) => ask(api.GET("/units/{id}", { params: { path: { id } } })),
  (id) => ({ id, name: String(id), path: [String(id)] }),
);

export const peopleNames = new Names<Pick<Person, "id" | "name">>(
  (id) => ask(api.GET("/persons/{id}", { params: { path: { id } } })),
  (id) => ({ id, name: String(id) }),
);

/** Asks for the units and people that a model names. */
export async function wantNames(model: Conditioned): Promise<void> {
  const { agreements, assignment_rules, escalations, notices, commitments, scenarios } = model;
  const entries = [...agreements, ...assignment_rules, ...escalations, ...notices, ...commitments];
  const units = entries.flatMap((entry) => entry.for.units);
  const people = assignment_rules.flatMap((rule) => rule.people ?? []);
  await Promise.all([
    unitNames.want([...units, ...scenarios.flatMap((scenario) => scenario.case.unit ?? [])]),
    peopleNames.want([...people, ...scenarios.flatMap((scenario) => scenario.case.person ?? [])]),
  ]);
}
