// Which cases: as a form holds it.

import type { Category, Channel, Conditions, Impact, Kind, Language, Priority, Urgency } from "../../api/types";
import type { UnitPlace } from "../find_units";
import { unitNames } from "./names.svelte";

export interface ConditionsForm {
  kinds: Kind[];
  categories: Pick<Category, "id" | "path">[];
  units: UnitPlace[];
  priorities: Priority[];
  impacts: Impact[];
  urgencies: Urgency[];
  channels: Channel[];
  languages: Language[];
  vip: "any" | "yes" | "no";
}

/** Those of every case. */
export function anyCase(): ConditionsForm {
  return {
    kinds: [],
    categories: [],
    units: [],
    priorities: [],
    impacts: [],
    urgencies: [],
    channels: [],
    languages: [],
    vip: "any",
  };
}

/** What of a model names the categories. */
export interface Categories {
  categories: readonly Pick<Category, "id" | "path">[];
}

export function conditionsForm(conditions: Conditions, model: Categories): ConditionsForm {
  return {
    kinds: [...conditions.kinds],
    categories: conditions.categories.map(
      (wanted) => model.categories.find((row) => row.id === wanted) ?? { id: wanted, path: [String(wanted)] },
    ),
    units: conditions.units.map((unit) => unitNames.get(unit)),
    priorities: [...conditions.priorities],
    impacts: [...(conditions.impacts ?? [])],
    urgencies: [...(conditions.urgencies ?? [])],
    channels: [...conditions.channels],
    languages: [...(conditions.languages ?? [])],
    vip: conditions.vip === true ? "yes" : conditions.vip === false ? "no" : "any",
  };
}

export function conditionsOf(form: ConditionsForm): Conditions {
  const ids = (rows: { id: number }[]) => rows.map((row) => row.id).sort((a, b) => a - b);
  return {
    kinds: form.kinds,
    categories: ids(form.categories),
    units: ids(form.units),
    priorities: form.priorities,
    impacts: form.impacts,
    urgencies: form.urgencies,
    channels: form.channels,
    languages: form.languages,
    vip: form.vip === "any" ? null : form.vip === "yes",
  };
}
