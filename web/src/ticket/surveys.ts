// What came of the surveys about a case, in words.

import type { SurveyInvitation } from "../api/types";
import { moment, type Saying } from "../lib/dates";
import { inside, t, word } from "../lib/i18n.svelte";

/** "Respondida: 2 de 5", "No se pregunta: no tiene correo" */
export function invitationWords(invitation: SurveyInvitation, now: Date, saying: Saying): string {
  const { state, left_out, due_at, sent_at, marks } = invitation;
  const at = (text: string | null) => (text === null ? "" : moment(new Date(text), now, saying));

  if (state === "answered" && marks.length > 0) {
    const list = marks.map(({ mark, of }) => t("case-survey-mark", { mark, of }));
    return t("case-survey-marked", { marks: new Intl.ListFormat(saying.locale, { type: "unit" }).format(list) });
  }
  return t(`case-survey-${state.replaceAll("_", "-")}`, {
    why: left_out === null ? "" : inside(word("left-out", left_out)),
    at: at(due_at ?? sent_at),
  });
}
