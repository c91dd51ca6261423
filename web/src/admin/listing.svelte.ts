// A list that is searched and read page by page.

import { type Problem, asProblem } from "../api/problem";
import { Newest } from "../phone/newest";

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Question {
  q?: string;
  cursor?: string;
  limit: number;
}

const LIMIT = 50;

export class Listing<T extends { id: number }> {
  /** What was found; nothing until the first answer. */
  items = $state.raw<T[] | undefined>(undefined);
  problem = $state.raw<Problem | undefined>(undefined);
  /** What was typed to find it. */
  text = $state("");
  #next = $state<string | null>(null);
  readonly #find: (question: Question, signal?: AbortSignal) => Promise<Page<T>>;
  readonly #newest: Newest<string, Page<T>>;

  constructor(find: (question: Question, signal?: AbortSignal) => Promise<Page<T>>) {
    this.#find = find;
    this.#newest = new Newest<string, Page<T>>(
      (q, signal) => find(asked(q), signal),
      (_, page) => this.#show(page),
      (_, thrown) => (this.problem = asProblem(thrown)),
    );
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Asks for the first page of what is typed now. */
  load(): void {
    this.#newest.ask(this.text.trim());
  }

  async more(): Promise<void> {
    const cursor = this.#next;
    if (cursor === null) return;
    try {
      const page = await this.#find({ ...asked(this.text.trim()), cursor });
      this.items = [...(this.items ?? []), ...page.items];
      this.#next = page.next;
      this.problem = undefined;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  /** Shows a row as it was saved, without moving it. A new one stands first. */
  put(row: T): void {
    const items = this.items ?? [];
    const known = items.some((item) => item.id === row.id);
    this.items = known ? items.map((item) => (item.id === row.id ? row : item)) : [row, ...items];
  }

  #show(page: Page<T>): void {
    this.items = page.items;
    this.#next = page.next;
    this.problem = undefined;
  }
}

function asked(q: string): Question {
  return q === "" ? { limit: LIMIT } : { q, limit: LIMIT };
}
