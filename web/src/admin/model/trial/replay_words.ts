// What replays are about, in words.

import type { Replay } from "../../../api/types";
import { calendarDay } from "../../../lib/dates";
import { t, words } from "../../../lib/i18n.svelte";
import { now } from "../../../lib/now.svelte";
import { deskSaying } from "./desk_time";

/** "1 oct 2026 a 31 oct 2026": the days, in the desk's zone. */
export function periodWords({ from, to }: Pick<Replay, "from" | "to">): string {
  const day = (at: number) => calendarDay(new Date(at), now.date, deskSaying());
  return t("replay-period", { from: day(Date.parse(from)), to: day(Date.parse(to) - 1) });
}

/** "versión 3", "borrador (cambio 12)" */
export function modelWords({ version, draft_revision }: Pick<Replay, "version" | "draft_revision">): string {
  return version != null
    ? t("replay-of-version", { version })
    : t("replay-of-draft", { revision: draft_revision ?? 0 });
}

/** "en marcha, 40 %", "listo" */
export function stateWords(replay: Replay): string {
  return replay.state === "running"
    ? t("replay-running", { percent: percent(replay) })
    : t(`replay-state-${replay.state.replaceAll("_", "-")}`);
}

/** How much of it is done, in whole percents. */
export function percent({ done, total }: Pick<Replay, "done" | "total">): number {
  return total ? Math.floor(((done ?? 0) / total) * 100) : 0;
}

/** "1.240" */
export function count(value: number): string {
  return new Intl.NumberFormat(words.locale).format(value);
}

/** "+12", "−3", "=" */
export function signed(value: number): string {
  return value === 0 ? "=" : new Intl.NumberFormat(words.locale, { signDisplay: "always" }).format(value);
}
