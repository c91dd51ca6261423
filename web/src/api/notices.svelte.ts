// What whoever is signed in is told on screen, as it comes.

import { api, ask } from "./client";
import { live } from "./live.svelte";
import type { ScreenNotice } from "./types";

class Notices {
  items = $state.raw<ScreenNotice[]>([]);
  unread = $state(0);

  /** Keeps them current until the returned function is called. */
  watch(): () => void {
    void this.#load();
    return live.listen((changes) => {
      if (!changes || changes.others.includes("notices")) void this.#load();
    });
  }

  /** One was read: it is opened. That it could not be kept is no reason to keep anybody. */
  async read(notice: ScreenNotice): Promise<void> {
    if (notice.read) return;
    await ask(api.POST("/me/notices/{id}/read", { params: { path: { id: notice.id } } })).catch(() => undefined);
    await this.#load();
  }

  /** All that are shown were read; what comes meanwhile was not. */
  async readAll(): Promise<void> {
    const newest = this.items[0];
    if (newest) this.#show(await ask(api.POST("/me/notices/read", { body: { up_to: newest.id } })));
  }

  async #load(): Promise<void> {
    try {
      this.#show(await ask(api.GET("/me/notices")));
    } catch {
      // They stay as they were; the banner says when there is no connection.
    }
  }

  #show(list: { items: ScreenNotice[]; unread: number }): void {
    this.items = list.items;
    this.unread = list.unread;
  }
}

export const notices = new Notices();
