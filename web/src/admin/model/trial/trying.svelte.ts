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
    const timer = setTimeout(() => void this.#ask(scenario, asking.signal), PAUSE);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }

  async #ask(scenario: Scenario, signal: AbortSignal): Promise<void> {
    try {
      const result = await ask(api.POST("/model/draft/scenarios/try", { body: scenario, signal }));
      if (signal.aborted) return;
      this.result = result;
      this.problem = undefined;
    } catch (thrown) {
      if (!signal.aborted) this.problem = asProblem(thrown);
    }
  }
}
