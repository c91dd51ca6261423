// The half-typed calls of whoever is signed in, as the screen shows them beside each other.

import { session } from "../api/session.svelte";
import { type Draft, newDraft } from "./draft";
import { Shelf } from "./shelf";

class Calls {
  all = $state.raw<Draft[]>([]);
  /** Whether the browser keeps what is typed. */
  kept = $state(true);
  /** Where to go back to when a call was stored. */
  cameFrom: string | undefined;

  get #shelf(): Shelf {
    return new Shelf(localStorage, session.me?.id ?? 0);
  }

  /** Follows what other tabs do with the calls, until the returned function is called. */
  watch(): () => void {
    this.refresh();
    const changed = (event: StorageEvent) => {
      if (this.#shelf.owns(event.key)) this.refresh();
    };
    addEventListener("storage", changed);
    return () => removeEventListener("storage", changed);
  }

  refresh(): void {
    this.all = this.#shelf.all();
  }

  /** The call of this id, or a new one under it. */
  open(id: string, now: number): Draft {
    return this.#shelf.get(id) ?? newDraft(id, now);
  }

  keep(draft: Draft, now: number): void {
    this.kept = this.#shelf.put(draft, now);
    this.refresh();
  }

  remove(id: string): void {
    this.#shelf.remove(id);
    this.refresh();
  }
}

export const calls = new Calls();

/** A name for a new call that no other tab uses. */
export function newCallId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
