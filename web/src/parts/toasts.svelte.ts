// Short words about what was just done, with a way back where there is one.

import { asProblem, problemWords } from "../api/problem";

/** How long a toast stays, in milliseconds; one that can be undone stays longer. */
const STAY = 5000;
const STAY_UNDO = 10_000;

interface Toast {
  id: number;
  text: string;
  /** What the button says and does. */
  action: { label: string; run: () => unknown } | undefined;
}

class Toasts {
  shown = $state.raw<Toast | undefined>(undefined);
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, action?: { label: string; run: () => unknown }): void {
    this.#last += 1;
    this.shown = { id: this.#last, text, action };
    this.stay(action ? STAY_UNDO : STAY);
  }

  /** Keeps it while the pointer or the focus is on it. */
  stay(milliseconds = STAY_UNDO): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dismiss(), milliseconds);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.shown = undefined;
  }

  async act(toast: Toast): Promise<void> {
    this.dismiss();
    try {
      await toast.action?.run();
    } catch (thrown) {
      this.say(problemWords(asProblem(thrown)));
    }
  }
}

export const toasts = new Toasts();
