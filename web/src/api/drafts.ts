// What somebody typed and did not send yet. It stays in the browser, apart for each user, until it is sent.

import { session } from "./session.svelte";

/** Days after which a forgotten draft is thrown away. */
const DAYS = 30;
const PREFIX = "draft";

interface Kept<T> {
  at: number;
  value: T;
}

function keyOf(name: string): string {
  return `${PREFIX}/${session.me?.id ?? 0}/${name}`;
}

/** The draft of this name (for example `case/1042/reply`), or nothing. */
export function readDraft<T>(name: string): Kept<T> | undefined {
  try {
    const text = localStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as Kept<T>);
  } catch {
    return undefined;
  }
}

/** Keeps a draft. A browser without room keeps nothing, and typing goes on. */
export function keepDraft<T>(name: string, value: T, now: number): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify({ at: now, value } satisfies Kept<T>));
  } catch {
    return;
  }
}

export function dropDraft(name: string): void {
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    return;
  }
}

/** Throws away what nobody came back to. */
export function sweepDrafts(now: number): void {
  const before = now - DAYS * 86_400_000;
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(`${PREFIX}/`)) continue;
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as { at?: number };
      if ((kept.at ?? 0) < before) localStorage.removeItem(key);
    }
  } catch {
    return;
  }
}
