// How keys are written on buttons and in the help.

const SIGNS: Record<string, string> = {
  ctrl: "Ctrl",
  shift: "⇧",
  enter: "⏎",
  escape: "Esc",
  arrowdown: "↓",
  arrowup: "↑",
};

/** "ctrl+enter" as "Ctrl ⏎", "g m" as "G M". */
export function keysWords(keys: string): string {
  return keys
    .split(/[+ ]/)
    .map((key) => SIGNS[key] ?? key.toUpperCase())
    .join(" ");
}
