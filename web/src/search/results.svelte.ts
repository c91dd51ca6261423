// What a search found, page by page.

import { untrack } from "svelte";
import { api, ask } from "../api/client";
import { asProblem, type Problem } from "../api/problem";
import type { FoundCase, FoundPerson, SearchAnswer, TicketRow } from "../api/types";

const PAGE = 20;

export class Results {
  /** What was typed. */
  readonly q: string;
  cases = $state.raw<readonly FoundCase[]>([]);
  people = $state.raw<readonly FoundPerson[]>([]);
  /** How many cases there are; null: more than the server counts. */
  count = $state.raw<number | null>(0);
  next = $state.raw<string | null>(null);
  /** The first page as it came: it says what was not understood. */
  first = $state.raw<SearchAnswer | undefined>(undefined);
  state = $state<"loading" | "ready" | "adding">("ready");
  /** Whether too little was typed to look for. */
  short = $state(false);
  trouble = $state.raw<Problem | undefined>(undefined);

  constructor(q: string) {
    this.q = q;
  }

  /** The first page, anew. */
  async load(): Promise<void> {
    if (this.q === "") return;
    this.state = "loading";
    const answer = await this.#page();
    if (answer) {
      this.first = answer;
      ({ tickets: this.cases, persons: this.people, count: this.count, next: this.next } = answer);
    }
    this.state = "ready";
  }

  /** The next page, after what is there. */
  async more(): Promise<void> {
    if (this.next === null || this.state !== "ready") return;
    this.state = "adding";
    const answer = await this.#page(this.next);
    if (answer) {
      const there = new Set(this.cases.map(({ ticket }) => ticket.number));
      this.cases = [...this.cases, ...answer.tickets.filter(({ ticket }) => !there.has(ticket.number))];
      this.next = answer.next;
    }
    this.state = "ready";
  }

  /** Writes a case that was just seen or changed beside it into its row. */
  put(row: TicketRow): void {
    untrack(() => {
      this.cases = this.cases.map((found) =>
        found.ticket.number === row.number && found.ticket.version <= row.version ? { ...found, ticket: row } : found,
      );
    });
  }

  async #page(cursor?: string): Promise<SearchAnswer | undefined> {
    try {
      const query = { q: this.q, limit: PAGE, ...(cursor ? { cursor } : {}) };
      const answer = await ask(api.GET("/search", { params: { query } }));
      this.trouble = undefined;
      this.short = false;
      return answer;
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.short = problem.code === "invalid";
      this.trouble = this.short ? undefined : problem;
      return undefined;
    }
  }
}
