// Light, dark, or as the system has it; and how dense lists are. Both are kept in the browser, so that they are
// there before the account is known.

import type { Theme } from "../api/types";

export type Density = "dense" | "roomy";

export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  keep("theme", theme);
}

export function keptTheme(): Theme {
  const theme = kept("theme");
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function keptDensity(): Density {
  return kept("density") === "roomy" ? "roomy" : "dense";
}

export function keepDensity(density: Density): void {
  keep("density", density);
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}
