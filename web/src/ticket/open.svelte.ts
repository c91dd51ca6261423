// The case on the screen: itself, what was said and done, its requester, and what others did meanwhile.

import { api, ask } from "../api/client";
import type { Changes } from "../api/live.svelte";
import { asProblem, type Problem } from "../api/problem";
import { session } from "../api/session.svelte";
import type { Person, Ticket, TicketProcedure, TicketRow, TimelineItem } from "../api/types";

const PAGE = 40;
const OTHERS = 6;
/** Changes are gathered this long before the case is asked for again, in milliseconds. */
const GATHER = 150;

/** What is said of a step of its procedure. */
export type StepSaid =
  { mark: "done"; answer: string | null } | { mark: "skipped"; reason: string | null } | { mark: "undone" };

export class OpenCase {
  readonly number: number;
  ticket = $state.raw<Ticket | undefined>(undefined);
  items = $state.raw<readonly TimelineItem[]>([]);
  /** Leads to what was before the first item; nothing when the first is the beginning. */
  older = $state.raw<string | null>(null);
  person = $state.raw<Person | undefined>(undefined);
  others = $state.raw<{ items: TicketRow[]; more: boolean } | undefined>(undefined);
  trouble = $state.raw<Problem | undefined>(undefined);
  /** It went out of sight: given to a group that the reader does not work in. */
  gone = $state(false);
  /** What others did since the reader began to write. */
  meanwhile = $state.raw<readonly TimelineItem[]>([]);
  /** What it is worked on by; nothing until somebody asked. */
  procedure = $state.raw<TicketProcedure | undefined>(undefined);
  procedureMissing = $state(false);
  /** Of which clocks the sum is shown. */
  why = $state<Record<string, boolean>>({});
  /** The last item of the first look: what came after it is new here. */
  settled = $state(0);
  /** Whether something is being written that should not be surprised. */
  guarded = () => false;
  #onchange: (ticket: Ticket) => void;
  /** Whether who asks is shown too; requesters know who they are. */
  #withRequester: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(number: number, onchange: (ticket: Ticket) => void, withRequester = true) {
    this.number = number;
    this.#withRequester = withRequester;
    this.#onchange = onchange;
  }

  get #path() {
    return { params: { path: { number: this.number } } };
  }

  async load(): Promise<void> {
    try {
      const [ticket, page] = await Promise.all([ask(api.GET("/tickets/{number}", this.#path)), this.#page()]);
      this.items = page.items;
      this.older = page.next;
      this.settled = page.items.at(-1)?.seq ?? 0;
      this.take(ticket);
      this.trouble = undefined;
    } catch (thrown) {
      this.trouble = asProblem(thrown);
    }
  }

  /** A case as the server has it now. Its requester is asked for when it is another than before. */
  take(ticket: Ticket): void {
    if (this.ticket && ticket.version < this.ticket.version) return;
    const before = this.ticket?.requester.id;
    this.ticket = ticket;
    this.#onchange(ticket);
    if (this.#withRequester && ticket.requester.id !== before) void this.#about(ticket.requester.id);
  }

  /** Does something, takes in the case that comes back, and shows the fact. */
  async act(done: Promise<Ticket>): Promise<Ticket> {
    const ticket = await done;
    this.take(ticket);
    await this.refresh();
    return ticket;
  }

  hear(changes: Changes | null): void {
    const ours = changes?.tickets.find(({ number }) => number === this.number);
    if (changes && !ours) return;
    // Something older than what is on the screen says nothing new.
    if (ours && !ours.gone && ours.version < (this.ticket?.version ?? 0)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#again(), GATHER);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The newest items: new ones are added, those that are there (the state of a mail) written anew. */
  async refresh(): Promise<void> {
    const page = await this.#page();
    const fresh = new Map(page.items.map((item) => [item.seq, item]));
    const last = this.items.at(-1)?.seq ?? 0;
    const added = page.items.filter((item) => item.seq > last);
    const first = page.items[0]?.seq ?? 0;
    if (page.next !== null && first > last && last > 0) {
      // More happened than one page holds: begin anew from here.
      this.items = page.items;
      this.older = page.next;
    } else {
      this.items = [...this.items.map((item) => fresh.get(item.seq) ?? item), ...added];
    }
    if (!this.guarded()) return;
    const theirs = added.filter(({ actor }) => !(actor.kind === "user" && actor.id === session.me?.id));
    if (theirs.length > 0) this.meanwhile = [...this.meanwhile, ...theirs];
  }

  /** The case can be worked on without it; what was there before stays. */
  async loadProcedure(): Promise<void> {
    try {
      this.procedure = await ask(api.GET("/tickets/{number}/procedure", this.#path));
      this.procedureMissing = false;
    } catch {
      this.procedureMissing = this.procedure === undefined;
    }
  }

  /** Says something of a step, and takes in what became of the procedure. */
  async markStep(procedure: number, step: number, said: StepSaid): Promise<void> {
    const params = { path: { number: this.number, step } };
    const body = { ...said, procedure };
    this.procedure = await ask(api.POST("/tickets/{number}/procedure/steps/{step}", { params, body }));
    this.hear(null);
  }

  async loadOlder(): Promise<void> {
    if (this.older === null) return;
    const page = await this.#page(this.older);
    this.items = [...page.items, ...this.items];
    this.older = page.next;
  }

  async #again(): Promise<void> {
    try {
      const ticket = await ask(api.GET("/tickets/{number}", this.#path));
      this.gone = false;
      this.take(ticket);
      await this.refresh();
      this.trouble = undefined;
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.code === "not_found" && this.ticket) this.gone = true;
      else this.trouble = problem;
    }
  }

  #page(cursor?: string) {
    const query = { limit: PAGE, ...(cursor ? { cursor } : {}) };
    return ask(api.GET("/tickets/{number}/timeline", { params: { ...this.#path.params, query } }));
  }

  async #about(id: number): Promise<void> {
    this.person = this.others = undefined;
    try {
      const [person, page] = await Promise.all([
        ask(api.GET("/persons/{id}", { params: { path: { id } } })),
        ask(api.GET("/persons/{id}/tickets", { params: { path: { id }, query: { limit: OTHERS } } })),
      ]);
      if (this.ticket?.requester.id !== id) return;
      this.person = person;
      this.others = {
        items: page.items.filter(({ number }) => number !== this.number).slice(0, OTHERS - 1),
        more: page.next !== null,
      };
    } catch {
      // The case can be worked on without it; its panel says that it is not there.
      this.others = { items: [], more: false };
    }
  }
}
