// Small things about text: folding, marking what was typed, initials.

/** Without accents and case: how people search. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words of a folded text, parted by whatever is neither letter nor digit. */
function wordsOf(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ")}`;
}

/** Whether every word typed begins a word of `text`. "Wi-Fi" is found by "wi-fi", "wi fi", "fi" and "wifi". */
export function matches(text: string, typed: string): boolean {
  const words = folded(text);
  const begins = wordsOf(words) + wordsOf(words.replace(/(?<=[\p{L}\p{N}])[-.'’](?=[\p{L}\p{N}])/gu, ""));
  return wordsOf(folded(typed))
    .split(" ")
    .filter(Boolean)
    .every((word) => begins.includes(` ${word}`));
}

export interface Piece {
  text: string;
  hit: boolean;
}

/** `text` in pieces; those that begin a word as it was typed are hits. */
export function marked(text: string, typed: string): Piece[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const pieces: Piece[] = [];
  for (const part of text.split(/(?<=[^\p{L}\p{N}\p{M}])(?=[\p{L}\p{N}])/u)) {
    const hit = words.find((word) => folded(part).startsWith(word));
    // Folding keeps the count of letters of composed text, so that the cut falls at the same place.
    const cut = hit ? hit.length : 0;
    if (cut > 0) pieces.push({ text: part.slice(0, cut), hit: true });
    if (cut < part.length) pieces.push({ text: part.slice(cut), hit: false });
  }
  return pieces;
}

/** "Ana Rojas Fuentes" as "AR". */
export function initials(name: string): string {
  const letters = name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => word.charAt(0));
  return letters.slice(0, 2).join("").toLocaleUpperCase();
}

/** Words that belong to the one after them. */
const PARTICLES = new Set(["de", "del", "la", "las", "los", "da", "das", "do", "dos", "e", "y", "van", "von"]);

/**
 * The name by which somebody is spoken of in a short line: "Ana Rojas Fuentes" as "Ana Rojas", and of four words, two
 * given names and two of the family, "Carla Andrea Barrientos López" as "Carla Barrientos".
 */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.some((word) => PARTICLES.has(word.toLocaleLowerCase()))) {
    return words.length > 2 && PARTICLES.has((words[1] ?? "").toLocaleLowerCase())
      ? (words[0] ?? name)
      : words.slice(0, 2).join(" ");
  }
  return (words.length > 3 ? [words[0], words[2]] : words.slice(0, 2)).join(" ");
}

/** The first name, where there is no room for more. */
export function givenName(name: string): string {
  return name.split(/\s+/)[0] ?? name;
}
