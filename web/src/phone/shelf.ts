// Where half-typed calls are kept: among the other drafts of the user, one entry a call, so that two tabs never
// overwrite each other's. What nobody comes back to is swept away with the other drafts.

import { type Draft, isBlank, newDraft } from "./draft";

/** What the shelf needs of `localStorage`. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Shelf {
  readonly #keep: Keep;
  readonly #prefix: string;

  constructor(keep: Keep, user: number) {
    this.#keep = keep;
    this.#prefix = `draft/${user}/call/`;
  }

  /** Whether a change of this storage entry concerns the shelf; `null` says that everything was cleared. */
  owns(key: string | null): boolean {
    return key === null || key.startsWith(this.#prefix);
  }

  /** The half-typed calls, the one that began first in front. */
  all(): Draft[] {
    return this.#ids()
      .map((id) => this.get(id))
      .filter((draft) => draft !== null)
      .sort((a, b) => a.started_at - b.started_at);
  }

  get(id: string): Draft | null {
    try {
      const kept: unknown = JSON.parse(this.#keep.getItem(this.#prefix + id) ?? "null");
      if (typeof kept !== "object" || kept === null || !("value" in kept)) return null;
      if (typeof kept.value !== "object") return null;
      // A draft kept by an earlier version of the program lacks what came later.
      return { ...newDraft(id, 0), ...kept.value, id };
    } catch {
      return null;
    }
  }

  /** Keeps the call as it is now. Returns whether the browser could: its storage may be full or switched off. */
  put(draft: Draft, now: number): boolean {
    try {
      if (isBlank(draft)) this.#keep.removeItem(this.#prefix + draft.id);
      else this.#keep.setItem(this.#prefix + draft.id, JSON.stringify({ at: now, value: draft }));
      return true;
    } catch {
      return false;
    }
  }

  remove(id: string): void {
    try {
      this.#keep.removeItem(this.#prefix + id);
    } catch {
      return;
    }
  }

  #ids(): string[] {
    const ids: string[] = [];
    try {
      for (let n = 0; n < this.#keep.length; n += 1) {
        const key = this.#keep.key(n);
        if (key?.startsWith(this.#prefix)) ids.push(key.slice(this.#prefix.length));
      }
    } catch {
      return [];
    }
    return ids;
  }
}
