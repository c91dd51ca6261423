// What commitments can be about, as the desk knows it. It is part of the program: asked for once.

import { api, ask } from "../../api/client";
import type { Indicator, IndicatorShown } from "../../api/types";

class Indicators {
  all = $state.raw<IndicatorShown[]>([]);
  #asked: Promise<void> | undefined;

  /** A failed question is asked again the next time. */
  load(): Promise<void> {
    return (this.#asked ??= ask(api.GET("/model/indicators")).then(
      (all) => void (this.all = all),
      (thrown: unknown) => {
        this.#asked = undefined;
        throw thrown;
      },
    ));
  }

  get(indicator: Indicator): IndicatorShown | undefined {
    return this.all.find((known) => known.indicator === indicator);
  }
}

export const indicators = new Indicators();
