import { api, ask } from "../api/client";
import { asProblem, problemWords } from "../api/problem";
import { session } from "../api/session.svelte";
import { router } from "../lib/router.svelte";
import { toasts } from "../parts/toasts.svelte";

/** Ends the session, and leads to where one signs in. */
export async function signOut(): Promise<void> {
  try {
    await ask(api.DELETE("/session"));
    session.leave();
    router.go("/", { replace: true });
  } catch (thrown) {
    toasts.say(problemWords(asProblem(thrown)));
  }
}
