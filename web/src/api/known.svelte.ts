// What every screen needs and seldom changes: the service model and the desk's settings. Asked for once, and again
// when an event says that they changed.

import { api, ask } from "./client";
import { live } from "./live.svelte";
import type { Category, Desk, Model } from "./types";

class Known {
  model = $state.raw<Model | undefined>(undefined);
  desk = $state.raw<Desk | undefined>(undefined);
  #asked: { model?: Promise<Model>; desk?: Promise<Desk> } = {};

  constructor() {
    live.listen((changes) => {
      if (!changes || changes.others.includes("model")) this.#again("model");
      if (!changes || changes.others.includes("desk")) this.#again("desk");
    });
  }

  loadModel(): Promise<Model> {
    return (this.#asked.model ??= this.#keep("model", ask(api.GET("/model")), (model) => (this.model = model)));
  }

  loadDesk(): Promise<Desk> {
    return (this.#asked.desk ??= this.#keep("desk", ask(api.GET("/desk")), (desk) => (this.desk = desk)));
  }

  /** The category of this id, when the model is there. */
  category(id: number): Category | undefined {
    return this.model?.categories.find((category) => category.id === id);
  }

  #again(what: "model" | "desk"): void {
    if (!this.#asked[what]) return;
    delete this.#asked[what];
    (what === "model" ? this.loadModel() : this.loadDesk()).catch(() => undefined);
  }

  /** A failed question is asked again the next time. */
  async #keep<T>(what: "model" | "desk", asked: Promise<T>, set: (value: T) => void): Promise<T> {
    try {
      const value = await asked;
      set(value);
      return value;
    } catch (thrown) {
      delete this.#asked[what];
      throw thrown;
    }
  }
}

export const known = new Known();
