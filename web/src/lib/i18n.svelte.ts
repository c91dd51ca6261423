// Words: Fluent over the catalogues that the server uses too. One language is loaded; Spanish comes first.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import type { Language } from "../api/types";

const LOCALES: Record<Language, string> = { es: "es-CL", en: "en", pt: "pt-BR" };

const catalogues: Record<Language, () => Promise<{ default: string }>> = {
  es: () => import("catalogue:es"),
  en: () => import("catalogue:en"),
  pt: () => import("catalogue:pt"),
};

class Words {
  language = $state<Language>("es");
  bundle = $state.raw<FluentBundle | undefined>(undefined);

  /** The locale for dates and numbers. */
  get locale(): string {
    return LOCALES[this.language];
  }
}

export const words = new Words();

/** Loads a language and shows everything in it. */
export async function speak(language: Language): Promise<void> {
  if (words.bundle && words.language === language) return;
  const { default: text } = await catalogues[language]();
  words.bundle = bundleOf(language, text);
  words.language = language;
  document.documentElement.lang = LOCALES[language];
}

/** A bundle of one language, for the screens and for the tests. */
export function bundleOf(language: Language, text: string): FluentBundle {
  // The marks that isolate directions would be copied along with numbers and addresses; all three languages run one way.
  const bundle = new FluentBundle(LOCALES[language], { useIsolating: false });
  const errors = bundle.addResource(new FluentResource(text));
  for (const error of errors) console.error(error);
  return bundle;
}

export function has(id: string): boolean {
  return words.bundle?.hasMessage(id) ?? false;
}

/** The message of this id. A missing one shows its id: the tests refuse that. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  return formatted(words.bundle, id, args);
}

/** What says messages in another language than the screen does: for showing what others will read. */
export async function speaker(language: Language): Promise<typeof t> {
  const { default: text } = await catalogues[language]();
  const bundle = bundleOf(language, text);
  return (id, args) => formatted(bundle, id, args);
}

function formatted(bundle: FluentBundle | undefined, id: string, args?: Record<string, FluentVariable>): string {
  const pattern = bundle?.getMessage(id)?.value;
  if (!bundle || !pattern) return id;
  return bundle.formatPattern(pattern, args ?? null, []);
}

/** The word of a vocabulary of the API, for example `word("state", "in_progress")`. */
export function word(vocabulary: string, value: string): string {
  return t(`${vocabulary}-${value}`.replaceAll("_", "-"));
}

/** With a small first letter: the words of vocabularies are written as they stand alone. */
export function inside(text: string): string {
  return text.charAt(0).toLocaleLowerCase(words.locale) + text.slice(1);
}

/** The language of the browser, when we have it. */
export function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const language = tag.slice(0, 2);
    if (language in LOCALES) return language as Language;
  }
  return "es";
}
