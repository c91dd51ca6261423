// Whom a survey asks of itself: as a form holds it, and in words.

import type { Survey, SurveyAsking } from "../api/types";
import { countOf } from "../admin/forms";
import { conditionWords } from "../admin/model/agreement_words";
import { type ConditionsForm, anyCase, conditionsForm, conditionsOf } from "../admin/model/conditions";
import { span, wholeDay } from "../lib/dates";
import { t, word } from "../lib/i18n.svelte";
import { saying } from "../lib/now.svelte";
import type { CaseFacts, GroupFact } from "./case_facts.svelte";
import { type PeriodicForm, periodicForm, periodicLines, periodicOf } from "./periodic";

type AfterCase = NonNullable<SurveyAsking["after_case"]>;

export interface AskingForm {
  on: boolean;
  after: AfterCase["after"];
  delay: string;
  conditions: ConditionsForm;
  groups: GroupFact[];
  one_in: string;
  periodic: PeriodicForm;
  open_days: string;
  /** Nothing: nobody is reminded. */
  reminder_days: string;
  by_agent: boolean;
  /** Nothing: nobody sees to low marks. */
  follow_up_days: string;
  /** Nothing: it is kept for ever who answered. */
  keep_months: string;
}

export function askingForm(asking: SurveyAsking, facts: CaseFacts): AskingForm {
  const after = asking.after_case;
  return {
    on: after != null,
    after: after?.after ?? "solution",
    delay: String(after?.delay_minutes ?? 60),
    conditions: after ? conditionsForm(after.for, facts) : anyCase(),
    groups: (after?.groups ?? []).map((id) => facts.groupOf(id)),
    one_in: String(after?.one_in ?? 1),
    periodic: periodicForm(asking.periodic, facts),
    open_days: String(asking.open_days),
    reminder_days: asking.reminder_days == null ? "" : String(asking.reminder_days),
    by_agent: asking.by_agent,
    follow_up_days: asking.follow_up_days == null ? "" : String(asking.follow_up_days),
    keep_months: asking.keep_months == null ? "" : String(asking.keep_months),
  };
}

/** Refuses what is no number, beside its field. */
export function askingOf(form: AskingForm): SurveyAsking {
  const after = {
    after: form.after,
    delay_minutes: form.on ? countOf(form.delay, "after_case.delay_minutes") : 0,
    for: conditionsOf(form.conditions),
    groups: form.groups.map(({ id }) => id),
    one_in: form.on ? countOf(form.one_in, "after_case.one_in") : 1,
  };
  return {
    after_case: form.on ? after : null,
    periodic: periodicOf(form.periodic),
    open_days: countOf(form.open_days, "open_days"),
    reminder_days: form.reminder_days.trim() === "" ? null : countOf(form.reminder_days, "reminder_days"),
    by_agent: form.by_agent,
    follow_up_days: form.follow_up_days.trim() === "" ? null : countOf(form.follow_up_days, "follow_up_days"),
    keep_months: form.keep_months.trim() === "" ? null : countOf(form.keep_months, "keep_months"),
  };
}

/** The units that it names. */
export function unitsOf({ after_case: after, periodic }: SurveyAsking): number[] {
  return [...(after?.for.units ?? []), ...(periodic?.audience.units ?? [])];
}

/** What keeps it from asking anybody although it says whom; nothing when it does ask. */
export function whyNobody({ active, published }: Survey): string | undefined {
  if (published === 0) return t("asking-unpublished");
  return active ? undefined : t("asking-inactive");
}

/** Each thing that is said of it: what it is about, and how it is. */
export function askingLines(
  { asking, form }: Survey,
  facts: CaseFacts,
  unitName: (id: number) => string,
): { name: string; said: string }[] {
  const { after_case: after, periodic, open_days, reminder_days, by_agent, follow_up_days } = asking;
  if (!after && !periodic) return [];
  return [
    ...(after ? afterLines(after, facts, unitName) : []),
    ...periodicLines(asking, facts, unitName),
    { name: t("asking-open"), said: t("asking-days", { count: open_days }) },
    {
      name: t("asking-reminder"),
      said: reminder_days == null ? t("asking-reminder-none") : t("asking-days-after", { count: reminder_days }),
    },
    {
      name: t("asking-follow-up"),
      said:
        // Whom an anonymous mark came from nobody knows.
        follow_up_days == null || form.confidence === "anonymous"
          ? t("asking-follow-up-none")
          : t("asking-follow-up-within", { count: follow_up_days }),
    },
    ...(after ? [{ name: t("asking-by-agent"), said: t(by_agent ? "asking-yes" : "asking-no") }] : []),
  ].map(({ name, said }) => ({ name, said: said.charAt(0).toLocaleUpperCase(saying().locale) + said.slice(1) }));
}

/** For how long it is kept who answered, and how far back that is forgotten. */
export function keepLines({
  asking: { keep_months },
  forgotten_before: before,
}: Survey): { name: string; said: string }[] {
  const { locale } = saying();
  return [
    {
      name: t("asking-keep"),
      said: keep_months == null ? t("asking-keep-always") : t("asking-keep-months", { count: keep_months }),
    },
    ...(before ? [{ name: t("asking-forgotten"), said: t("asking-before", { day: wholeDay(before, locale) }) }] : []),
  ];
}

function afterLines(
  after: AfterCase,
  facts: CaseFacts,
  unitName: (id: number) => string,
): { name: string; said: string }[] {
  const groups = new Intl.ListFormat(saying().locale, { type: "disjunction" }).format(after.groups.map(facts.group));
  const delay = span(after.delay_minutes * 60_000, saying());
  return [
    {
      name: t("asking-when"),
      said: t(after.delay_minutes === 0 ? "asking-at-once" : "asking-later", {
        after: word("asked-after", after.after),
        delay,
      }),
    },
    { name: t("asking-cases"), said: conditionWords(after.for, facts, unitName) },
    { name: t("asking-groups"), said: groups || t("asking-groups-any") },
    { name: t("asking-sample"), said: t("asking-one-in", { count: after.one_in }) },
  ];
}
