// The review of a survey's form: what the client said of it, and whether they agreed.

import { api, ask, ifMatch } from "../api/client";
import type { Survey, SurveyComment, SurveyReview } from "../api/types";

export class Reviewing {
  readonly id: number;
  #known = $state.raw<SurveyReview | undefined>(undefined);

  constructor(id: number) {
    this.id = id;
  }

  get known(): SurveyReview | undefined {
    return this.#known;
  }

  get #params() {
    return { path: { id: this.id } };
  }

  async load(): Promise<void> {
    this.#known = await ask(api.GET("/surveys/{id}/review", { params: this.#params }));
  }

  /** What was said of these: a question, or the whole (null). */
  about(which: (question: number | null) => boolean): SurveyComment[] {
    return this.#known?.comments.filter(({ question }) => which(question ?? null)) ?? [];
  }

  async say(question: number | null, text: string): Promise<void> {
    const body = { question, text };
    this.#known = await ask(api.POST("/surveys/{id}/review/comments", { params: this.#params, body }));
  }

  async settle(n: number, resolved: boolean): Promise<void> {
    const params = { path: { id: this.id, n } };
    this.#known = await ask(api.PUT("/surveys/{id}/review/comments/{n}", { params, body: { resolved } }));
  }

  async approve({ version }: Survey): Promise<void> {
    const params = { ...this.#params, header: ifMatch(version) };
    this.#known = await ask(api.POST("/surveys/{id}/review/approval", { params, body: { version } }));
  }

  /** Makes a link; its address is told this once. */
  async makeLink(): Promise<string | undefined> {
    const { address } = await ask(api.POST("/surveys/{id}/review/link", { params: this.#params }));
    await this.load();
    return address ?? undefined;
  }

  async endLink(): Promise<void> {
    await ask(api.DELETE("/surveys/{id}/review/link", { params: this.#params }));
    await this.load();
  }
}
