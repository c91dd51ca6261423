// A target as a form holds it, and as people say it.

import type { Target, WaitingFor } from "../../api/types";
import { t } from "../../lib/i18n.svelte";
import { saying } from "../../lib/now.svelte";
import * as clocks from "../../ticket/clocks";
import { commas } from "../forms";

export interface TargetForm {
  /** Whether anything is promised. */
  on: boolean;
  hours: string;
  minutes: string;
  time: Target["time"];
  stopped_by: WaitingFor[];
  /** Percents with commas between them. */
  warn_at: string;
}

export function targetForm(target: Target | null | undefined): TargetForm {
  return {
    on: target != null,
    hours: target ? String(Math.floor(target.minutes / 60)) : "",
    minutes: target ? String(target.minutes % 60) : "",
    time: target?.time ?? "business",
    stopped_by: [...(target?.stopped_by ?? [])],
    warn_at: (target?.warn_at ?? []).join(", "),
  };
}

export function targetOf(form: TargetForm): Target | null {
  if (!form.on) return null;
  return {
    minutes: whole(form.hours) * 60 + whole(form.minutes),
    time: form.time,
    stopped_by: form.stopped_by,
    // The server keeps percents in order; what is no number it refuses beside its field.
    warn_at: [...new Set(commas(form.warn_at).map((text) => whole(text.replace(/\s*%$/, ""))))].sort((a, b) => a - b),
  };
}

/** What was typed as a whole number; nothing is 0, and what is none is far more than may be promised. */
export function whole(text: string): number {
  const typed = text.trim();
  if (typed === "") return 0;
  return /^\d{1,6}$/.test(typed) ? Number(typed) : 999_999;
}

/** "4 h hábiles" */
export function targetWords(target: Target): string {
  return t(`model-target-${target.time}`, { length: clocks.targetWords(target.minutes, saying()) });
}
