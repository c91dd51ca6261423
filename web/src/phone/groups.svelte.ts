// The groups that a call may be passed on to. Asked for once while a page needs them, and again when they change.

import { api, ask } from "../api/client";
import { live } from "../api/live.svelte";
import type { Group } from "../api/types";

/** Groups asked for at a time; the most that the server gives. */
const PAGE = 200;

class Groups {
  all = $state.raw<Group[]>([]);

  /** Keeps the groups current until the returned function is called. A failure shows when one is needed. */
  watch(): () => void {
    const load = () => this.load().catch(() => undefined);
    void load();
    return live.listen((changes) => {
      if (!changes || changes.others.some((other) => other === "groups" || other === "users")) void load();
    });
  }

  async load(): Promise<Group[]> {
    const groups: Group[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor };
      const page = await ask(api.GET("/groups", { params: { query } }));
      groups.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    this.all = groups;
    return groups;
  }

  /** The group of this id, when it is known. */
  get(id: number | null): Group | undefined {
    return this.all.find((group) => group.id === id);
  }
}

export const groups = new Groups();
