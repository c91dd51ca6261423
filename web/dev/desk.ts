// @ts-nocheck: shapes of before the API was described; goes when nobody needs it.
// A small desk in memory, for looking at screens while no server runs. Never part of the build.

import type { components } from "../src/api/schema";

type S = components["schemas"];
type Ticket = S["Ticket"];
type Item = S["TimelineItem"];

const MINUTE = 60_000;
const start = Date.now();
const ago = (minutes: number) => new Date(start - minutes * MINUTE).toISOString();

export const groups: S["Group"][] = [
  group(1, "Mesa de ayuda", "first", [1, 2, 5]),
  group(2, "Redes y telefonía", "second", [3, 4]),
  group(3, "Servidores y correo", "second", [4]),
  group(4, "Terreno Región Metropolitana", "second", []),
  group(5, "Proveedor ERP", "third", []),
];
const userNames = ["Camila Vergara", "Matías Oyarzún", "Diego Huenchumán", "Rocío Alarcón", "Tomás Inostroza"];
function group(id: number, name: string, level: S["Level"], members: number[]): S["Group"] {
  return {
    id,
    version: 1,
    name,
    level,
    members: members.map((n) => ({ id: n, name: "", away: n === 5 })),
    languages: ["es"],
    skills: [],
    open_to_all: id === 1,
    active: true,
    open_tickets: 3 * id,
  };
}
export const users: S["User"][] = userNames.map((name, index) => ({
  id: index + 1,
  version: 1,
  name,
  email: `${name.split(" ")[0]?.toLowerCase()}@canelos.example`,
  roles: index === 0 ? ["agent", "supervisor", "administrator"] : ["agent"],
  person: null,
  languages: ["es"],
  skills: [],
  active: true,
  away: index === 4 ? { until: new Date(start + 2 * 1440 * MINUTE).toISOString() } : null,
  groups: groups.filter((g) => g.members.some((m) => m.id === index + 1)).map(({ id, name: n }) => ({ id, name: n })),
  open_tickets: index + 3,
}));
for (const g of groups) for (const m of g.members) m.name = userNames[m.id - 1] ?? "";

export const persons: S["Person"][] = (
  [
    ["Ana Rojas Fuentes", "Jefa de tesorería", "Finanzas", true],
    ["Héctor Catalán", "Jefe de bodega", "Bodega Quilicura", false],
    ["María José Etcheverry Undurraga", "Analista de remuneraciones", "Personas", false],
    ["Luis Painemal", "Cajero", "Sucursal Valdivia", false],
    ["Carolina Bustos", "Ejecutiva", "Comercial", false],
    ["Jorge Villablanca", "Operador", "Planta Rancagua", false],
    ["Gloria Carrasco", "Asistente", "Finanzas", false],
    ["Nelson Aravena", "Bodeguero", "Bodega Quilicura", false],
    ["Daniela Sanhueza", "Ejecutiva de licitaciones", "Comercial", false],
    ["Patricio Órdenes", "Gerente general", "Gerencia General", true],
  ] as const
).map(([name, title, unit, vip], index) => ({
  id: index + 1,
  version: 1,
  name,
  title,
  emails: [`${name.split(" ").slice(0, 2).join(".").toLowerCase()}@canelos.example`],
  phones: [{ e164: `+5695550014${index}`, display: `+56 9 5550 014${index}` }],
  unit: { id: index + 1, name: unit, path: ["Casa Matriz", unit] },
  language: null,
  vip,
  notes: index === 0 ? "Prefiere el teléfono, de 9 a 13." : null,
  active: true,
  open_tickets: 2,
}));

export const model: S["Model"] = {
  version: 7,
  categories: [
    ["Correo", "Sin conexión", "incident", "team", "high", 3],
    ["Correo", "Casilla sin espacio", "request", "person", "low", 3],
    ["Correo", "Sincronización con el teléfono", "incident", "person", "medium", 1],
    ["Acceso", "Clave bloqueada", "incident", "person", "medium", 1],
    ["Acceso", "Carpeta compartida", "request", "person", "low", 1],
    ["Equipo", "Impresora", "incident", "person", "medium", 4],
    ["Equipo", "Notebook nuevo", "request", "person", "low", 4],
    ["ERP", "No abre", "incident", "site", "high", 5],
    ["Red", "VPN", "incident", "person", "medium", 2],
    ["Telefonía", "Anexo", "incident", "person", "low", 2],
  ].map(([parent, name, kind, impact, urgency, groupId], index) => ({
    id: index + 11,
    parent: 1,
    name: String(name),
    path: [String(parent), String(name)],
    active: true,
    kind: kind as S["Kind"],
    impact: impact as S["Impact"],
    urgency: urgency as S["Urgency"],
    group: Number(groupId),
    counts_for_on_line: true,
  })),
  matrix: [
    ["low", "medium", "high"],
    ["low", "medium", "high"],
    ["medium", "high", "critical"],
    ["medium", "high", "critical"],
  ],
  solution_codes: [
    ["fixed", "Configuración corregida"],
    ["workaround", "Solución provisoria"],
    ["explained", "Explicado al solicitante"],
    ["gone", "No se pudo reproducir"],
  ].map(([code = "", name = ""]) => ({ code, name, active: true })),
  close_after_days: 3,
  reopen_within_days: 14,
};

const subjects: [string, number, S["Priority"], S["State"], number | null, number, number][] = [
  ["ERP no deja emitir guías de despacho", 1, "critical", "in_progress", 0, 12, 7],
  ["Sin correo en el piso 3", 0, "high", "in_progress", 0, 9, 0],
  ["No abre la planilla de remuneraciones", 2, "high", "new", 0, 14, 4],
  ["Impresora del mesón no toma papel grueso", 3, "medium", "in_progress", 0, 45, 5],
  ["VPN se corta cada veinte minutos", 4, "medium", "in_progress", 0, 1500, 8],
  ["Clave de Windows bloqueada", 5, "medium", "in_progress", 0, 58, 3],
  ["Segundo monitor para practicante de tesorería", 6, "low", "in_progress", 0, 2000, 6],
  ["Lector de código de barras sin señal", 7, "medium", "waiting", 0, 2100, 5],
  ["Acceso a carpeta Licitaciones 2027", 8, "medium", "waiting", 0, 7000, 4],
  ["Traslado de puesto, piso 2 a piso 5", 9, "low", "waiting", 0, 8600, 9],
  ["Outlook pide la clave una y otra vez", 6, "medium", "new", null, 3, 0],
  ["Central no deriva al anexo 214", 9, "high", "new", null, 25, 9],
  ["No puedo entrar al portal de compras desde la casa", 8, "medium", "new", null, 31, 3],
  ["Teléfono de la recepción no suena", 2, "low", "in_progress", 2, 300, 9],
  ["Solicito instalación de lector de PDF", 5, "low", "resolved", 0, 70, 6],
];
export const tickets = new Map<number, Ticket>();
export const timelines = new Map<number, Item[]>();
let seq = 1000;

subjects.forEach(([subject, personIndex, priority, state, assignee, minutes, categoryIndex], index) => {
  const number = 18339 + index;
  const person = persons[personIndex]!;
  const category = model.categories[categoryIndex]!;
  const g = assignee === 2 ? groups[1]! : groups[0]!;
  const user = assignee === null ? null : users[assignee]!;
  const waits = (["third_party", "requester", "moment"] as const)[index % 3]!;
  tickets.set(number, {
    number,
    version: 3,
    subject,
    kind: category.kind!,
    channel: index % 3 ? "phone" : "mail",
    state,
    priority,
    waiting:
      state === "waiting"
        ? {
            on: waits,
            until: waits === "moment" ? new Date(start + 5 * 1440 * MINUTE).toISOString() : null,
            since: ago(5000),
          }
        : null,
    requester: {
      id: person.id,
      name: person.name,
      vip: person.vip,
      unit: { id: person.unit!.id, name: person.unit!.name },
    },
    group: { id: g.id, name: g.name },
    level: g.level,
    assignee: user && { id: user.id, name: user.name },
    category: { id: category.id, path: category.path },
    opened_at: ago(minutes + 80),
    updated_at: ago(minutes),
    resolved_at: state === "resolved" ? ago(minutes) : null,
    on_line: state === "resolved" ? true : null,
    description:
      "Desde las nueve nadie en el piso 3 recibe correo. Outlook pide la clave una y otra vez. En el teléfono sí llega. Hoy se paga a proveedores antes de las 13:00.",
    description_html:
      "<p>Desde las nueve nadie en el piso 3 recibe correo. Outlook pide la clave una y otra vez. En el teléfono sí llega. Hoy se paga a proveedores antes de las 13:00.</p>",
    affected: null,
    impact: category.impact!,
    urgency: category.urgency!,
    matrix_priority: priority,
    override: null,
    opened_by: { kind: "user", id: 1, name: userNames[0]! },
    resolution:
      state === "resolved"
        ? {
            text: "Se instaló el lector.",
            html: "<p>Se instaló el lector.</p>",
            code: "fixed",
            code_name: "Configuración corregida",
            by: { kind: "user", id: 1, name: userNames[0]! },
            at: ago(minutes),
            on_line: true,
            close_at: ago(-4000),
            reopen_until: ago(-20000),
          }
        : null,
    cancelled_reason: null,
    closed_at: null,
    sealed: false,
    reopened: 0,
    model: 7,
    followers: [{ id: 1, name: userNames[0]! }],
    following: true,
    messages: 3,
    actions: [],
  });
  const actor = { kind: "user" as const, id: 1, name: userNames[0]! };
  const opened = Date.parse(ago(minutes + 80));
  const at = (plus: number) => new Date(opened + plus * MINUTE).toISOString();
  const said = (side: "requester" | "desk", name: string, text: string) => ({
    author: { side, id: 1, name },
    text,
    html: `<p>${text}</p>`,
  });
  timelines.set(number, [
    { seq: (seq += 1), at: at(0), actor, type: "fact", fact: { event: "opened" } },
    {
      seq: (seq += 1),
      at: at(1),
      actor,
      type: "fact",
      fact: {
        event: "classified",
        category: category.path,
        impact: category.impact,
        urgency: category.urgency,
        kind: category.kind,
        priority,
      },
    },
    {
      seq: (seq += 1),
      at: at(2),
      actor,
      type: "fact",
      fact: { event: "routed", how: "taken", group: g, assignee: actor as S["Named"] },
    },
    {
      seq: (seq += 1),
      at: at(11),
      actor,
      type: "message",
      message: {
        ...said(
          "desk",
          userNames[0]!,
          `Buenos días: el servicio quedó sin conexión por un cambio en la red. Mientras se corrige, puede usar el correo web con su misma clave. Le avisamos apenas quede resuelto.`,
        ),
        channel: "mail",
        mail: index % 4 === 1 ? { state: "failed", error: "550 mailbox full" } : { state: "sent", error: null },
      },
    },
    {
      seq: (seq += 1),
      at: at(52),
      actor: { kind: "user", id: 2, name: userNames[1]! },
      type: "note",
      note: said(
        "desk",
        userNames[1]!,
        "El switch P3-02 perdió la VLAN 30 en el cambio de anoche. Diego tiene el respaldo de la configuración. Si no vuelve a las 10:45, conviene derivar a Redes.",
      ),
    },
    {
      seq: (seq += 1),
      at: at(70),
      actor,
      type: "fact",
      fact: { event: "prioritised", priority, reason: "Hoy se paga a proveedores" },
    },
    {
      seq: (seq += 1),
      at: at(80),
      actor: { kind: "person", id: person.id, name: person.name },
      type: "message",
      message: {
        ...said(
          "requester",
          person.name,
          "Gracias. El correo web funciona, pero no me deja adjuntar la nómina de pagos: dice que supera el límite. ¿Alcanza a estar antes de las 12?",
        ),
        channel: "mail",
        mail: null,
      },
    },
  ]);
});

const OPEN = new Set(["new", "in_progress", "waiting"]);
export const isOpen = (ticket: Ticket) => OPEN.has(ticket.state);

const ALL: S["Action"][] = [
  "edit",
  "set_priority",
  "take",
  "assign",
  "pass",
  "wait",
  "resume",
  "resolve",
  "correct_on_line",
  "reopen",
  "close",
  "cancel",
  "reply",
  "note",
  "follow",
];
export function withActions(ticket: Ticket, me: number): Ticket {
  const done = ticket.state === "resolved" || ticket.state === "closed";
  const why = (action: S["Action"]): S["WhyNot"] | null => {
    if (action === "note" || action === "follow" || (action === "reply" && ticket.state !== "cancelled")) return null;
    if (action === "correct_on_line") return done ? (ticket.level === "first" ? null : "not_on_line") : "state";
    if (action === "reopen") return done ? null : "state";
    if (action === "close") return ticket.state === "resolved" ? null : "state";
    if (action === "resume") return ticket.state === "waiting" ? null : "state";
    if (!isOpen(ticket)) return "state";
    if (action === "take" && ticket.assignee?.id === me) return "already_theirs";
    if (action === "take" && !groups.find((g) => g.id === ticket.group?.id)?.members.some((m) => m.id === me))
      return "other_group";
    return null;
  };
  return { ...ticket, actions: ALL.map((action) => ({ action, allowed: why(action) === null, why_not: why(action) })) };
}

/** Adds to the history of a case, and counts its version on. */
export function happen(ticket: Ticket, actor: S["Actor"], what: Partial<Item> & { type: Item["type"] }): Item {
  const item: Item = { seq: (seq += 1), at: new Date().toISOString(), actor, ...what };
  timelines.get(ticket.number)?.push(item);
  ticket.version += 1;
  ticket.updated_at = item.at;
  return item;
}
