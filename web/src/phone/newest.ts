// Asking while somebody types: a short pause before each question, and only the newest answer counts.

/** Long enough to join the letters of a fast typist, short enough not to be felt. */
const PAUSE_MS = 80;

export class Newest<Q, A> {
  readonly #ask: (question: Q, signal: AbortSignal) => Promise<A>;
  readonly #tell: (question: Q, answer: A) => void;
  readonly #fail: (question: Q, error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: AbortController | undefined;
  #waiting: { question: Q } | undefined;

  constructor(
    ask: (question: Q, signal: AbortSignal) => Promise<A>,
    tell: (question: Q, answer: A) => void,
    fail: (question: Q, error: unknown) => void,
  ) {
    this.#ask = ask;
    this.#tell = tell;
    this.#fail = fail;
  }

  /** Whether an answer is still to come. */
  get pending(): boolean {
    return this.#waiting !== undefined || this.#flight !== undefined;
  }

  /** Asks after the pause, unless something newer is asked meanwhile. */
  ask(question: Q): void {
    this.drop();
    this.#waiting = { question };
    this.#timer = setTimeout(() => this.now(), PAUSE_MS);
  }

  /** Asks what waits for its pause at once. */
  now(): void {
    if (this.#waiting === undefined) return;
    const { question } = this.#waiting;
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    const flight = new AbortController();
    this.#flight = flight;
    this.#ask(question, flight.signal).then(
      (answer) => this.#land(flight, () => this.#tell(question, answer)),
      (error: unknown) => this.#land(flight, () => this.#fail(question, error)),
    );
  }

  /** Forgets every question; their answers will not be told. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    this.#flight?.abort();
    this.#flight = undefined;
  }

  #land(flight: AbortController, tell: () => void): void {
    if (this.#flight !== flight) return;
    this.#flight = undefined;
    tell();
  }
}
