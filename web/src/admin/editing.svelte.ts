// What every form of the administration does: it reads what there is, and saves what was typed, one at a time.

import { type Problem, asProblem, fieldErrors } from "../api/problem";

/** The way of a form to the desk and back. */
export class Editing {
  /** Why it could not be read. */
  unread = $state.raw<Problem | undefined>(undefined);
  /** Why it was not saved. */
  problem = $state.raw<Problem | undefined>(undefined);
  /** Whether there is something to type into. */
  ready = $state(false);
  busy = $state(false);
  /** What is wrong, by field. */
  readonly errors = $derived(fieldErrors(this.problem));

  readonly #read: () => Promise<void> | undefined;
  readonly #save: (anyway: boolean) => Promise<void>;

  /** `save` hears `true` when it should be saved although somebody else changed it meanwhile. */
  constructor(read: () => Promise<void> | undefined, save: (anyway: boolean) => Promise<void>) {
    this.#read = read;
    this.#save = save;
  }

  /** Shows what there is now; says whether that could be read. */
  async begin(): Promise<boolean> {
    this.unread = undefined;
    try {
      await this.#read();
      this.problem = undefined;
      this.ready = true;
    } catch (thrown) {
      this.unread = asProblem(thrown);
    }
    return !this.unread;
  }

  /** Saves what was typed; says whether nothing was in the way. */
  async send(anyway = false): Promise<boolean> {
    if (this.busy || !this.ready) return true;
    this.busy = true;
    try {
      await this.#save(anyway);
      this.problem = undefined;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.busy = false;
    }
    return !this.problem;
  }
}
