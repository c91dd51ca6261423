// @ts-nocheck: shapes of before the API was described; goes when nobody needs it.
// Answers the API out of the small desk in memory, while a developer looks at screens and no server runs.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import type { components } from "../src/api/schema";
import { administer } from "./administration";
import { groups, happen, isOpen, model, persons, tickets, timelines, users, withActions } from "./desk";

type S = components["schemas"];
// What was sent is believed: this is no server.
type Body = Record<string, any>;
type Answer = [status: number, body?: unknown];

let me: S["User"] | undefined = users[0];
let preferences: S["Preferences"] = { language: null, time_zone: null, theme: null, single_keys: null };
const listeners = new Set<ServerResponse>();
let heard = 0;

function account(): S["Me"] {
  const user = me!;
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    roles: user.roles,
    person: null,
    away: null,
    version: 1,
    groups: groups
      .filter((g) => g.members.some((m) => m.id === user.id))
      .map(({ id, name, level }) => ({ id, name, level })),
    preferences,
    effective: {
      language: preferences.language ?? "es",
      time_zone: preferences.time_zone ?? "America/Santiago",
      theme: preferences.theme ?? "system",
      single_keys: preferences.single_keys ?? true,
    },
  };
}

function tell(number: number, version: number) {
  heard += 1;
  const data = JSON.stringify({ tickets: [{ number, version }], counts: true, others: [] });
  for (const listener of listeners) listener.write(`event: changes\nid: ${heard}\ndata: ${data}\n\n`);
}

const problem = (status: number, code: string, more: object = {}): Answer => [
  status,
  { type: `/docs/problems#${code}`, title: code, status, code, detail: code, ...more },
];
const page = (items: unknown[], query: URLSearchParams): Answer => {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  return [
    200,
    { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null },
  ];
};

function listed(query: URLSearchParams): S["Ticket"][] {
  const user = me!;
  const order: Record<string, number> = { critical: 0, high: 1, medium: 2, low: 3 };
  const sort = query.get("sort") ?? "-updated";
  return [...tickets.values()]
    .filter((ticket) => {
      const states = query.getAll("status");
      if (states.length > 0 && !states.includes(ticket.state) && !(states.includes("open") && isOpen(ticket)))
        return false;
      const assignee = query.get("assignee");
      if (assignee === "me" && ticket.assignee?.id !== user.id) return false;
      if (assignee === "none" && ticket.assignee) return false;
      if (query.get("group") === "mine" && !user.groups.some((g) => g.id === ticket.group?.id)) return false;
      if (query.get("following") && !ticket.following) return false;
      if (query.get("solved") && ticket.state !== "resolved") return false;
      const requester = query.get("requester");
      return !requester || ticket.requester.id === Number(requester);
    })
    .sort((a, b) =>
      sort === "priority"
        ? (order[a.priority] ?? 0) - (order[b.priority] ?? 0)
        : sort.endsWith("number")
          ? sort[0] === "-"
            ? b.number - a.number
            : a.number - b.number
          : (sort[0] === "-" ? 1 : -1) * b.updated_at.localeCompare(a.updated_at),
    );
}

function act(ticket: S["Ticket"], action: string, body: Body): void {
  const actor = { kind: "user" as const, id: me!.id, name: me!.name };
  const fact = (more: S["Fact"]) => happen(ticket, actor, { type: "fact", fact: more });
  const named = (list: readonly { id: number; name: string }[], id: unknown) => {
    const found = list.find((one) => one.id === id);
    return found ? { id: found.id, name: found.name } : null;
  };
  if (action === "take" || action === "assign") {
    ticket.assignee = action === "take" ? { id: me!.id, name: me!.name } : named(users, body.assignee);
    if (action === "take") ticket.state = "in_progress";
    fact({
      event: "routed",
      how: action === "take" ? "taken" : ticket.assignee ? "assigned" : "released",
      group: ticket.group,
      assignee: ticket.assignee,
    });
  } else if (action === "pass") {
    ticket.group = named(groups, body.group);
    ticket.level = groups.find((g) => g.id === body.group)?.level ?? "second";
    ticket.assignee = named(users, body.assignee);
    ticket.state = "new";
    fact({ event: "routed", how: "passed", group: ticket.group, level: ticket.level, assignee: ticket.assignee });
    if (body.note) happen(ticket, actor, { type: "note", note: written(String(body.note)) });
    if (body.reply)
      happen(ticket, actor, {
        type: "message",
        message: { ...written(String(body.reply)), channel: "mail", mail: { state: "queued", error: null } },
      });
  } else if (action === "wait") {
    ticket.state = "waiting";
    ticket.waiting = {
      on: body.on as unknown as S["WaitingFor"],
      until: (body.until as unknown as string) ?? null,
      since: new Date().toISOString(),
    };
    fact({ event: "waited", on: ticket.waiting.on, until: ticket.waiting.until, reason: body.reason });
  } else if (action === "resume" || action === "reopen") {
    ticket.state = "in_progress";
    ticket.waiting = ticket.resolution = null;
    fact({ event: action === "resume" ? "resumed" : "reopened", reason: body.reason });
  } else if (action === "resolve") {
    const code_name = model.solution_codes.find(({ code }) => code === body.code)?.name ?? "";
    const at = new Date().toISOString();
    ticket.state = "resolved";
    ticket.resolved_at = at;
    ticket.resolution = {
      text: body.text,
      html: `<p>${String(body.text)}</p>`,
      code: body.code,
      code_name,
      by: actor,
      at,
      on_line: false,
      close_at: at,
      reopen_until: at,
    };
    fact({ event: "resolved", text: body.text, code_name, on_line: false });
  } else if (action === "close" || action === "cancel") {
    ticket.state = action === "close" ? "closed" : "cancelled";
    fact({ event: action === "close" ? "closed" : "cancelled", reason: body.reason });
  } else if (action === "priority") {
    ticket.priority = (body.priority as unknown as S["Priority"] | null) ?? ticket.matrix_priority;
    ticket.override = body.priority ? { reason: body.reason, by: actor, at: new Date().toISOString() } : null;
    fact({ event: "prioritised", priority: ticket.priority, reason: body.reason });
  } else if (action === "on-line" && ticket.resolution) {
    ticket.on_line = ticket.resolution.on_line = Boolean(body.on_line);
    fact({ event: "on_line_corrected", on_line: ticket.on_line, reason: body.reason });
  } else if (action === "follow") {
    ticket.following = Boolean(body.follows);
    fact({ event: "followed", follows: ticket.following });
  }
}

const written = (text: string) => ({
  author: { side: "desk" as const, id: me!.id, name: me!.name },
  text,
  html: `<p>${text.replaceAll("<", "&lt;")}</p>`,
});

function answer(method: string, path: string, query: URLSearchParams, body: Body): Answer {
  if (path === "/about")
    return [
      200,
      {
        name: "Mesa Canelos",
        language: "es",
        time_zone: "America/Santiago",
        version: "0.1.0",
        set_up: true,
        demo: true,
        demo_users: users.map(({ id, name, roles }) => ({ id, name, roles })),
      },
    ];
  if (method === "POST" && (path === "/session" || path === "/demo/enter")) {
    me = users.find((user) => user.id === body.user || user.email === body.email);
    return me ? [200, account()] : problem(401, "unauthenticated");
  }
  if (method === "DELETE" && path === "/session") return ((me = undefined), [204]);
  if (!me) return problem(401, "unauthenticated");
  const administered = administer(method, path, query, body, me);
  if (administered) return administered;
  if (path === "/me") return [200, account()];
  if (path === "/me/preferences") return ((preferences = { ...preferences, ...body }), [200, account()]);
  if (path === "/desk")
    return [
      200,
      {
        settings: {
          name: "Mesa Canelos",
          language: "es",
          time_zone: "America/Santiago",
          country: "CL",
          public_url: null,
          version: 1,
        },
        model_version: 7,
      },
    ];
  if (path === "/model") return [200, model];
  if (path === "/model/preview")
    return [
      200,
      {
        kind: "incident",
        impact: "person",
        urgency: "medium",
        priority: "medium",
        group: { id: 2, name: "Redes y telefonía" },
        level: "second",
      },
    ];
  const words = (query.get("q") ?? "").toLowerCase();
  const found = (text: string) => text.toLowerCase().includes(words);
  if (path === "/persons")
    return page(
      persons
        .filter((p) => found(`${p.name} ${p.emails[0]} ${p.phones[0]?.e164}`))
        .map((p) => ({ ...p, matched: { field: "name", value: p.name } })),
      query,
    );
  if (path === "/groups")
    return page(
      groups.filter((g) => found(g.name)),
      query,
    );
  if (path === "/users")
    return page(
      users.filter((u) => found(u.name)),
      query,
    );
  const one = /^\/(persons|groups|users)\/(\d+)$/.exec(path);
  if (one) {
    const item = { persons, groups, users }[one[1] as "persons"].find(({ id }) => id === Number(one[2]));
    return item ? [200, item] : problem(404, "not_found");
  }
  const of = /^\/persons\/(\d+)\/tickets$/.exec(path);
  if (of)
    return page(
      [...tickets.values()].filter((ticket) => ticket.requester.id === Number(of[1])),
      query,
    );
  if (path === "/tickets" && method === "GET") return page(listed(query), query);
  if (path === "/tickets/counts") {
    const count = (text: string) => listed(new URLSearchParams(text)).length;
    return [
      200,
      {
        mine: count("assignee=me&status=open"),
        groups: count("group=mine&status=open"),
        unassigned: count("assignee=none&status=open"),
        waiting: count("status=waiting"),
        following: count("following=me&status=open"),
        solved_today: count("solved=today"),
        all: count("status=open"),
      },
    ];
  }
  const [, number, what] = /^\/tickets\/(\d+)(?:\/([a-z-]+))?$/.exec(path) ?? [];
  const ticket = tickets.get(Number(number));
  if (!ticket) return problem(404, "not_found");
  if (!what && method === "GET") return [200, withActions(ticket, me.id)];
  if (what === "timeline") {
    const all = [...(timelines.get(ticket.number) ?? [])].reverse();
    const [, { items, next }] = page(all, query) as [number, { items: S["TimelineItem"][]; next: string | null }];
    return [200, { items: items.reverse(), next }];
  }
  const actor = { kind: "user" as const, id: me.id, name: me.name };
  let made: unknown;
  if (what === "messages")
    made = happen(ticket, actor, {
      type: "message",
      message: { ...written(String(body.text)), channel: "mail", mail: { state: "queued", error: null } },
    });
  else if (what === "notes") made = happen(ticket, actor, { type: "note", note: written(String(body.text)) });
  else if (what) act(ticket, what, body);
  else {
    Object.assign(ticket, body.subject ? { subject: body.subject } : {});
    if (body.category)
      ticket.category = {
        id: body.category,
        path: model.categories.find(({ id }) => id === body.category)?.path ?? [],
      };
    happen(ticket, actor, {
      type: "fact",
      fact: {
        event: body.subject ? "edited" : "classified",
        category: ticket.category?.path,
        priority: ticket.priority,
      },
    });
  }
  tell(ticket.number, ticket.version);
  return [made ? 201 : 200, made ?? withActions(ticket, me.id)];
}

async function read(request: IncomingMessage): Promise<Body> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return (text ? JSON.parse(text) : {}) as Body;
}

export function pretend(): Plugin {
  return {
    name: "pretend",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use("/api/v1", (request, response) => {
        const url = new URL(request.url ?? "/", "http://desk");
        if (url.pathname === "/events") {
          response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
          response.write(`event: hello\nid: ${heard}\ndata: {}\n\n`);
          listeners.add(response);
          request.on("close", () => listeners.delete(response));
          return;
        }
        void read(request).then((body) => {
          const [status, content] = answer(request.method ?? "GET", url.pathname, url.searchParams, body);
          response.writeHead(status, {
            "Content-Type": status < 400 ? "application/json" : "application/problem+json",
          });
          response.end(content === undefined ? undefined : JSON.stringify(content));
        });
      });
    },
  };
}
