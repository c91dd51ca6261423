// The draft of the service model, as every page about it shows and changes it. What it says counts once it is published.

import { api, ask, ifMatch } from "../../api/client";
import { live } from "../../api/live.svelte";
import { Problem } from "../../api/problem";
import type { Model, ModelDraft } from "../../api/types";

/** How often a change is tried while others change the draft elsewhere. */
const TRIES = 4;

/** The lists that are saved whole. */
type Lists = Pick<
  Model,
  | "calendars"
  | "agreements"
  | "group_agreements"
  | "assignment_rules"
  | "escalations"
  | "notices"
  | "procedures"
  | "commitments"
  | "scenarios"
>;
export type ListName = keyof Lists;
type Header = { "If-Match": string };

const PUT: { [L in keyof Lists]: (entries: Lists[L], header: Header, now: Model) => Promise<ModelDraft> } = {
  calendars: (calendars, header) => ask(api.PUT("/model/draft/calendars", { params: { header }, body: { calendars } })),
  agreements: (agreements, header) =>
    ask(api.PUT("/model/draft/agreements", { params: { header }, body: { agreements } })),
  group_agreements: (group_agreements, header) =>
    ask(api.PUT("/model/draft/group-agreements", { params: { header }, body: { group_agreements } })),
  assignment_rules: (assignment_rules, header) =>
    ask(api.PUT("/model/draft/assignment-rules", { params: { header }, body: { assignment_rules } })),
  escalations: (escalations, header) =>
    ask(api.PUT("/model/draft/escalations", { params: { header }, body: { escalations } })),
  notices: (notices, header, { digest }) =>
    ask(api.PUT("/model/draft/notices", { params: { header }, body: { notices, digest } })),
  procedures: (procedures, header) =>
    ask(api.PUT("/model/draft/procedures", { params: { header }, body: { procedures } })),
  commitments: (commitments, header) =>
    ask(api.PUT("/model/draft/commitments", { params: { header }, body: { commitments } })),
  scenarios: (scenarios, header) => ask(api.PUT("/model/draft/scenarios", { params: { header }, body: { scenarios } })),
};

type Send = (now: ModelDraft, header: Header) => Promise<ModelDraft>;

class Drafting {
  /** The newest that is known; nothing until the first answer. */
  now = $state.raw<ModelDraft | undefined>(undefined);

  /** Keeps it current until the returned function is called. A failure shows when the page loads it itself. */
  watch(): () => void {
    return live.listen((changes) => {
      if (!changes || changes.others.includes("model")) void this.load().catch(() => undefined);
    });
  }

  async load(): Promise<ModelDraft> {
    return this.#put(await ask(api.GET("/model/draft")));
  }

  /**
   * Changes what `part` takes out of the model. `base` is the draft that was shown when the typing began. What others
   * changed elsewhere does not matter; when they changed this part it is stale, unless `anyway`.
   */
  async save(base: ModelDraft, part: (model: Model) => unknown, send: Send, anyway = false): Promise<ModelDraft> {
    let now = newer(this.now, base);
    for (let tries = 1; ; tries += 1) {
      if (!anyway && !same(part(now.model), part(base.model))) throw new Problem("stale", 412);
      try {
        return this.#put(await send(now, ifMatch(now.revision)));
      } catch (thrown) {
        if (!(thrown instanceof Problem) || thrown.code !== "stale" || tries >= TRIES) throw thrown;
        now = await this.load();
      }
    }
  }

  /** The same for a list: `edit` makes the new one out of the newest. */
  saveList<L extends keyof Lists>(
    base: ModelDraft,
    list: L,
    part: (model: Model) => unknown,
    edit: (entries: Lists[L]) => Lists[L],
    anyway = false,
  ): Promise<ModelDraft> {
    return this.save(base, part, (now, header) => PUT[list](edit(now.model[list]), header, now.model), anyway);
  }

  /** Gives up what was drafted, as `base` shows it. */
  async discard(base: ModelDraft): Promise<void> {
    this.#put(await ask(api.DELETE("/model/draft", { params: { header: ifMatch(base.revision) } })));
  }

  /** An answer that was overtaken by a newer one is passed over. */
  #put(answer: ModelDraft): ModelDraft {
    this.now = newer(this.now, answer);
    return answer;
  }
}

/** The one with more changes, or with the newer model in force; the second when they are alike. */
function newer(one: ModelDraft | undefined, other: ModelDraft): ModelDraft {
  return one && (one.revision > other.revision || one.in_force > other.in_force) ? one : other;
}

/** Whether two parts of a model say the same; the server writes them in one order. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const drafting = new Drafting();
