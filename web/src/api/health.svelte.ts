// How the desk is, for those who look after it: asked for again and again while somebody who may know is there.

import { api, ask } from "./client";
import type { Health } from "./types";

/** Between two looks, in milliseconds: what is wrong is told within a minute. */
const LOOK_AGAIN = 60_000;

class Watch {
  shown = $state.raw<Health | undefined>(undefined);

  /** What should be looked at now. */
  get urgent() {
    return this.shown?.findings.filter((finding) => finding.urgent) ?? [];
  }

  async load(): Promise<void> {
    this.shown = await ask(api.GET("/health"));
  }

  /** Looks until the function that it gives is called. A look that fails says nothing: the next one may. */
  watch(): () => void {
    const look = () => void this.load().catch(() => undefined);
    look();
    const timer = setInterval(look, LOOK_AGAIN);
    return () => {
      clearInterval(timer);
      this.shown = undefined;
    };
  }
}

export const health = new Watch();
