// What the board shows, kept current: by live events, and each minute, since time alone makes things late. The rows do
// not move while somebody points at them: what came, went or changed its place waits until it is asked in, or until
// they look elsewhere.

import { api, ask } from "../api/client";
import type { Changes } from "../api/live.svelte";
import { asProblem, type Problem } from "../api/problem";
import type { Board, TicketRow } from "../api/types";
import { questionOf, type Filters } from "./filters";

const PAGE = 50;
/** As many as the API gives at once. */
const MOST = 200;
/** Changes are gathered this long before anything is asked for, in milliseconds. */
const GATHER = 1000;
const MINUTE = 60_000;

/** Of which lists there is more than is shown. */
export interface More {
  due: boolean;
  unpromised: boolean;
}

export class Watched {
  readonly filters: Filters;
  board = $state.raw<Board | undefined>(undefined);
  rows = $state.raw<readonly TicketRow[] | undefined>(undefined);
  /** The cases with an alarm that nobody has acknowledged. */
  alarms = $state.raw<readonly TicketRow[]>([]);
  moreAlarms = $state(false);
  /** Whether there are more cases with a deadline than are shown, and more of which nothing is promised. */
  more = $state.raw<More>({ due: false, unpromised: false });
  /** Whether the list is another one by now, and waits. */
  moved = $state(false);
  busy = $state(false);
  trouble = $state.raw<Problem | undefined>(undefined);
  #held = false;
  #waiting: { items: readonly TicketRow[]; more: More } | undefined;
  #shown = PAGE;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(filters: Filters) {
    this.filters = filters;
  }

  /** Keeps it current until the returned function is called. */
  watch(): () => void {
    void this.refresh();
    const minute = setInterval(() => void this.refresh(), MINUTE);
    return () => {
      clearInterval(minute);
      clearTimeout(this.#timer);
    };
  }

  hear(changes: Changes | null): void {
    if (changes && changes.tickets.length === 0 && !changes.counts) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), GATHER);
  }

  /** Whether there is more than is shown. */
  get hasMore(): boolean {
    return this.more.due || this.more.unpromised;
  }

  /** More of the list can be shown, up to what the API gives at once. */
  get mayGrow(): boolean {
    return this.hasMore && this.#shown < MOST;
  }

  async grow(): Promise<void> {
    this.#shown = Math.min(this.#shown + PAGE, MOST);
    await this.refresh();
    this.show();
  }

  async refresh(): Promise<void> {
    this.busy = true;
    try {
      const question = questionOf(this.filters);
      const list = (query: { sort: "deadline" | "unpromised" | "alarm"; limit: number }) =>
        ask(api.GET("/tickets", { params: { query: { ...question, ...query } } }));
      const [board, due, unpromised, alarms] = await Promise.all([
        ask(api.GET("/board")),
        list({ sort: "deadline", limit: this.#shown }),
        list({ sort: "unpromised", limit: this.#shown }),
        list({ sort: "alarm", limit: PAGE }),
      ]);
      this.board = board;
      this.alarms = alarms.items;
      this.moreAlarms = alarms.next !== null;
      // Between the two questions a case may have gone from one list to the other.
      const once = new Map([...due.items, ...unpromised.items].map((row) => [row.number, row]));
      this.#take([...once.values()], { due: due.next !== null, unpromised: unpromised.next !== null });
      this.trouble = undefined;
    } catch (thrown) {
      // What is on the screen stays; the next minute tries again.
      this.trouble = asProblem(thrown);
    }
    this.busy = false;
  }

  /** Somebody points at the list, or looks elsewhere. */
  hold(held: boolean): void {
    this.#held = held;
    if (!held) this.show();
  }

  /** The list as it is by now. */
  show(): void {
    if (!this.#waiting) return;
    this.rows = this.#waiting.items;
    this.more = this.#waiting.more;
    this.#waiting = undefined;
    this.moved = false;
  }

  #take(items: readonly TicketRow[], more: More): void {
    this.#waiting = { items, more };
    const order = (rows: readonly TicketRow[]) => rows.map(({ number }) => number).join();
    if (!this.#held || !this.rows || order(this.rows) === order(items)) return this.show();
    const fresh = new Map(items.map((row) => [row.number, row]));
    this.rows = this.rows.map((row) => fresh.get(row.number) ?? row);
    this.moved = true;
  }
}
