// What is dangerous wants the password again. Whoever asked for it waits here while a dialog asks the person; then the
// same request goes out once more, so that nothing typed is lost.

class ProofState {
  /** Whether the dialog is to be shown. */
  asked = $state(false);
  #waiting: ((proved: boolean) => void)[] = [];

  /** Asks the person; gives whether they proved it. Several who ask at once share one dialog. */
  ask(): Promise<boolean> {
    this.asked = true;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The dialog was answered, or closed. */
  answer(proved: boolean): void {
    this.asked = false;
    for (const resolve of this.#waiting.splice(0)) resolve(proved);
  }
}

export const proof = new ProofState();
