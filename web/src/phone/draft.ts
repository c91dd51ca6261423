// A half-typed call: everything an agent has entered, and nothing that can be looked up again.

import type { KeptFile } from "../files/attaching.svelte";
import type { Answers } from "../procedure/answers";

/** The person on the line, as far as the screen needs to show them again without asking. */
export interface Caller {
  id: number;
  name: string;
  /** What was typed when they were found, such as `0388`. */
  found_by: string;
}

export type Ending = "solve" | "pass";

export interface Draft {
  /** Names the draft in the address bar and in the browser's storage. */
  id: string;
  /** Sent with every attempt to store this call, so that two attempts make one case. */
  key: string;
  /** Milliseconds since 1970. */
  started_at: number;
  caller: Caller | null;
  caller_text: string;
  subject: string;
  /** Id of the category that was taken. */
  category: number | null;
  category_text: string;
  channel: string;
  /** Where the agent overrules what the category says; `null` leaves it to the category. */
  kind: string | null;
  impact: string | null;
  urgency: string | null;
  affected: Caller | null;
  group: number | null;
  description: string;
  /** Files that go with it. */
  files: KeptFile[];
  /** What was answered to the guided questions of a procedure. */
  answers: Answers;
  /** The procedure that these questions are of. */
  asked: number | null;
  ending: Ending | null;
  solution: string;
  solution_code: string | null;
  /** Why required steps of the procedure were left out. */
  procedure_reason: string;
  pass_group: number | null;
  pass_assignee: number | null;
  note: string;
  /** The requests of attempts whose answers never came: the case may exist already. */
  unanswered: unknown[];
}

export function newDraft(id: string, now: number): Draft {
  return {
    id,
    key: `call-${id}`,
    started_at: now,
    caller: null,
    caller_text: "",
    subject: "",
    category: null,
    category_text: "",
    channel: "phone",
    kind: null,
    impact: null,
    urgency: null,
    affected: null,
    group: null,
    description: "",
    files: [],
    answers: {},
    asked: null,
    ending: null,
    solution: "",
    solution_code: null,
    procedure_reason: "",
    pass_group: null,
    pass_assignee: null,
    note: "",
    unanswered: [],
  };
}

/** Whether nothing was typed or taken yet: such a draft is not worth keeping. */
export function isBlank(draft: Draft): boolean {
  const texts = [draft.caller_text, draft.subject, draft.category_text, draft.description, draft.solution, draft.note];
  return (
    texts.every((text) => text.trim() === "") &&
    draft.caller === null &&
    draft.category === null &&
    draft.affected === null &&
    draft.files.length === 0 &&
    Object.keys(draft.answers).length === 0 &&
    draft.unanswered.length === 0
  );
}

/** The first thing that tells this call from another: who, else what, else what was typed to find them. */
export function draftName(draft: Draft): string {
  return draft.caller?.name || draft.subject.trim() || draft.caller_text.trim();
}
