// What was agreed about time, as agents see it: in rows, on the case with the sum that each deadline is, and while a case
// is registered.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  callOf,
  eventually,
  newPage,
  openBrowser,
  run,
  sound,
  startDesk,
} from "./desk.mjs";

const EMAIL = "ana.rojas@mesa.example";
const PASSWORD = "cuatro palabras al azar";

let desk;
let browser;
let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ventanilla-clocks-"));
  const data = path.join(folder, "desk.redb");
  await run(
    ["setup", "--data", data, "--admin-email", EMAIL, "--admin-password-stdin"],
    PASSWORD,
  );
  [desk, browser] = await Promise.all([startDesk({ data }), openBrowser()]);
  await agree();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Ana at her desk, and what she asks of the API. */
async function ana(options) {
  const { context, page, errors } = await newPage(browser, options);
  const call = callOf(context, desk.url);
  const me = await call("POST", "/session", {
    email: EMAIL,
    password: PASSWORD,
  });
  return { context, page, errors, me, call };
}

/** An office that never shuts, an agreement for every case, and a promise of a second level. */
async function agree() {
  const { context, call, me } = await ana();
  const user = await call("GET", `/users/${me.id}`);
  const { name, email, person, languages, skills, active } = user;
  const roles = [...new Set([...user.roles, "agent"])];
  await call("PUT", `/users/${me.id}`, {
    name,
    email,
    roles,
    person,
    languages,
    skills,
    active,
  });

  const hours = ["00:00-24:00"];
  const week = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
  ];
  const calendar = {
    name: "Horario de la mesa",
    time_zone: "America/Santiago",
    week: Object.fromEntries(week.map((day) => [day, hours])),
    holidays: { country: null, removed: [], added: [] },
    special_days: [],
  };
  const draft = await call("PUT", "/model/draft/calendars", {
    calendars: [calendar],
  });
  const target = (minutes, time, stopped_by = []) => ({
    minutes,
    time,
    stopped_by,
    warn_at: [75],
  });
  const agreement = {
    name: "Todos",
    calendar: draft.model.calendars[0].id,
    for: { kinds: [], categories: [], units: [], priorities: [], channels: [] },
    first_response: target(60, "elapsed"),
    solution: target(480, "business", ["requester"]),
  };
  await call("PUT", "/model/draft/agreements", { agreements: [agreement] });
  const group = {
    name: "Redes y telefonía",
    level: "second",
    members: [me.id],
    open_to_all: true,
  };
  const { id } = await call("POST", "/groups", group);
  const promise = {
    group: id,
    acceptance: target(30, "elapsed"),
    solution: null,
  };
  await call("PUT", "/model/draft/group-agreements", {
    group_agreements: [promise],
  });
  const { in_force } = await call("GET", "/model/draft");
  await call("POST", "/model/draft/publish", { over: in_force });
  await context.close();
}

/** A case that came by mail, so that an answer is due; with the second level, so that somebody is to take it. */
async function open(call, subject) {
  const { items } = await call("GET", "/groups?limit=200");
  const group = items.find(({ level }) => level === "second").id;
  const requester = {
    email: "rosa.fuentes@canelos.example",
    name: "Rosa Fuentes",
  };
  return (
    await call("POST", "/tickets", {
      subject,
      channel: "mail",
      requester,
      group,
    })
  ).number;
}

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 390],
  ["light", 320],
]) {
  test(`a case says what is due first, and why then (${theme}, ${width} px)`, async () => {
    const { context, page, errors, call } = await ana({ theme, width });
    const number = await open(call, "Sin correo en el piso 3");
    const look = (name) => sound(page, `clocks-${name}-${theme}-${width}`);

    await page.goto(`${desk.url}/cases/all`);
    const row = page.locator(`[data-number="${number}"]`);
    const time = row.locator(".clock");
    await time.waitFor();
    await eventually(() => time.innerText(), /^tomar en (29|30) min$/);
    assert.match(
      await time.getAttribute("title"),
      /^Aceptación del grupo, plazo de 30 min: /,
    );
    assert.equal(
      await time.locator(".i-soon").count(),
      1,
      "a sign says that it is soon",
    );
    await look("row");

    // Each thing that is done shows the next that is due, without a reload.
    await call("POST", `/tickets/${number}/take`, {});
    await eventually(() => time.innerText(), /responder en (59 min|1 h)/);
    await page.goto(`${desk.url}/cases/all/${number}`);
    const head = page.locator(".facts-line .clock");
    await eventually(() => head.innerText(), /^responder en (59 min|1 h)/);

    await call("POST", `/tickets/${number}/messages`, {
      text: "Lo estamos viendo.",
      channel: "mail",
    });
    await eventually(() => head.innerText(), /^vence (hoy|mañana) \d\d:\d\d$/);
    await page.getByRole("button", { name: "¿Por qué?" }).click();
    const sum = page.getByRole("table", {
      name: "Solución: 8 h por el acuerdo «Todos»",
    });
    await sum.waitFor();
    await eventually(
      () => page.evaluate(() => document.activeElement?.tagName),
      "SUMMARY",
      "the focus goes where the sum is",
    );
    await sum
      .getByRole("cell", { name: "Horario de la mesa" })
      .first()
      .waitFor();
    await eventually(
      () => sum.locator("tfoot").innerText(),
      /Suma\s+8 h\s+Queda\s+(8 h|7 h 59 min)/,
    );
    await look("sum");

    // While it waits for the requester the clock stands still, and the sum says so.
    await call("POST", `/tickets/${number}/wait`, {
      on: "requester",
      reason: "¿Desde cuándo?",
    });
    await sum
      .getByRole("row", { name: /en espera del solicitante no cuenta/ })
      .waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".facts-line .clock")].some((clock) =>
        /^detenido, quedan (8 h|7 h 59 min)$/.test(clock.innerText),
      ),
    );
    const deadlines = page.locator("#deadlines");
    await eventually(
      () => deadlines.innerText(),
      /Primera respuesta\s+cumplido/,
    );
    await eventually(
      () => deadlines.innerText(),
      /Aceptación del grupo\s+cumplido/,
    );
    await look("waits");

    // Reopened, the acceptance of the stay before is still told.
    await call("POST", `/tickets/${number}/resolve`, {
      text: "Era el cable",
      code: "fixed",
    });
    await call("POST", `/tickets/${number}/reopen`, { reason: "Otra vez" });
    await deadlines.getByText("De antes").waitFor();
    await deadlines.locator("summary", { hasText: "¿Por qué?" }).last().click();
    const ended = deadlines.getByRole("table", {
      name: "Aceptación del grupo: 30 min por el compromiso de Redes",
    });
    await ended.getByRole("cell", { name: "todas las horas" }).waitFor();
    await look("ended");
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("a row of a case that waits says for whom, and what is left meanwhile", async () => {
  const { context, page, errors, call } = await ana();
  const number = await open(call, "Impresora sin tóner");
  await call("POST", `/tickets/${number}/take`, {});
  await call("POST", `/tickets/${number}/messages`, {
    text: "¿Qué modelo es?",
    channel: "mail",
  });
  await call("POST", `/tickets/${number}/wait`, { on: "requester" });
  await page.goto(`${desk.url}/cases/all`);
  const time = page.locator(`[data-number="${number}"] .clock`);
  await eventually(
    () => time.innerText(),
    /^espera a Rosa, quedan (8 h|7 h 59 min)$/,
  );
  assert.equal(await time.locator(".i-paused").count(), 1);
  assert.deepEqual(errors, []);
  await context.close();
});

test("whoever registers a case sees by when it is to be solved", async () => {
  const { context, page, errors } = await ana();
  await page.goto(`${desk.url}/cases/all`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("n");
  await page
    .getByText(
      /^Solución antes de (hoy|mañana) \d\d:\d\d, por el acuerdo «Todos»$/,
    )
    .waitFor();
  await sound(page, "clocks-preview");
  assert.deepEqual(errors, []);
  await context.close();
});
