// What happens elsewhere, as it happens: one stream of events a browser, shared by its tabs.
//
// The tab that holds the lock listens and tells the others. When it closes, the next one takes over; because what
// happened in between is not known, everything on the screen is then asked for again ("reset"). Where locks or
// channels are missing, every tab listens for itself.

/** What an event of the server says: which cases changed, and what else. */
export interface Changes {
  tickets: { number: number; version: number; gone?: boolean }[];
  counts: boolean;
  others: string[];
}

/** `null` says: too much was missed, ask for everything again. */
type Listener = (changes: Changes | null) => void;

type Told = { changes: Changes | null } | { connected: boolean };

const NAME = "ventanilla-live";
/** How long a broken stream may be silent before the screen says so, in milliseconds. */
const PATIENCE = 4000;

class Live {
  /** Since when there is no connection; nothing while there is one. */
  lostAt = $state<number | undefined>(undefined);
  #listeners = new Set<Listener>();
  #channel: BroadcastChannel | undefined;
  #source: EventSource | undefined;
  #stop: (() => void) | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** Calls `listener` at each change, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#stop) return;
    const ending = new AbortController();
    this.#stop = () => ending.abort();
    ending.signal.addEventListener("abort", () => this.#close());
    if (!("locks" in navigator) || !("BroadcastChannel" in window)) {
      this.#open(false);
      return;
    }
    this.#channel = new BroadcastChannel(NAME);
    this.#channel.onmessage = ({ data }: MessageEvent<Told>) => this.#hear(data);
    let first = true;
    void navigator.locks
      .request(NAME, { ifAvailable: true }, (lock) => {
        if (!lock) return;
        this.#open(false);
        return new Promise<void>((done) => ending.signal.addEventListener("abort", () => done()));
      })
      .then(() => {
        if (ending.signal.aborted) return;
        first = false;
        return navigator.locks.request(NAME, { signal: ending.signal }, () => {
          this.#open(!first);
          return new Promise<void>((done) => ending.signal.addEventListener("abort", () => done()));
        });
      })
      .catch((thrown: unknown) => {
        if (!ending.signal.aborted) throw thrown;
      });
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #open(missed: boolean): void {
    const source = new EventSource("/api/v1/events");
    this.#source = source;
    source.onopen = () => this.#tell({ connected: true });
    source.addEventListener("changes", (event) => {
      this.#tell({ changes: JSON.parse((event as MessageEvent<string>).data) as Changes });
    });
    source.addEventListener("reset", () => this.#tell({ changes: null }));
    source.onerror = () => {
      this.#tell({ connected: false });
      // A browser gives up for good when the answer was not a stream; then we try again ourselves.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#again(source), PATIENCE);
    };
    if (missed) this.#tell({ changes: null });
  }

  #again(source: EventSource): void {
    if (this.#source === source) this.#open(true);
  }

  #close(): void {
    this.#source?.close();
    this.#channel?.close();
    this.#source = this.#channel = undefined;
    clearTimeout(this.#patience);
    this.lostAt = undefined;
  }

  #tell(told: Told): void {
    this.#channel?.postMessage(told);
    this.#hear(told);
  }

  #hear(told: Told): void {
    if ("changes" in told) {
      for (const listener of this.#listeners) listener(told.changes);
      return;
    }
    clearTimeout(this.#patience);
    if (told.connected) {
      this.lostAt = undefined;
    } else if (this.lostAt === undefined) {
      const now = Date.now();
      this.#patience = setTimeout(() => (this.lostAt = now), PATIENCE);
    }
  }
}

export const live = new Live();
