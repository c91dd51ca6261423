// What makes a step of an escalation happen, and the alarm of a case, in words.

import type { TicketAlarm, Trigger } from "../api/types";
import { moment, type Saying } from "../lib/dates";
import { inside, t, word } from "../lib/i18n.svelte";
import { targetWords } from "./clocks";

/** "Solución al 80 %", "Nadie lo toma en 2 h hábiles" */
export function triggerWords(when: Trigger, saying: Saying): string {
  const length = targetWords(when.minutes ?? 0, saying);
  const time = t(`model-target-${when.calendar == null ? "elapsed" : "business"}`, { length });
  switch (when.on) {
    case "clock": {
      const clock = when.clock ? word("clock-kind", when.clock) : "";
      return t("trigger-said-clock", { clock, percent: when.percent ?? 100 });
    }
    case "not_taken":
      return t("trigger-said-not-taken", { time });
    case "no_update":
      return t("trigger-said-no-update", { time });
    case "reopened":
      return t("trigger-said-reopened", { times: when.times ?? 1 });
    case "passed_on":
      return t("trigger-said-passed-on", { times: when.times ?? 1 });
  }
}

/** "Nadie lo toma en 30 min corridas, desde las 14:32, avisada otras 2 veces" */
export function alarmWords(alarm: TicketAlarm, now: Date, saying: Saying): string {
  const since = moment(new Date(alarm.raised_at), now, saying);
  const what = t("alarm-since", { why: inside(triggerWords(alarm.when, saying)), since });
  return alarm.repeated > 0 ? t("alarm-repeated", { what, times: alarm.repeated }) : what;
}
