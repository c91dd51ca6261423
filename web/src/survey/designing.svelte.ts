// A survey while it is designed: what was typed, what the desk says of it, and what was not saved yet.

import { tick } from "svelte";
import { api, ask, ifMatch } from "../api/client";
import { dropDraft, keepDraft, readDraft } from "../api/drafts";
import type { Language, Survey, SurveyForm, SurveyInput, SurveyPreview } from "../api/types";
import { Newest } from "../phone/newest";
import { LANGUAGES } from "../admin/languages";
import { type FormDraft, draftOf, formOf, highestId, newForm, speaks } from "./form";
import { faultsOf, read } from "./places";

interface Typed {
  name: string;
  active: boolean;
  form: FormDraft;
}

/** What stays in the browser until it is saved; `version`: the one that it was typed into. */
interface Kept extends Typed {
  version: number;
}

/** What the desk says of a form; `form` is the one that it was asked about. */
interface Looked {
  form: SurveyForm;
  preview: SurveyPreview;
}

export class Designing {
  readonly id: number;
  /** The survey as it was read or saved last. */
  base = $state.raw<Survey | undefined>(undefined);
  name = $state("");
  active = $state(true);
  form = $state<FormDraft>(newForm("es"));
  /** The language whose words are shown. */
  language = $state<Language>("es");
  /** The question that is open. */
  open = $state<number | undefined>(undefined);
  /** Whether what is shown was typed before, and not saved then. */
  recovered = $state(false);
  looked = $state.raw<Looked | undefined>(undefined);
  /** What keeps it from being published, as far as the desk was asked. */
  readonly faults = $derived(this.looked ? faultsOf(this.looked.preview.faults, this.looked.form) : []);
  /** The highest id that was given here. */
  #used = 0;
  /** What was read or saved last, as it would be sent. */
  #saved = $state("");
  readonly #newest: Newest<SurveyForm, SurveyPreview>;

  /** Languages that are not chosen any more and still have words: those go when it is saved. */
  readonly dropped = $derived(LANGUAGES.filter((one) => !this.form.languages.includes(one) && speaks(this.form, one)));

  readonly changed = $derived.by(() => this.base !== undefined && JSON.stringify(this.#input()) !== this.#saved);

  constructor(id: number) {
    this.id = id;
    this.#newest = new Newest<SurveyForm, SurveyPreview>(
      (body, signal) => ask(api.POST("/surveys/{id}/preview", { params: { path: { id } }, body, signal })),
      (form, preview) => (this.looked = { form, preview }),
      // What was said before stays until the next change.
      () => undefined,
    );
  }

  get #draft(): string {
    return `survey/${this.id}`;
  }

  #input(): SurveyInput {
    return { name: this.name.trim(), form: formOf(this.form), active: this.active };
  }

  /** What was typed, apart from what goes on being typed. */
  typed(): Typed {
    return { name: this.name, active: this.active, form: $state.snapshot(this.form) };
  }

  /** Shows the survey as it is now, or what was typed into it and not saved. */
  async read(): Promise<void> {
    this.#show(await ask(api.GET("/surveys/{id}", { params: { path: { id: this.id } } })));
    const kept = readDraft<Kept>(this.#draft)?.value;
    if (!kept || !this.base) return;
    this.take(kept);
    // Typed into an older version, it is saved against that one: so who was faster is told.
    this.base = { ...this.base, version: kept.version };
    this.recovered = this.changed;
  }

  /** Shows what somebody else saved, unless something is typed here. */
  async refresh(): Promise<void> {
    const survey = await ask(api.GET("/surveys/{id}", { params: { path: { id: this.id } } }));
    if (!this.changed && survey.version !== this.base?.version) this.#show(survey);
  }

  /** Takes in what changed beside the form, such as its link: what is typed goes on from there. */
  async renew(): Promise<void> {
    if (!this.changed) return this.refresh();
    const { version, link } = await ask(api.GET("/surveys/{id}", { params: { path: { id: this.id } } }));
    // Only what was changed here just now lies between the two: anything else is told when it is saved.
    if (this.base && version === this.base.version + 1) this.base = { ...this.base, version, link };
  }

  /** Shows the survey as it is now, whatever was typed. */
  async readAnew(): Promise<void> {
    dropDraft(this.#draft);
    await this.read();
  }

  #show(survey: Survey): void {
    this.base = survey;
    this.take({ name: survey.name, active: survey.active, form: draftOf(survey.form) });
    this.#used = Math.max(this.#used, survey.last_id);
    this.#saved = JSON.stringify(this.#input());
    this.recovered = false;
  }

  /** Shows this instead of what is there. */
  take({ name, active, form }: Typed): void {
    this.name = name;
    this.active = active;
    this.form = form;
    if (!form.languages.includes(this.language)) this.language = form.languages[0] ?? "es";
  }

  /** Keeps what was typed in this browser, and asks what the desk says of it. Reads everything, so that effects follow. */
  follow(now: number): void {
    if (!this.base) return;
    if (this.changed) keepDraft<Kept>(this.#draft, { ...this.typed(), version: this.base.version }, now);
    else dropDraft(this.#draft);
    this.#newest.ask(formOf($state.snapshot(this.form)));
  }

  drop(): void {
    this.#newest.drop();
  }

  async save(anyway: boolean): Promise<void> {
    if (!this.base) return;
    const header = anyway ? {} : ifMatch(this.base.version);
    const path = { id: this.id };
    const sent = this.typed();
    const survey = await ask(api.PUT("/surveys/{id}", { params: { path, header }, body: this.#input() }));
    const after = JSON.stringify(this.typed()) === JSON.stringify(sent);
    const typed = this.typed();
    this.#show(survey);
    // What was typed while it was on its way is still to be saved.
    if (after) dropDraft(this.#draft);
    else this.take(typed);
  }

  async publish(): Promise<void> {
    if (!this.base) return;
    const params = { path: { id: this.id }, header: ifMatch(this.base.version) };
    this.#show(await ask(api.POST("/surveys/{id}/publish", { params })));
  }

  /** Whom it asks was changed apart from the form: what is typed into the form stays, and is saved against this version. */
  askingSaved({ version, asking }: Survey, over: number): void {
    if (this.base)
      this.base = { ...this.base, asking, version: this.base.version === over ? version : this.base.version };
  }

  /** Shows the field of a fault, and puts the focus there. */
  async goTo(place: string): Promise<void> {
    const { question, language } = read(place);
    if (language && this.form.languages.includes(language)) this.language = language;
    if (question !== undefined) this.open = question;
    await tick();
    // What has no field of its own is shown by what it is a part of.
    for (let at = place; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
      const part = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(at)}"]`);
      const field =
        part?.querySelector<HTMLElement>("input, textarea, select") ?? part?.querySelector<HTMLElement>("button");
      if (!field) continue;
      for (let hidden = field.closest("details"); hidden; hidden = hidden.parentElement?.closest("details") ?? null)
        hidden.open = true;
      // Clear of the lines that stay at the edges.
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
      return;
    }
  }

  /** An id for something new, and `more` behind it. */
  newId(more = 0): number {
    const id = Math.max(this.#used, highestId(this.form)) + 1;
    this.#used = id + more;
    return id;
  }

  /** Remembers the ids that there are before some of them go: they may come back. */
  keepIds(): void {
    this.#used = Math.max(this.#used, highestId(this.form));
  }
}
