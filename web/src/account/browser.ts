// A browser by the name that people know it by, out of the long line that it sends.

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** "Firefox, Linux"; the first word of an unknown line; nothing when there is none. */
export function browserName(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined;
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = find(BROWSERS);
  if (!browser) return userAgent.split(/[ /]/)[0];
  return [browser, find(SYSTEMS)].filter(Boolean).join(", ");
}
