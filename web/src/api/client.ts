// The one way to the server: a client typed by the API description.
//
// Every write carries an Idempotency-Key. When no answer came, the same write is tried again with the same key, by
// itself a few times, and also when the person presses the button again; so nothing is ever done twice.

import createClient, { type FetchResponse } from "openapi-fetch";
import { proof } from "./proof.svelte";
import { session } from "./session.svelte";
import { Problem, problemOf } from "./problem";
import type { paths } from "./schema";

/** Pauses before the next try, in milliseconds. */
const PAUSES = [400, 1500];
const READS = new Set(["GET", "HEAD"]);

/** Keys of writes that got no answer, by what was written. */
const unanswered = new Map<string, string>();

/** Where the API lies; the screens name what is below. */
const BASE = "/api/v1";

type Below<Path> = Path extends `${typeof BASE}${infer Rest}` ? Rest : never;
type Resources = { [Path in keyof paths as Below<Path>]: paths[Path] };

export const api = createClient<Resources>({ baseUrl: BASE, fetch: send, credentials: "same-origin" });

/** The data of an answer; throws a `Problem` when there is none. */
export async function ask<T extends Record<string | number, unknown>, O, M extends `${string}/${string}`>(
  request: Promise<FetchResponse<T, O, M>>,
): Promise<NonNullable<FetchResponse<T, O, M>["data"]>> {
  const { data, error, response } = await request;
  if (response.ok) return data as NonNullable<typeof data>;
  const problem = problemOf(response, error);
  if (problem.code === "unauthenticated" && !response.url.endsWith("/session")) session.end();
  if (problem.code === "second_step_due") session.mustSetUp();
  throw problem;
}

/** The header that makes an update fail when somebody else was faster. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}

async function send(request: Request): Promise<Response> {
  if (READS.has(request.method)) return attempt(request);
  const what = `${request.method} ${request.url} ${request.headers.get("If-Match") ?? ""} ${await request.clone().text()}`;
  // A caller that keeps its own key, such as a half-typed call, tries again under it even after a reload.
  const key = request.headers.get("Idempotency-Key") ?? unanswered.get(what) ?? newKey();
  unanswered.set(what, key);
  request.headers.set("Idempotency-Key", key);
  const again = request.clone();
  let response = await attempt(request);
  if ((await wantsProof(response)) && (await proof.ask())) response = await attempt(again);
  if (response.status < 500) unanswered.delete(what);
  return response;
}

/** Whether the server asks for the password before it does this. */
async function wantsProof(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return problemOf(response, body).code === "reauthenticate";
}

async function attempt(request: Request): Promise<Response> {
  for (const pause of PAUSES) {
    try {
      return await fetch(request.clone());
    } catch (thrown) {
      if (request.signal.aborted) throw thrown;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  try {
    return await fetch(request);
  } catch (thrown) {
    if (request.signal.aborted) throw thrown;
    throw new Problem("offline", 0);
  }
}

/** Random, also where the page came over plain HTTP and `randomUUID` is missing. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
