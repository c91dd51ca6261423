// Runs what is being typed through the draft, a moment after the last key.

import { api, ask } from "../../../api/client";
import { type Problem, asProblem } from "../../../api/problem";
import type { Scenario, ScenarioResult } from "../../../api/types";

/** How long typing must pause, in milliseconds. */
const PAUSE = 300;

export class Trying {
  /** The newest answer; it stays while the next one is on its way, so that nothing jumps. */
  result = $state.raw<ScenarioResult | undefined>(undefined);
  problem = $state.raw<Problem | undefined>(undefined);
  #asking: AbortController | undefined;

  /** Asks what the draft makes of it. Gives what calls that off. */
  run(scenario: Scenario): () => void {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const timer = setTimeout(() => {
      if (!asking.signal.aborted) void this.#ask(scenario, asking.signal);
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }

  /** Asks at once, for whoever goes on with the answer: what is shown may be of before the last key. */
  now(scenario: Scenario): Promise<ScenarioResult | undefined> {
    this.#asking?.abort();
    this.#asking = new AbortController();
    return this.#ask(scenario, this.#asking.signal);
  }

  async #ask(scenario: Scenario, signal: AbortSignal): Promise<ScenarioResult | undefined> {
    try {
      const result = await ask(api.POST("/model/draft/scenarios/try", { body: scenario, signal }));
      if (signal.aborted) return undefined;
      this.problem = undefined;
      return (this.result = result);
    } catch (thrown) {
      if (!signal.aborted) this.problem = asProblem(thrown);
      return undefined;
    }
  }
}
