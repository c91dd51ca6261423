// The request that stores a call.

import { answerList } from "../procedure/answers";
import type { Draft, Ending } from "./draft";

/** What is sent to `POST /tickets`; what is left out follows from the category and from who registers it. */
export interface TicketRequest {
  subject: string;
  channel: string;
  requester: { id: number };
  description?: string;
  affected?: number;
  category?: number;
  kind?: string;
  impact?: string;
  urgency?: string;
  group?: number;
  assignee?: number;
  note?: string;
  attachments?: string[];
  solution?: { text: string; code: string; procedure_reason?: string };
  answers?: { step: number; answer: string | null }[];
}

export type Field = "caller" | "subject" | "category" | "solution" | "pass_group";

/** The first field that keeps this call from being stored with this ending. */
export function missingField(draft: Draft, ending: Ending | null): Field | null {
  if (draft.caller === null) return "caller";
  if (draft.subject.trim() === "") return "subject";
  // Words that were typed and lead to no category would be lost without a trace.
  if (draft.category === null && draft.category_text.trim() !== "") return "category";
  if (ending === "solve" && draft.solution.trim() === "") return "solution";
  if (ending === "pass" && draft.pass_group === null) return "pass_group";
  return null;
}

/** The request for a call that lacks nothing (see `missingField`). */
export function ticketRequest(draft: Draft, caller: { id: number }, ending: Ending | null): TicketRequest {
  const request: TicketRequest = {
    subject: draft.subject.trim(),
    channel: draft.channel,
    requester: { id: caller.id },
  };
  if (draft.description.trim() !== "") request.description = draft.description.trim();
  const answers = answerList(draft.answers);
  if (answers.length > 0) request.answers = answers;
  if (draft.files.length > 0) request.attachments = draft.files.map(({ id }) => id);
  if (draft.affected !== null) request.affected = draft.affected.id;
  if (draft.category !== null) request.category = draft.category;
  if (draft.kind !== null) request.kind = draft.kind;
  if (draft.impact !== null) request.impact = draft.impact;
  if (draft.urgency !== null) request.urgency = draft.urgency;
  if (ending === "solve") {
    // A desk without codes says that it has none; solved must never become open on the way.
    request.solution = { text: draft.solution.trim(), code: draft.solution_code ?? "" };
    if (draft.procedure_reason.trim() !== "") request.solution.procedure_reason = draft.procedure_reason.trim();
  }
  if (ending === "pass") {
    if (draft.pass_group !== null) request.group = draft.pass_group;
    if (draft.pass_assignee !== null) request.assignee = draft.pass_assignee;
    if (draft.note.trim() !== "") request.note = draft.note.trim();
  } else if (draft.group !== null) {
    request.group = draft.group;
  }
  return request;
}
