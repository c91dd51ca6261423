// The part of the small desk in memory that administrators change, and that registers calls. Like the rest of it: for
// looking at screens, and never part of the build.

import type { components } from "../src/api/schema";
import { groups, model, persons, tickets, timelines, users } from "./desk";

type S = components["schemas"];
type Body = Record<string, any>;
type Answer = [status: number, body?: unknown];

const now = () => new Date().toISOString();
const path = (unit: S["Unit"]): string[] => [...(parentOf(unit) ? path(parentOf(unit)!) : []), unit.name];
const parentOf = (unit: S["Unit"]) => units.find(({ id }) => id === unit.parent);

const units: S["Unit"][] = [
  [1, null, "Casa Matriz", "CL"],
  [2, 1, "Finanzas", null],
  [3, 2, "Tesorería", null],
  [4, 1, "Comercial", null],
  [5, 1, "Personas", null],
  [6, null, "Sucursal Valdivia", "CL"],
  [7, 6, "Cajas y mesón de atención a público", null],
  [8, null, "Sucursal Lima", "PE"],
].map(([id, parent, name, country]) => ({
  id: Number(id),
  version: 1,
  parent: parent as number | null,
  name: String(name),
  path: [],
  country: country as string | null,
  active: true,
  children: 0,
  persons: 3 * Number(id),
}));
const unitRows = () =>
  units.map((unit) => ({
    ...unit,
    path: path(unit),
    children: units.filter(({ parent }) => parent === unit.id).length,
  }));

const tokens: S["Token"][] = [
  {
    id: 1,
    name: "Monitoreo de red",
    role: "agent",
    scope: "write",
    created_at: now(),
    expires_at: null,
    revoked_at: null,
    created_by: 1,
    valid: true,
  },
];
let mail: S["MailSetup"] = {
  host: "",
  port: 587,
  security: "starttls",
  username: null,
  password_set: false,
  from_address: "",
  from_name: null,
  version: 1,
  missing: ["host", "from_address"],
};
const outbox: S["OutgoingMail"][] = [
  ["failed", "replied", "550 5.1.1 <ana.rojas@canelos.example>: Recipient address rejected: mailbox full"],
  ["queued", "opened", "421 4.7.0 Try again later, closing connection"],
  ["sent", "solved", null],
  ["unknown", "replied", "connection closed before the answer to DATA"],
].map(([state, kind, said], index) => ({
  id: index + 1,
  kind: kind as S["NoticeKind"],
  ticket: 18342,
  to: { name: "Ana Rojas Fuentes", address: "ana.rojas@canelos.example" },
  state: state as S["MailState"],
  attempts: index + 1,
  created_at: now(),
  next_attempt_at: state === "queued" ? now() : null,
  sent_at: state === "sent" ? now() : null,
  last_error: said as string | null,
}));
const settings = {
  name: "Mesa Canelos",
  language: "es" as S["Language"],
  time_zone: "America/Santiago",
  country: "CL",
  public_url: null as string | null,
  version: 1,
};

const list = (items: unknown[]): Answer => [200, { items, next: null }];
const invalid = (field: string, code: string): Answer => [
  422,
  { type: "", title: code, status: 422, code: "invalid", detail: code, errors: [{ field, code }] },
];
/** Puts a row in its list, new or in the place of the one it had. */
function save<T extends { id: number; version: number }>(rows: T[], id: number | undefined, given: object): Answer {
  const old = rows.find((row) => row.id === id);
  const row = { ...old, ...given, id: id ?? rows.length + 100, version: (old?.version ?? 0) + 1 } as T;
  if (old) rows[rows.indexOf(old)] = row;
  else rows.push(row);
  return [old ? 200 : 201, row];
}

function savePerson(id: number | undefined, body: Body): Answer {
  if (!body.name) return invalid("name", "required");
  const bad = (body.phones ?? []).findIndex((phone: string) => phone.replace(/\D/g, "").length < 3);
  if (bad >= 0) return invalid(`phones.${bad}`, "not_a_phone");
  const unit = unitRows().find((row) => row.id === body.unit);
  return save(persons, id, {
    title: null,
    notes: null,
    vip: false,
    active: true,
    language: null,
    open_tickets: 0,
    ...body,
    emails: body.emails ?? [],
    phones: (body.phones ?? []).map((phone: string) => ({
      e164: `+56${phone.replace(/\D/g, "")}`,
      display: `+56 ${phone}`,
    })),
    unit: unit ? { id: unit.id, name: unit.name, path: unit.path } : null,
  });
}

function openTicket(body: Body, me: S["User"]): Answer {
  const like = [...tickets.values()][0]!;
  const number = Math.max(...tickets.keys()) + 1;
  const person = persons.find(({ id }) => id === body.requester?.id);
  const group = groups.find(({ id }) => id === body.group) ?? groups[0]!;
  const category = model.categories.find(({ id }) => id === body.category);
  if (!person) return invalid("requester", "unknown");
  tickets.set(number, {
    ...like,
    number,
    version: 1,
    subject: body.subject,
    description: body.description ?? null,
    description_html: null,
    channel: body.channel,
    state: body.solution ? "resolved" : "new",
    requester: { id: person.id, name: person.name, vip: person.vip, unit: person.unit },
    group: { id: group.id, name: group.name },
    level: group.level,
    assignee: body.group ? null : { id: me.id, name: me.name },
    category: category ? { id: category.id, path: category.path } : null,
    opened_at: now(),
    updated_at: now(),
    on_line: body.solution ? true : null,
  });
  timelines.set(number, []);
  return [201, tickets.get(number)];
}

function changeModel(what: string, id: number, body: Body): Answer {
  if (what === "categories") {
    const parent = model.categories.find((category) => category.id === body.parent);
    const category = { ...body, path: [...(parent?.path ?? []), body.name] } as S["Category"];
    if (!body.name) return invalid("name", "required");
    if (id) Object.assign(model.categories.find((row) => row.id === id) ?? {}, category);
    else model.categories.push({ ...category, id: model.categories.length + 100 });
  } else Object.assign(model, body);
  model.version += 1;
  return [200, model];
}

/** The answer to what concerns administration or a new case; nothing for the rest. */
export function administer(
  method: string,
  at: string,
  query: URLSearchParams,
  body: Body,
  me: S["User"],
): Answer | undefined {
  const [, resource = "", rest = "", third = ""] = at.split("/");
  const id = Number(rest) || undefined;
  const writes = method === "POST" || method === "PUT";
  if (resource === "tickets" && method === "POST" && !rest) return openTicket(body, me);
  if (resource === "persons" && writes) return savePerson(id, body);
  if (resource === "users" && writes && !third)
    return save(users, id, { groups: [], away: null, open_tickets: 0, ...body });
  if (resource === "users" && third === "away")
    return save(users, id, { away: body.away ? { until: body.until } : null });
  if (resource === "groups" && writes) {
    const members = body.members.map((n: number) => ({
      id: n,
      name: users.find((u) => u.id === n)?.name ?? "",
      away: false,
    }));
    return save(groups, id, { open_tickets: 0, ...body, members });
  }
  if (resource === "units") {
    if (writes) return save(units, id, body);
    const one = unitRows().find((unit) => unit.id === id);
    if (one) return [200, one];
    const words = (query.get("q") ?? "").toLowerCase();
    const parent = query.has("parent") ? Number(query.get("parent")) : null;
    return list(
      unitRows().filter((unit) => (words ? unit.name.toLowerCase().includes(words) : unit.parent === parent)),
    );
  }
  if (resource === "model" && writes && rest !== "preview") return changeModel(rest, Number(third), body);
  if (resource === "desk") return [200, { settings: Object.assign(settings, body), model_version: model.version }];
  if (resource === "tokens") {
    if (method === "DELETE")
      return (Object.assign(tokens.find((row) => row.id === id) ?? {}, { revoked_at: now(), valid: false }), [204]);
    if (method === "GET") return [200, tokens];
    const token = {
      expires_at: null,
      ...body,
      id: tokens.length + 1,
      created_at: now(),
      revoked_at: null,
      created_by: 1,
      valid: true,
    };
    tokens.push(token as unknown as S["Token"]);
    return [201, { token, secret: "vt_3q9Yk1sT0mB7xPz4LwRc8HdNfQ2vJgUa6eXi5oCt" }];
  }
  if (resource === "mail" && rest === "settings") {
    if (writes) {
      const missing = ["host", "from_address"].filter((field) => !body[field]);
      mail = {
        ...mail,
        ...body,
        password_set: body.password ? true : mail.password_set,
        missing,
        version: mail.version + 1,
      };
    }
    return [200, mail];
  }
  if (resource === "mail" && rest === "test") return [200, { ok: false, reply: "535 5.7.8 Authentication failed" }];
  if (resource === "mail" && third)
    return (((outbox.find((row) => row.id === Number(third)) ?? outbox[0]!).state = "queued"), [200, outbox[0]]);
  if (resource === "mail") {
    const counts = { sending: 0, queued: 1, sent: 1, failed: 1, cancelled: 0, unknown: 1 };
    return [200, { items: outbox.filter(({ state }) => state === query.get("state")), next: null, counts }];
  }
  if (resource === "sessions") {
    const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    const chrome =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    const session = { created_at: now(), last_seen_at: now() };
    if (method === "DELETE") return [204];
    return [
      200,
      [
        { ...session, id: "a", user_agent: firefox, current: true },
        { ...session, id: "b", user_agent: chrome, current: false },
      ],
    ];
  }
  if (at === "/me/password") return [204];
  return undefined;
}
