// What somebody has looked at, in this browser: a case that changed since stands in semibold.

import { session } from "../api/session.svelte";
import type { TicketRow } from "../api/types";

/** How many cases are remembered. */
const MOST = 2000;

interface Kept {
  /** When remembering began: what is older counts as seen. */
  since: string;
  /** The version of each case at the last look. */
  versions: [number, number][];
}

class Seen {
  #user: number | undefined;
  #since = "";
  #versions = $state.raw<ReadonlyMap<number, number>>(new Map());

  isUnread(row: TicketRow): boolean {
    this.#read();
    const version = this.#versions.get(row.number);
    return version === undefined ? row.updated_at > this.#since : row.version > version;
  }

  look(number: number, version: number): void {
    this.#read();
    if ((this.#versions.get(number) ?? -1) >= version) return;
    const versions = new Map(this.#versions);
    versions.delete(number);
    versions.set(number, version);
    this.#versions = versions;
    this.#keep();
  }

  #read(): void {
    const user = session.me?.id;
    if (user === undefined || user === this.#user) return;
    this.#user = user;
    const now = new Date().toISOString();
    try {
      const kept = JSON.parse(localStorage.getItem(`seen/${user}`) ?? "null") as Kept | null;
      this.#since = kept?.since ?? now;
      this.#versions = new Map(kept?.versions ?? []);
      if (!kept) this.#keep();
    } catch {
      this.#since = now;
    }
  }

  #keep(): void {
    const versions = [...this.#versions].slice(-MOST);
    try {
      localStorage.setItem(`seen/${this.#user}`, JSON.stringify({ since: this.#since, versions } satisfies Kept));
    } catch {
      return;
    }
  }
}

export const seen = new Seen();
