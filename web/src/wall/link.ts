// The link that opens the wall. What it opens with stands behind "#", which browsers send to no server.

import type { Theme } from "../api/types";

export function wallLink(secret: string, theme: Theme = "system"): string {
  const query = theme === "system" ? "" : `?theme=${theme}`;
  return `${location.origin}/wall${query}#token=${secret}`;
}
