// Words and look-ups of the audit trail.

import { api, ask } from "../api/client";
import { session } from "../api/session.svelte";
import type { AuditChange, AuditEntry } from "../api/types";
import { t, word } from "../lib/i18n.svelte";
import { matches } from "../lib/text";

const PAUSE = 120;
const MOST = 8;

/** Somebody whose doings can be asked for. */
export interface Doer {
  /** As the API takes it: `user:3`. */
  by: string;
  name: string;
}

/** Users and programs by name; those without a name when nothing is typed. */
export async function findDoers(typed: string, signal: AbortSignal): Promise<Doer[]> {
  if (typed) await new Promise((resume) => setTimeout(resume, PAUSE));
  if (signal.aborted) return [];
  const nameless = ["system", "setup", "nobody"].map((by) => ({ by, name: t(`audit-actor-${by}`) }));
  const query = typed ? { q: typed, limit: MOST } : { limit: MOST };
  const [users, tokens] = await Promise.all([
    ask(api.GET("/users", { params: { query }, signal })),
    ask(api.GET("/tokens", { params: { query }, signal })),
  ]);
  return [
    ...users.items.map(({ id, name }) => ({ by: `user:${id}`, name })),
    ...tokens.items.map(({ id, name }) => ({ by: `token:${id}`, name })),
    ...nameless.filter(({ name }) => matches(name, typed)),
  ].slice(0, 2 * MOST);
}

/** Who did it, as the API takes it. */
export function doerOf({ actor }: AuditEntry): Doer {
  return { by: actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`, name: doerName(actor) };
}

function doerName({ kind, name }: AuditEntry["actor"]): string {
  return name || t(`audit-actor-${kind}`);
}

/** What happened, without what it happened to. */
export function eventWords(entry: AuditEntry): string {
  if (entry.taken) return t(`audit-taken-${entry.taken}`);
  if (entry.on !== null) return t(entry.on ? "audit-second-step-on" : "audit-second-step-off");
  return t(`audit-event-${entry.event.replaceAll("_", "-")}`);
}

/** Why, with what, or how often: what else is to be said of it in a line. */
export function aside(entry: AuditEntry): string {
  const said = [
    entry.proved_by && t(`audit-proved-by-${entry.proved_by.replaceAll("_", "-")}`),
    entry.not_believed && t(`audit-not-believed-${entry.not_believed.replaceAll("_", "-")}`),
    entry.refused && t(`audit-refused-${entry.refused.replaceAll("_", "-")}`),
    entry.job && word("job-name", entry.job),
    entry.alarm && word("notice-kind", entry.alarm),
    entry.purpose && t(`audit-purpose-${entry.purpose}`),
    entry.sessions !== null && t("audit-sessions", { count: entry.sessions }),
    entry.times !== null && entry.times > 1 && t("audit-times", { count: entry.times }),
  ];
  return said.filter(Boolean).join(" · ");
}

/** Where from, in words: the way, and the address beside it. */
export function wayWords(entry: AuditEntry): string {
  if (entry.way) return t(`audit-way-${entry.way.replaceAll("_", "-")}`);
  return entry.actor.kind === "nobody" ? t("audit-way-several") : "";
}

export interface SubjectPlace {
  name: string;
  /** Where it is shown; some things have no page of their own. */
  href: string | undefined;
  /** As the API takes it. */
  about: string;
}

const PLACES: Partial<Record<string, string>> = {
  ticket: "/case/",
  user: "/admin/users/",
  person: "/admin/people/",
  group: "/admin/groups/",
  unit: "/admin/units/",
};
const PAGES: Partial<Record<string, string>> = {
  token: "/admin/tokens",
  settings: "/admin/desk",
  mail_settings: "/admin/mail",
  backup_settings: "/admin/backups",
  model: "/admin/categories",
};

/** What it is about, with its link. */
export function subjectOf({ subject }: AuditEntry): SubjectPlace | undefined {
  if (!subject) return undefined;
  const { kind, id } = subject;
  // Whoever administers and does not work on cases has no place where they are shown.
  const place = kind === "ticket" && !session.desk ? undefined : PLACES[kind];
  const number = String(id ?? "");
  return {
    name:
      kind === "ticket"
        ? t("audit-ticket", { number })
        : subject.name || t(`audit-subject-${kind.replaceAll("_", "-")}`),
    href: place ? `${place}${number}` : PAGES[kind],
    about: id === null ? kind : `${kind}:${number}`,
  };
}

/** The fields that have a name where they are edited; others are called as the API calls them. */
const FIELDS: Record<string, string> = {
  name: "admin-name",
  email: "admin-email",
  language: "admin-language",
  languages: "admin-languages",
  skills: "admin-skills",
  time_zone: "admin-desk-zone",
  country: "admin-desk-country",
  public_url: "admin-desk-url",
  second_step_roles: "admin-desk-second-step",
  host: "admin-mail-host",
  port: "admin-mail-port",
  security: "admin-mail-security",
  username: "admin-mail-username",
  from_address: "admin-mail-from-address",
  from_name: "admin-mail-from-name",
  trusted_certificates: "admin-mail-trusted",
  schedule: "admin-backups-schedule",
  folder: "admin-backups-folder",
  keep: "admin-backups-keep",
  roles: "admin-user-roles",
  role: "admin-token-role",
  scope: "admin-token-scope",
  expires_at: "admin-token-expires",
  members: "admin-group-members",
  level: "admin-group-level",
  open_to_all: "admin-group-open-short",
  title: "admin-person-title",
  emails: "admin-person-emails",
  phones: "admin-person-phones",
  unit: "admin-person-unit",
  notes: "admin-person-notes",
  parent: "admin-unit-parent",
  heads: "admin-unit-heads",
  categories: "admin-categories",
  matrix: "admin-matrix",
  active: "audit-field-active",
};

/** The vocabularies that the values of fields are of. */
const VOCABULARIES: Record<string, string> = {
  language: "language",
  languages: "language",
  second_step_roles: "role",
  roles: "role",
  role: "role",
  scope: "token-scope",
  security: "mail-security",
  level: "level",
};

/** The field of a change, in words; places in a list are not counted out. */
export function fieldWords({ field }: AuditChange): string {
  const [first = "", ...rest] = field.split(".");
  const name = FIELDS[first];
  const below = rest.filter((part) => !/^\d+$/.test(part));
  return [name ? t(name) : first, ...below].join(" · ");
}

/** A value of a change, in words. */
export function valueWords({ field }: AuditChange, value: string): string {
  if (value === "true" || value === "false") return t(`audit-value-${value}`);
  const vocabulary = VOCABULARIES[field.split(".")[0] ?? ""];
  return vocabulary ? word(vocabulary, value) : value;
}
