// Storing a call so that it becomes one case, whatever happens to the answers on their way.

import { api, ask } from "../api/client";
import { Problem, asProblem } from "../api/problem";
import type { components } from "../api/schema";
import type { Ticket } from "../api/types";
import type { Draft } from "./draft";
import type { TicketRequest } from "./request";

type Body = components["schemas"]["TicketInput"];

export interface Stored {
  ticket: Ticket;
  /** The case was stored by an earlier attempt, with what had been typed until then. */
  before: boolean;
}

/**
 * Stores the call under the key of its draft. When an attempt gets no answer, the draft remembers its request: if the
 * case turns out to exist with other words, these requests are repeated to learn its number.
 */
export async function store(draft: Draft, request: TicketRequest): Promise<Stored> {
  try {
    return { ticket: await post(draft.key, request), before: false };
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (problem.code === "key_reused") {
      const ticket = await storedBefore(draft);
      if (ticket) return { ticket, before: true };
    }
    const known = draft.unanswered.some((earlier) => JSON.stringify(earlier) === JSON.stringify(request));
    if (unclear(problem) && !known) draft.unanswered.push(request);
    throw problem;
  }
}

/** The case that one of the unanswered attempts made, if one did. */
async function storedBefore(draft: Draft): Promise<Ticket | undefined> {
  for (const earlier of draft.unanswered) {
    try {
      return await post(draft.key, earlier as TicketRequest);
    } catch (thrown) {
      if (asProblem(thrown).code !== "key_reused") throw thrown;
    }
  }
  return undefined;
}

/** Whether the case may have been stored all the same. */
function unclear(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 500;
}

function post(key: string, body: TicketRequest): Promise<Ticket> {
  return ask(api.POST("/tickets", { body: body as Body, headers: { "Idempotency-Key": key } }));
}
