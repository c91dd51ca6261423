// The pieces of a clock's sum in words.

import type { Segment } from "../api/types";
import { t, word } from "../lib/i18n.svelte";

/** "1 h 30 min", "45 s"; less than nothing with its sign. */
export function secondsWords(seconds: number): string {
  const all = Math.abs(seconds);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  const rest = all % 60;
  const parts = [
    hours > 0 && t("length-hours", { hours: String(hours) }),
    minutes > 0 && t("length-minutes", { minutes }),
    (rest > 0 || all === 0) && t("length-seconds", { seconds: rest }),
  ];
  return (seconds < 0 ? "−" : "") + parts.filter(Boolean).join(" ");
}

/** Why a piece counts, or does not: "Horario hábil", "feriado: Navidad". */
export function segmentWords(segment: Segment): string {
  switch (segment.why) {
    case "open":
      return [segment.calendar?.name ?? t("clock-why-open"), segment.day].filter(Boolean).join(" · ");
    case "holiday":
      return t("clock-why-holiday", { day: segment.day ?? "" });
    case "waiting":
      return segment.waiting_for ? word("waiting-for", segment.waiting_for) : t("clock-why-waiting");
    case "all_hours":
      return t("clock-why-all-hours");
    case "solved":
      return t("clock-why-solved");
    case "not_agreed":
      return t("clock-why-not-agreed");
    case "earlier":
      return t("clock-why-earlier");
  }
}
