// For whom an agreement counts, and what it promises, in one line each.

import type {
  Agreement,
  AssignmentRule,
  Conditions,
  EscalationStep,
  GroupAgreement,
  Model,
  Pick as PickWay,
  Target,
} from "../../api/types";
import { inside, t, word } from "../../lib/i18n.svelte";
import { saying } from "../../lib/now.svelte";
import { pathWords } from "../../phone/category_search";
import { triggerWords } from "../../ticket/alarm";
import * as clocks from "../../ticket/clocks";
import type { Categories } from "./conditions";
import { targetWords } from "./target";

/** "Falla · prioridad crítica o alta · Correo" */
export function conditionWords(conditions: Conditions, model: Categories, unitName: (id: number) => string): string {
  const either = (words: string[]) => words.join(t("model-or"));
  const category = (id: number) => pathWords(model.categories.find((row) => row.id === id)?.path ?? [String(id)]);
  const impacts = conditions.impacts ?? [];
  const urgencies = conditions.urgencies ?? [];
  const languages = conditions.languages ?? [];
  const said = [
    either(conditions.kinds.map((kind) => word("kind", kind))),
    conditions.priorities.length > 0 &&
      t("model-for-priority", { priorities: either(conditions.priorities.map((it) => inside(word("priority", it)))) }),
    impacts.length > 0 && t("model-for-impact", { impacts: either(impacts.map((it) => inside(word("impact", it)))) }),
    urgencies.length > 0 &&
      t("model-for-urgency", { urgencies: either(urgencies.map((it) => inside(word("urgency", it)))) }),
    either(conditions.categories.map(category)),
    either(conditions.units.map(unitName)),
    conditions.channels.length > 0 &&
      t("model-for-channel", { channels: either(conditions.channels.map((it) => inside(word("channel", it)))) }),
    languages.length > 0 && t("model-for-language", { languages: either(languages.map((it) => word("language", it))) }),
    conditions.vip === true && t("model-for-vip"),
    conditions.vip === false && t("model-for-not-vip"),
  ];
  return said.filter(Boolean).join(" · ") || t("model-for-all");
}

/** "respuesta 15 min · solución 4 h hábiles · Horario hábil" */
export function promiseWords(agreement: Agreement | GroupAgreement, model: Model): string {
  const promised = (name: string, target: Target | null | undefined) =>
    target && t(`model-promises-${name}`, { target: targetWords(target) });
  const said = [
    "first_response" in agreement && promised("response", agreement.first_response),
    "acceptance" in agreement && promised("acceptance", agreement.acceptance),
    promised("solution", agreement.solution),
  ].filter(Boolean);
  const calendar = model.calendars.find(({ id }) => id === agreement.calendar);
  return [said.join(" · ") || t("model-promises-nothing"), calendar?.name].filter(Boolean).join(" · ");
}

/** "Solución al 100 %: alarma · avisar a supervisores · pasar a Redes · subir la prioridad" */
export function stepWords(
  step: EscalationStep,
  groupName: (id: number) => string,
  webhookName: (id: number) => string,
): string {
  const done = [
    step.notify.length > 0 &&
      t("model-step-notify", { who: step.notify.map((it) => inside(word("audience", it))).join(", ") }),
    step.webhooks &&
      step.webhooks.length > 0 &&
      t("model-step-notify", { who: step.webhooks.map(webhookName).join(", ") }),
    step.alarm && t("model-step-alarm"),
    step.alarm?.repeat &&
      t(step.alarm.repeat.times == null ? "model-step-repeat-ever" : "model-step-repeat", {
        every: clocks.targetWords(step.alarm.repeat.every, saying()),
        times: step.alarm.repeat.times ?? 0,
      }),
    step.pass_to != null && t("model-step-pass", { group: groupName(step.pass_to) }),
    step.next_level && t("model-step-next-level"),
    step.own_group && t(step.pick === "by_hand" ? "model-step-to-all-of-group" : "model-step-to-own-group"),
    step.pick && step.pick !== "by_hand" && inside(picked(step.pick, step.skill)),
    step.raise_priority && t("model-step-raise"),
  ];
  const what = done.filter(Boolean).join(" · ") || t("model-step-nothing");
  return t("model-step-said", { when: triggerWords(step.when, saying()), what });
}

/** "Redes: a quien tenga menos casos" */
export function pickWords(rule: AssignmentRule, groupName: (id: number) => string): string {
  return `${groupName(rule.group)}: ${inside(picked(rule.pick, rule.skill))}`;
}

/** "A quien tenga la habilidad (redes)" */
function picked(pick: PickWay, skill: string | null | undefined): string {
  return skill ? `${word("pick", pick)} (${skill})` : word("pick", pick);
}
