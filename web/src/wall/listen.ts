// Hears that something changed, by a request of our own: a stream of the browser's cannot carry a token.

/** Between two connections, in milliseconds. */
const PAUSE = 5000;

/** Calls `changed` when something happened, and when something may have been missed, until the signal says stop. */
export async function listen(how: RequestInit, changed: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const { ok, body } = await fetch("/api/v1/events", { ...how, signal });
      if (ok && body) {
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        for (let part = await reader.read(); !part.done; part = await reader.read()) {
          if (/^event: (?:hello|changes|reset)$/m.test(part.value)) changed();
        }
      }
    } catch {
      // Whoever looks says what is wrong.
    }
    // The stream ends when the token does.
    if (!signal.aborted) changed();
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}
