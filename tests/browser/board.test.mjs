// The supervisor's board: figures and loads, what is due first, narrowing, handing over by keyboard and by drag, a file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { callOf, demonstration, eventually, newPage, sound } from "./desk.mjs";

const desk = demonstration();

/** Somebody in this role, and what they ask of the API. */
async function somebody(role, options) {
  const { context, page, errors } = await newPage(desk.browser, options);
  const call = callOf(context, desk.url);
  const { demo_users: users } = await call("GET", "/about");
  const user = users.find(({ roles }) => roles.includes(role));
  const me = await call("POST", "/demo/enter", { user: user.id });
  return { context, page, errors, me, call };
}

/** Puts these agreements in force, for open cases too. */
async function agree(agreements) {
  const { context, call } = await somebody("administrator");
  await call("PUT", "/model/draft/group-agreements", { group_agreements: [] });
  await call("PUT", "/model/draft/agreements", { agreements });
  // They speak of what is no longer promised.
  await call("PUT", "/model/draft/escalations", { escalations: [] });
  await call("PUT", "/model/draft/commitments", { commitments: [] });
  await call("PUT", "/model/draft/service", { hours: null, languages: ["es"] });
  await call("PUT", "/model/draft/closing", {
    close_after_days: 5,
    reopen_within_days: 15,
    open_cases: "move",
  });
  const { in_force: over } = await call("GET", "/model/draft");
  await call("POST", "/model/draft/publish", { over });
  // Open cases follow a few at a time.
  const { version } = await call("GET", "/model");
  const watcher = await somebody("supervisor");
  const { items } = await watcher.call("GET", "/tickets?status=open&limit=200");
  for (const { number } of items)
    await eventually(
      async () => (await watcher.call("GET", `/tickets/${number}`)).model,
      version,
      `${number} follows`,
    );
  await watcher.context.close();
  await context.close();
}

/** An agreement for cases of these priorities: so many minutes, by day and by night. */
async function promise(minutes) {
  const { context, call } = await somebody("administrator");
  const days = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
  ];
  const always = {
    name: "Siempre",
    time_zone: "America/Santiago",
    week: Object.fromEntries(days.map((day) => [day, ["00:00-24:00"]])),
    holidays: { country: null, removed: [], added: [] },
    special_days: [],
  };
  const { model } = await call("PUT", "/model/draft/calendars", {
    calendars: [always],
  });
  await context.close();
  return {
    name: "Todos",
    calendar: model.calendars[0].id,
    for: { kinds: [], categories: [], units: [], priorities: [], channels: [] },
    solution: {
      minutes,
      time: "elapsed",
      stopped_by: ["requester"],
      warn_at: [],
    },
  };
}

/** What the board shows, once it is there. */
async function open(page, query = "") {
  await page.goto(`${desk.url}/board${query}`);
  await page.locator("tr[data-row]").first().waitFor();
}
const numbers = (page) =>
  page
    .locator("tr[data-row]")
    .evaluateAll((rows) => rows.map((row) => Number(row.dataset.row)));

test("without agreements it says what to do, and who may do it is led there", async () => {
  await agree([]);
  const administrator = await somebody("administrator");
  const { roles } = await administrator.call("GET", "/me");
  await administrator.context.close();
  const { context, page, errors } = await somebody("supervisor");
  await page.goto(`${desk.url}/board`);
  await page.getByText("Aún no hay acuerdos de servicio").waitFor();
  await page.locator(".figures", { hasText: "Abiertos" }).waitFor();
  assert.equal(
    await page.getByRole("link", { name: "Definir acuerdos" }).count(),
    0,
    `${roles}`,
  );
  await sound(page, "board-empty");
  assert.deepEqual(errors, []);
  await context.close();
});

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 390],
  ["light", 320],
]) {
  test(`what is due first stands first, with its clock in words (${theme}, ${width} px)`, async () => {
    // What was counted by the agreements of the sample stays counted: all of it is over.
    await agree([await promise(1)]);
    const { context, page, errors, call } = await somebody("supervisor", {
      theme,
      width,
    });
    await open(page);
    const { items } = await call(
      "GET",
      "/tickets?status=open&sort=deadline&limit=50",
    );
    await page
      .locator(`tr[data-row="${items[0].number}"]`, { hasText: "venció hace" })
      .waitFor();
    await eventually(
      () => numbers(page),
      items.map(({ number }) => number),
    );
    const { all, groups } = await call("GET", "/board");
    const figures = async () => {
      const texts = await page.locator(".figures > div").allInnerTexts();
      const told = Object.fromEntries(
        texts.map((text) => text.split(/\n+/).map((line) => line.trim())),
      );
      return [told.Vencidos, told["En espera"], told.Abiertos];
    };
    await eventually(figures, [all.late, all.waiting, all.open].map(String));
    assert.ok(all.late > 0);
    const busiest = groups.find(({ load }) => load.open > 0);
    const load = page.locator("aside tr", { hasText: busiest.group.name });
    await eventually(
      () => load.locator("td").first().innerText(),
      String(busiest.load.open),
    );
    await sound(page, `board-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("it is narrowed to a group, a person and a priority; the address says so, and one filter can be kept", async () => {
  await agree([await promise(480)]);
  const { context, page, errors, call } = await somebody("supervisor");
  await open(page);
  const { groups, people } = await call("GET", "/board");
  const { group } = groups.find(({ group, load }) => group && load.late > 0);
  const list = async (query) =>
    (
      await call("GET", `/tickets?status=open&sort=deadline&limit=50${query}`)
    ).items.map(({ number }) => number);
  const shows = async (query) =>
    eventually(() => numbers(page), await list(query));
  await page.getByRole("link", { name: group.name, exact: true }).click();
  await shows(`&group=${group.id}`);
  assert.equal(new URL(page.url()).search, `?group=${group.id}`);
  await page
    .getByRole("combobox", { name: "Prioridad" })
    .selectOption("medium");
  await shows(`&group=${group.id}&priority=medium`);
  assert.equal(
    new URL(page.url()).search,
    `?group=${group.id}&priority=medium`,
  );

  const { user } = people.find(({ load }) => load.late > 0);
  await page
    .getByRole("combobox", { name: "De quién" })
    .selectOption(`person=${user.id}`);
  await shows(`&assignee=${user.id}&priority=medium`);
  await page.getByRole("button", { name: "Guardar filtro" }).click();
  await page.goto(`${desk.url}/board`);
  await page.waitForURL(`**/board?person=${user.id}&priority=medium`);
  await shows(`&assignee=${user.id}&priority=medium`);
  await page.getByRole("button", { name: "Olvidar filtro" }).click();
  await page.getByRole("link", { name: "Quitar filtros" }).click();
  await shows("");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("link", { name: "Descargar CSV de lo que vence primero" })
      .click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8"))
    .trim()
    .split("\r\n")
    .slice(1);
  const shown = await numbers(page);
  assert.deepEqual(
    lines.slice(0, shown.length).map((line) => Number(line.split(",")[0])),
    shown,
  );
  assert.deepEqual(errors, []);
  await context.close();
});

test("a case is handed over by the keyboard, and by dragging it onto a group or a person; each can be undone", async () => {
  await agree([await promise(480)]);
  const { context, page, errors, call } = await somebody("supervisor");
  await open(page);
  const { items: groups } = await call("GET", "/groups?limit=200");
  const shown = await Promise.all(
    (await numbers(page))
      .slice(0, 12)
      .map((number) => call("GET", `/tickets/${number}`)),
  );
  const passable = shown.filter(
    ({ actions, group }) =>
      group && actions.find((one) => one.action === "pass")?.allowed,
  );
  const [one, two] = passable;
  const other = (ticket) =>
    groups.find(
      ({ id, active, members }) =>
        active && members.length > 0 && id !== ticket.group.id,
    );

  // J from row to row, D opens the sheet of the list of cases.
  while (
    (await page.evaluate(() => document.activeElement?.dataset.number)) !==
    String(one.number)
  ) {
    await page.keyboard.press("j");
  }
  await page.keyboard.press("d");
  const sheet = page.getByRole("dialog", { name: "Derivar" });
  await sheet.waitFor();
  const field = sheet.getByRole("combobox", { name: "Grupo" });
  await field.fill(other(one).name);
  await page
    .locator("[role=listbox] [role=option]", { hasText: other(one).name })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await sheet
    .getByRole("button", { name: `Derivar a ${other(one).name}` })
    .waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator(".toast", { hasText: `${one.number}` }).waitFor();
  assert.equal(
    (await call("GET", `/tickets/${one.number}`)).group.id,
    other(one).id,
  );

  // A: to a person of its group.
  await page.keyboard.press("a");
  const assign = page.getByRole("dialog", { name: "Asignar" });
  await assign.waitFor();
  await sound(page, "board-assign");
  await page.keyboard.press("Escape");
  await assign.waitFor({ state: "detached" });

  const row = page.locator(`tr[data-row="${two.number}"]`);
  const on = (name) =>
    page.locator("aside tr", {
      has: page.getByRole("link", { name, exact: true }),
    });
  await drag(page, row, on(other(two).name));
  await page.locator(".toast", { hasText: `${two.number}` }).waitFor();
  assert.equal(
    (await call("GET", `/tickets/${two.number}`)).group.id,
    other(two).id,
  );
  await page.getByRole("button", { name: "Deshacer" }).click();
  await eventually(async () => {
    const back = await call("GET", `/tickets/${two.number}`);
    return [back.group.id, back.assignee?.id];
  }, [two.group.id, two.assignee?.id]);

  const person = other(two).members[0];
  await drag(page, row, on(person.name));
  await page.locator(".toast", { hasText: person.name }).waitFor();
  assert.equal(
    (await call("GET", `/tickets/${two.number}`)).assignee.id,
    person.id,
  );
  assert.deepEqual(errors, []);
  await context.close();
});

test("rows stay under the pointer while others change things, and what changed is asked in", async () => {
  await agree([await promise(480)]);
  const { context, page, errors, call } = await somebody("supervisor");
  await open(page);
  const before = await numbers(page);
  await page.locator(`tr[data-row="${before[1]}"]`).hover();
  await call("POST", `/tickets/${before[0]}/cancel`, {
    reason: "Era duplicado",
  });
  const news = page.getByRole("button", { name: "La lista cambió. Mostrar" });
  await news.waitFor();
  assert.deepEqual(await numbers(page), before);
  await news.click();
  await page
    .locator(`tr[data-row="${before[0]}"]`)
    .waitFor({ state: "detached" });
  // Whoever points elsewhere sees what is there by itself.
  await page.mouse.move(5, 5);
  await call("POST", `/tickets/${before[1]}/cancel`, {
    reason: "Era duplicado",
  });
  await page
    .locator(`tr[data-row="${before[1]}"]`)
    .waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
  await context.close();
});

test("it is not for agents", async () => {
  const { context, page, call } = await somebody("agent");
  const me = await call("GET", "/me");
  assert.ok(!me.roles.includes("supervisor"));
  await page.goto(`${desk.url}/board`);
  await page
    .getByRole("heading", { name: "No está aquí" })
    .waitFor({ state: "attached" });
  await context.close();
});

for (const theme of ["light", "dark"]) {
  test(`the wall shows figures and what is next, by a token that only reads, and no people (${theme})`, async () => {
    await agree([await promise(1)]);
    const administrator = await somebody("administrator");
    const token = await administrator.call("POST", "/tokens", {
      name: `Muro ${theme}`,
      role: "supervisor",
      scope: "read",
    });
    const supervisor = await somebody("supervisor");
    const { all } = await supervisor.call("GET", "/board");
    await supervisor.context.close();
    const { context, page, errors } = await newPage(desk.browser, {
      width: 1920,
      height: 1080,
    });
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${desk.url}/wall?theme=${theme}#token=${token.secret}`);
    await page.locator("dd", { hasText: String(all.late) }).waitFor();
    await eventually(() => page.locator("ol > li").count(), 4);
    await page
      .locator("ol > li", { hasText: /venció hace|vencido por/ })
      .first()
      .waitFor();
    const { items } = await administrator.call("GET", "/users?limit=200");
    const text = await page.locator("body").innerText();
    for (const { name } of items) assert.ok(!text.includes(name), name);
    assert.equal(
      new URL(page.url()).hash,
      "",
      "the token does not stay in the address",
    );
    assert.ok(
      asked.every((url) => !url.includes(token.secret)),
      "and never is part of what is asked",
    );
    await sound(page, `wall-${theme}`);
    await context.close();

    await administrator.call("DELETE", `/tokens/${token.token.id}`);
    await administrator.context.close();
    const revoked = await newPage(desk.browser);
    await revoked.page.goto(`${desk.url}/wall#token=${token.secret}`);
    await revoked.page.getByText("Este enlace no abre el muro").waitFor();
    await revoked.context.close();
    assert.deepEqual(errors, []);
  });
}

test("how to show it on a screen is told", async () => {
  await agree([await promise(480)]);
  const { context, page, errors } = await somebody("supervisor");
  await open(page);
  await page.getByRole("button", { name: "Mostrar en una pantalla" }).click();
  await page
    .getByRole("dialog", { name: "Mostrar en una pantalla" })
    .getByText("/wall#token=")
    .first()
    .waitFor();
  await sound(page, "board-on-wall");
  assert.deepEqual(errors, []);
  await context.close();
});

/** Drags as a hand does: what lies on the way hears of it only with the second move. */
async function drag(page, what, onto) {
  await what.hover();
  await page.mouse.down();
  await onto.hover();
  await onto.hover();
  await page.mouse.up();
}
