// At which times a survey asks: as a form holds it, and in words.

import type { Language, SurveyAsking } from "../api/types";
import { countOf } from "../admin/forms";
import type { UnitPlace } from "../admin/find_units";
import { unitNames } from "../admin/model/names.svelte";
import { t, word } from "../lib/i18n.svelte";
import { saying } from "../lib/now.svelte";
import type { CaseFacts } from "./case_facts.svelte";

type Periodic = NonNullable<SurveyAsking["periodic"]>;

export interface PeriodicForm {
  on: boolean;
  schedule: string;
  /** Nothing: none was chosen yet. */
  calendar: number | null;
  units: UnitPlace[];
  languages: Language[];
  vip: "any" | "yes" | "no";
  /** Nothing: whether they had a case or not. */
  case_days: string;
  one_in: string;
  /** Nothing: no limit. */
  most: string;
  spread: string;
}

export function periodicForm(periodic: Periodic | null | undefined, facts: CaseFacts): PeriodicForm {
  const { units, languages, vip, case_within_days } = periodic?.audience ?? { units: [], languages: [] };
  const typed = (count: number | null | undefined) => (count == null ? "" : String(count));
  return {
    on: periodic != null,
    schedule: periodic?.schedule ?? "0 10 1 1,4,7,10 *",
    calendar: periodic?.calendar ?? facts.calendars[0]?.id ?? null,
    units: units.map((unit) => unitNames.get(unit)),
    languages: [...languages],
    vip: vip === true ? "yes" : vip === false ? "no" : "any",
    case_days: typed(case_within_days),
    one_in: String(periodic?.one_in ?? 1),
    most: typed(periodic?.most),
    spread: String(periodic?.spread_hours ?? 8),
  };
}

/** Refuses what is no number, beside its field. */
export function periodicOf(form: PeriodicForm): Periodic | null {
  if (!form.on) return null;
  const count = (typed: string, field: string) => (typed.trim() === "" ? null : countOf(typed, `periodic.${field}`));
  return {
    schedule: form.schedule,
    calendar: form.calendar ?? 0,
    audience: {
      units: form.units.map(({ id }) => id).sort((a, b) => a - b),
      languages: form.languages,
      vip: form.vip === "any" ? null : form.vip === "yes",
      case_within_days: count(form.case_days, "audience.case_within_days"),
    },
    one_in: countOf(form.one_in, "periodic.one_in"),
    most: count(form.most, "most"),
    spread_hours: countOf(form.spread, "periodic.spread_hours"),
  };
}

/** Whom it is for, in words. */
function audienceWords({ audience }: Periodic, unitName: (id: number) => string): string {
  const { units, languages, vip, case_within_days: days } = audience;
  const listed = (words: string[]) => new Intl.ListFormat(saying().locale, { type: "disjunction" }).format(words);
  const parts = [
    ...(units.length > 0 ? [listed(units.map(unitName))] : []),
    ...(languages.length > 0 ? [listed(languages.map((language) => word("language", language)))] : []),
    ...(vip == null ? [] : [t(`model-vip-${vip ? "yes" : "no"}`)]),
    ...(days == null ? [] : [t("campaign-with-case", { count: days })]),
  ];
  return parts.length > 0 ? parts.join("; ") : t("campaign-everybody");
}

/** Each thing that is said of it: what it is about, and how it is. */
export function periodicLines(
  { periodic }: SurveyAsking,
  facts: CaseFacts,
  unitName: (id: number) => string,
): { name: string; said: string }[] {
  if (!periodic) return [];
  const { schedule, calendar, one_in, most, spread_hours } = periodic;
  const sample = t("campaign-one-in", { count: one_in });
  return [
    { name: t("campaign-schedule"), said: schedule },
    { name: t("campaign-calendar"), said: facts.calendar(calendar) },
    { name: t("campaign-audience"), said: audienceWords(periodic, unitName) },
    { name: t("campaign-sample"), said: most == null ? sample : t("campaign-at-most", { sample, count: most }) },
    { name: t("campaign-spread"), said: t("campaign-hours", { count: spread_hours }) },
  ];
}
