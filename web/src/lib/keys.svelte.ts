// Keys. A place says what its keys do while it is on the screen; the help under `?` lists what is there.
//
// Single letters work only outside fields and dialogs, and can be switched off in the preferences.
// "G" waits for a second letter ("g m"). With Ctrl ("ctrl+k") a key works everywhere.

import { untrack } from "svelte";
import { session } from "../api/session.svelte";

export interface Shortcut {
  /** "n", "/", "g m", "ctrl+k", "ctrl+enter", "escape", "arrowdown" */
  keys: string;
  /** What it does, in words; without words it is not listed. */
  does?: string;
  run: (event: KeyboardEvent) => void;
  /** Whether it works now; always, when left out. */
  when?: () => boolean;
}

/** How long "G" waits for its second letter, in milliseconds. */
const WAIT = 1200;

class Keys {
  list = $state.raw<readonly Shortcut[]>([]);
  #begun: { key: string; at: number } | undefined;

  /** Adds keys; the returned function takes them away. Later ones come first. */
  add(shortcuts: readonly Shortcut[]): () => void {
    // The effect that adds keys must not wake up because the list changed.
    this.list = [...shortcuts, ...untrack(() => this.list)];
    return () => {
      this.list = untrack(() => this.list).filter((shortcut) => !shortcuts.includes(shortcut));
    };
  }

  get singles(): boolean {
    return session.me?.effective.single_keys ?? true;
  }

  handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = nameOf(event);
    const chord = name.startsWith("ctrl+");
    if (!chord && (!this.singles || event.altKey || inField(event.target) || inDialog(event.target))) return;
    const begun = this.#begun && event.timeStamp - this.#begun.at < WAIT ? `${this.#begun.key} ${name}` : undefined;
    this.#begun = undefined;
    const wanted = (keys: string) => keys === (begun ?? name);
    const found = this.list.find(({ keys, when }) => wanted(keys) && (when?.() ?? true));
    if (found) {
      event.preventDefault();
      found.run(event);
    } else if (!begun && this.list.some(({ keys }) => keys.startsWith(`${name} `))) {
      this.#begun = { key: name, at: event.timeStamp };
    }
  };
}

export const keys = new Keys();

function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  return event.ctrlKey || event.metaKey ? `ctrl+${event.shiftKey ? "shift+" : ""}${key}` : key;
}

/** Whether typing goes into `target`. */
export function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("dialog[open], [popover]:popover-open") !== null;
}
