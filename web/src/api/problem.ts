// What went wrong, as the screens know it; the words for it come from the catalogue.

import { has, t, word } from "../lib/i18n.svelte";
import type { FieldFault, ProblemDocument } from "./types";

/** A failed request. `code` is the server's, or `offline` when no answer came. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly document: ProblemDocument | undefined;
  /** Seconds after which it is worth asking again, when the server said so. */
  readonly retryAfter: number | undefined;

  constructor(code: string, status: number, document?: ProblemDocument, retryAfter?: number) {
    super(document?.detail ?? code);
    this.code = code;
    this.status = status;
    this.document = document;
    this.retryAfter = retryAfter;
  }

  /** Whether somebody else was faster: what was shown is no longer so. */
  get isConflict(): boolean {
    return this.code === "stale" || this.code === "not_possible";
  }
}

/** Reads the answer of a request that failed. */
export function problemOf(response: Response, body: unknown): Problem {
  const document = isProblem(body) ? body : undefined;
  const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
  return new Problem(document?.code ?? "internal", response.status, document, retryAfter);
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";
}

/** Any thrown thing as a problem. What was not thrown by a request is an error of this program. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  console.error(thrown);
  return new Problem("internal", 0);
}

/** What happened, what was kept, what to do: one sentence or two. */
export function problemWords(problem: Problem): string {
  const { code, document } = problem;
  if (code === "not_possible" && document?.why) {
    return t("problem-not-possible", { why: word("why-not", document.why) });
  }
  if (code === "internal" && document?.request_id) return t("problem-internal-quoted", { id: document.request_id });
  const id = `problem-${code.replaceAll("_", "-")}`;
  if (has(id)) return t(id, { seconds: problem.retryAfter ?? 0 });
  return t("problem-other", { detail: document?.detail ?? code });
}

/** What is wrong with a field, in words. */
export function fieldFaultWords(fault: FieldFault): string {
  const id = `field-error-${fault.code.replaceAll("_", "-")}`;
  return has(id) ? t(id, { max: fault.max ?? 0, min: fault.min ?? 0 }) : t("field-error-malformed");
}

/** The errors of the fields in words, by the field's name as the API writes it. */
export function fieldErrors(problem: Problem | undefined): Record<string, string> {
  const words: Record<string, string> = {};
  for (const error of problem?.document?.errors ?? []) words[error.field] ??= fieldFaultWords(error);
  return words;
}
