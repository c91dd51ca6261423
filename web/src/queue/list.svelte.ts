// The rows of a queue. What changes elsewhere is written into the rows where they stand; new cases wait until they
// are asked in, and a case that left the queue stays, dimmed, until the list is asked for again. So nothing moves
// under the pointer or the focus.

import { untrack } from "svelte";
import { api, ask } from "../api/client";
import type { Changes } from "../api/live.svelte";
import { asProblem, type Problem } from "../api/problem";
import { session } from "../api/session.svelte";
import type { Sort, TicketRow } from "../api/types";
import type { View } from "./views";

const PAGE = 50;
/** Changes are gathered this long before anything is asked for, in milliseconds. */
const GATHER = 300;

export class CaseList {
  readonly view: View;
  readonly sort: Sort;
  rows = $state.raw<readonly TicketRow[]>([]);
  /** Numbers of rows that no longer belong here. */
  gone = $state.raw<ReadonlySet<number>>(new Set());
  /** Numbers of cases that came and are not shown yet. */
  arrived = $state.raw<ReadonlySet<number>>(new Set());
  next = $state.raw<string | null>(null);
  state = $state<"loading" | "ready" | "adding">("loading");
  trouble = $state.raw<Problem | undefined>(undefined);
  #changed = new Map<number, boolean>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: View, sort: Sort) {
    this.view = view;
    this.sort = sort;
  }

  /** The first page, anew. */
  async load(): Promise<void> {
    this.state = "loading";
    try {
      const page = await this.#page();
      this.rows = page.items;
      this.next = page.next;
      this.gone = this.arrived = new Set();
      this.trouble = undefined;
    } catch (thrown) {
      this.trouble = asProblem(thrown);
    }
    this.state = "ready";
  }

  /** The next page, after the rows that are there. */
  async more(): Promise<void> {
    if (this.next === null || this.state !== "ready") return;
    this.state = "adding";
    try {
      const page = await this.#page(this.next);
      const there = new Set(this.rows.map((row) => row.number));
      this.rows = [...this.rows, ...page.items.filter((row) => !there.has(row.number))];
      this.next = page.next;
      this.trouble = undefined;
    } catch (thrown) {
      this.trouble = asProblem(thrown);
    }
    this.state = "ready";
  }

  /** Takes in what happened elsewhere. */
  hear(changes: Changes | null): void {
    if (changes && changes.tickets.length === 0) return;
    for (const { number, gone } of changes?.tickets ?? []) this.#changed.set(number, gone ?? false);
    if (changes === null) for (const { number } of this.rows) this.#changed.set(number, false);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), GATHER);
  }

  /** Writes a case that was just seen or changed here into its row. */
  put(row: TicketRow): void {
    untrack(() => {
      if (!this.rows.some(({ number, version }) => number === row.number && version < row.version)) return;
      this.#write(new Map([[row.number, row]]));
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #page(cursor?: string) {
    const query = { ...this.view.query, sort: this.sort, limit: PAGE, ...(cursor ? { cursor } : {}) };
    return ask(api.GET("/tickets", { params: { query } }));
  }

  async #refresh(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Map();
    try {
      const { items, next } = await this.#page();
      // Where nothing is shown nothing jumps away from under the fingers.
      if (this.rows.length === 0) {
        [this.rows, this.next, this.arrived, this.trouble] = [items, next, new Set(), undefined];
        return;
      }
      const fresh = new Map(items.map((row) => [row.number, row]));
      const there = new Set(this.rows.map((row) => row.number));
      const out = new Set<number>();
      // Rows beyond the first page are asked for one by one: they are few, since only those that changed.
      for (const [number, gone] of changed) {
        if (!there.has(number) || fresh.has(number)) continue;
        const row = gone ? undefined : await this.#one(number);
        if (row) fresh.set(number, row);
        else out.add(number);
      }
      this.#write(fresh, out);
      const first = new Set(items.map((row) => row.number));
      const left = [...this.arrived].filter((number) => first.has(number));
      this.arrived = new Set([...left, ...items.map((row) => row.number).filter((number) => !there.has(number))]);
      this.trouble = undefined;
    } catch (thrown) {
      // The next change, or the button, tries again.
      for (const [number, gone] of changed) this.#changed.set(number, gone);
      this.trouble = asProblem(thrown);
    }
  }

  async #one(number: number): Promise<TicketRow | undefined> {
    try {
      return await ask(api.GET("/tickets/{number}", { params: { path: { number } } }));
    } catch (thrown) {
      if (asProblem(thrown).code === "not_found") return undefined;
      throw thrown;
    }
  }

  #write(fresh: ReadonlyMap<number, TicketRow>, out: ReadonlySet<number> = new Set()): void {
    const me = session.me;
    if (!me) return;
    this.rows = this.rows.map((row) => fresh.get(row.number) ?? row);
    const gone = new Set([...this.gone, ...out]);
    for (const row of fresh.values()) {
      if (this.view.holds(row, me)) gone.delete(row.number);
      else gone.add(row.number);
    }
    this.gone = gone;
  }
}
