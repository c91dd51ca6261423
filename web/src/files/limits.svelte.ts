// What may go with one message: as the desk says, which has the last word all the same.

import type { About } from "../api/types";

class Limits {
  /** Until it is known nothing is refused here. */
  #said = $state.raw<About["attachments"]>({ most_files: Infinity, most_bytes: Infinity });

  learn(about: About): void {
    this.#said = about.attachments;
  }

  get files(): number {
    return this.#said.most_files;
  }

  get bytes(): number {
    return this.#said.most_bytes;
  }
}

export const limits = new Limits();
