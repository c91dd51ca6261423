// Files that go with what is being written: on their way, arrived, or refused.

import { api } from "../api/client";
import { asProblem, fieldErrors, problemWords, type Problem } from "../api/problem";
import { t } from "../lib/i18n.svelte";
import { limits } from "./limits.svelte";
import { fileSize } from "./size";
import { upload } from "./upload";

/** A file that has arrived, as a draft keeps it. */
export interface KeptFile {
  id: string;
  name: string;
  size: number;
}

export interface AttachedItem {
  readonly key: number;
  name: string;
  readonly size: number;
  /** The part that has left, from 0 to 1. */
  part: number;
  /** The upload, once it has arrived. */
  id: string | undefined;
  /** Why it cannot go along. */
  trouble: string | undefined;
}

export class Attaching {
  items = $state<AttachedItem[]>([]);
  /** What happened last, for who does not see it. */
  said = $state("");
  readonly #changed: () => void;
  readonly #stops = new Map<number, AbortController>();
  #last = 0;
  /** One after the other: the first is there soonest, and none starves another. */
  #line: Promise<void> = Promise.resolve();

  constructor(kept: readonly KeptFile[] | undefined, changed: () => void) {
    this.#changed = changed;
    this.items = (kept ?? []).map((file) => this.#item(file.name, file.size, file.id));
  }

  get any(): boolean {
    return this.items.length > 0;
  }

  get ids(): string[] {
    return this.items.flatMap(({ id }) => (id === undefined ? [] : [id]));
  }

  /** What a draft keeps. */
  get kept(): KeptFile[] {
    return this.items.flatMap(({ id, name, size, trouble }) =>
      id === undefined || trouble !== undefined ? [] : [{ id, name, size }],
    );
  }

  /** Why nothing can be sent yet. */
  get why(): string | undefined {
    if (this.items.some(({ trouble }) => trouble !== undefined)) return t("files-remove-first");
    if (this.items.some(({ id }) => id === undefined)) return t("files-on-their-way");
    return undefined;
  }

  take(files: Iterable<File>): void {
    for (const file of files) {
      const item = this.#add(this.#item(file.name, file.size, undefined));
      if (this.items.length > limits.files) this.#refuse(item, t("files-too-many", { max: limits.files }));
      else if (file.size > limits.bytes) this.#refuse(item, t("files-too-large", { size: fileSize(limits.bytes) }));
      else this.#line = this.#line.then(() => this.#send(item, file));
    }
  }

  /** Files from the clipboard. Where words came along, such as from a text processor, the words are meant. */
  readonly paste = (event: ClipboardEvent): void => {
    const data = event.clipboardData;
    if (!data || data.files.length === 0 || data.types.includes("text/plain")) return;
    event.preventDefault();
    this.take(data.files);
  };

  readonly dragover = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };

  readonly drop = (event: DragEvent): void => {
    const files = event.dataTransfer?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    this.take(files);
  };

  remove(item: AttachedItem): void {
    this.#stops.get(item.key)?.abort();
    this.items = this.items.filter(({ key }) => key !== item.key);
    this.said = t("files-removed", { name: item.name });
    // Should this fail, it vanishes by itself after a day.
    if (item.id !== undefined) void api.DELETE("/uploads/{id}", { params: { path: { id: item.id } } }).catch(() => {});
    this.#changed();
  }

  /** They belong to something now, or are not wanted any more. */
  clear(): void {
    this.#stops.forEach((stop) => stop.abort());
    this.items = [];
    this.said = "";
  }

  /** Shows beside each file what the desk said of it; whether it spoke of any. */
  blame(problem: Problem): boolean {
    let any = false;
    for (const field of Object.keys(fieldErrors(problem))) {
      const item = this.items[Number(/^attachments\.(\d+)$/.exec(field)?.[1] ?? Number.NaN)];
      if (!item) continue;
      item.trouble = t("files-gone");
      item.id = undefined;
      any = true;
    }
    return any;
  }

  #item(name: string, size: number, id: string | undefined): AttachedItem {
    return { key: ++this.#last, name, size, part: 0, id, trouble: undefined };
  }

  /** Adds an item; gives it as it is watched. */
  #add(item: AttachedItem): AttachedItem {
    this.items.push(item);
    return this.items.at(-1) ?? item;
  }

  #refuse(item: AttachedItem, trouble: string): void {
    item.trouble = trouble;
    this.said = `${item.name}: ${trouble}`;
  }

  async #send(item: AttachedItem, file: File): Promise<void> {
    // It may have been removed while it waited.
    if (!this.items.some(({ key }) => key === item.key)) return;
    const stop = new AbortController();
    this.#stops.set(item.key, stop);
    try {
      const { id, name } = await upload(file, (part) => (item.part = part), stop.signal);
      item.name = name;
      item.id = id;
      this.said = t("files-arrived", { name });
      this.#changed();
    } catch (thrown) {
      if (!stop.signal.aborted) this.#refuse(item, problemWords(asProblem(thrown)));
    }
    this.#stops.delete(item.key);
  }
}
