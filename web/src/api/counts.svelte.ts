// How many cases stand in each queue, as they change.

import { api, ask } from "./client";
import { live } from "./live.svelte";
import type { Counts } from "./types";

/** Changes are gathered this long before the numbers are asked for again, in milliseconds. */
const GATHER = 500;

class Queues {
  counts = $state.raw<Counts | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Keeps the numbers current until the returned function is called. */
  watch(): () => void {
    void this.#load();
    const stop = live.listen((changes) => {
      if (changes && !changes.counts && changes.tickets.length === 0) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#load(), GATHER);
    });
    return () => {
      clearTimeout(this.#timer);
      stop();
    };
  }

  async #load(): Promise<void> {
    try {
      this.counts = await ask(api.GET("/tickets/counts"));
    } catch {
      // The numbers stay as they were; the banner says when there is no connection.
    }
  }
}

export const queues = new Queues();
