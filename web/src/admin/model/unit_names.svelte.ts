// What the units are called that agreements and surveys name: they know them by their ids.

import { api, ask } from "../../api/client";
import type { Model } from "../../api/types";
import type { UnitPlace } from "../find_units";

class UnitNames {
  known = $state.raw(new Map<number, UnitPlace>());
  #asked = new Set<number>();

  /** Asks for those that this model names and nobody asked for yet. One that cannot be had keeps its number. */
  async want(
    model: Pick<Model, "agreements" | "assignment_rules" | "escalations" | "notices" | "commitments" | "scenarios">,
  ): Promise<void> {
    const { agreements, assignment_rules, escalations, notices, commitments } = model;
    const entries = [...agreements, ...assignment_rules, ...escalations, ...notices, ...commitments];
    await this.wantUnits([
      ...entries.flatMap((entry) => entry.for.units),
      ...model.scenarios.flatMap((scenario) => scenario.case.unit ?? []),
    ]);
  }

  /** The same for these. */
  async wantUnits(ids: readonly number[]): Promise<void> {
    const fresh = [...new Set(ids)].filter((id) => !this.#asked.has(id));
    fresh.forEach((id) => this.#asked.add(id));
    const found = await Promise.all(
      fresh.map((id) =>
        ask(api.GET("/units/{id}", { params: { path: { id } } })).catch(() => void this.#asked.delete(id)),
      ),
    );
    const units = found.filter((unit) => unit !== undefined);
    if (units.length > 0) this.known = new Map([...this.known, ...units.map((unit) => [unit.id, unit] as const)]);
  }

  /** The unit of this id, with its number for a name while nothing more is known. */
  get(id: number): UnitPlace {
    return this.known.get(id) ?? { id, name: String(id), path: [String(id)] };
  }
}

export const unitNames = new UnitNames();
