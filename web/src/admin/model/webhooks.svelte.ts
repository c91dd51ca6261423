// The webhooks that a notice or a step of an escalation may go to: the model knows them by their ids.

import { api, ask } from "../../api/client";
import type { Webhook } from "../../api/types";

class Webhooks {
  all = $state.raw<Webhook[]>([]);

  /** Asks for them. Without them the model is shown all the same, with their numbers. */
  async load(): Promise<void> {
    this.all = await ask(api.GET("/webhooks")).catch(() => this.all);
  }

  /** What the webhook of this id is called, with its number for a name while nothing more is known. */
  name(id: number): string {
    return this.all.find((webhook) => webhook.id === id)?.name ?? String(id);
  }
}

export const webhooks = new Webhooks();
