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

test("it is narrowed to a group, a person and a priority; the address says so, and filters are kept by name", async () => {
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
  // Kept by name, on the server: chosen, renamed, deleted and back again.
  const naming = page.getByRole("dialog");
  await page.getByRole("button", { name: "Guardar filtro" }).click();
  await naming.getByLabel("Nombre").fill("Media de una persona");
  await page.keyboard.press("Enter");
  await naming.waitFor({ state: "detached" });
  await page.goto(`${desk.url}/board?group=${group.id}`);
  await shows(`&group=${group.id}`);
  await page.getByRole("button", { name: "Guardar filtro" }).click();
  await naming.getByLabel("Nombre").fill("media de una persona");
  await page.keyboard.press("Enter");
  await naming.getByText("Ya está en uso").waitFor();
  await sound(page, "board-filter-name");
  await naming.getByLabel("Nombre").fill("Un grupo");
  await page.keyboard.press("Enter");
  await naming.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Un grupo" }).click();
  await sound(page, "board-filters");
  await page
    .getByRole("menuitemradio", { name: "Media de una persona" })
    .click();
  await page.waitForURL(`**/board?person=${user.id}&priority=medium`);
  await shows(`&assignee=${user.id}&priority=medium`);
  await page.getByRole("button", { name: "Cambiar nombre" }).click();
  await naming.getByLabel("Nombre").fill("De una persona");
  await page.keyboard.press("Enter");
  await page
    .getByRole("button", { name: "De una persona", exact: true })
    .waitFor();
  await page.getByRole("button", { name: "Eliminar filtro" }).click();
  const names = async () =>
    (await call("GET", "/me")).preferences.board_filters.map(
      ({ name }) => name,
    );
  await eventually(names, ["Un grupo"]);
  await page.getByRole("button", { name: "Deshacer" }).click();
  await eventually(names, ["De una persona", "Un grupo"]);
  // (Where nothing is due, the empty list offers it too.)
  await page.getByRole("link", { name: "Quitar filtros" }).first().click();
  await shows("");

  // A priority has its figures, and narrows the board to itself.
  const { priorities } = await call("GET", "/board");
  const medium = priorities.find(({ priority }) => priority === "medium");
  const load = page.getByRole("region", { name: "Carga por prioridad" });
  await load.getByRole("link", { name: "Media" }).click();
  await page.waitForURL("**/board?priority=medium");
  await shows("&priority=medium");
  const waiting = page
    .locator(".figures > div", { hasText: "Abiertos" })
    .locator("dd");
  await eventually(() => waiting.innerText(), String(medium.load.open));
  await sound(page, "board-priority");
  const [loads] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Descargar la carga en CSV" }).click(),
  ]);
  const said = await readFile(await loads.path(), "utf8");
  assert.match(said, new RegExp(`,priority,,medium,${medium.load.open},`));
  // (Where nothing is due, the empty list offers it too.)
  await page.getByRole("link", { name: "Quitar filtros" }).first().click();
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
  // The browser tells of the name that was refused.
  assert.deepEqual(
    errors.filter((error) => !error.includes("422")),
    [],
  );
  await context.close();
});

test("a case is handed over by the keyboard, and by dragging it onto a group or a person; each can be undone", async () => {
  await agree([await promise(480)]);
  const { context, page, errors, call } = await somebody("supervisor", {
    // Nothing scrolls while something is dragged.
    height: 2000,
  });
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
  await eventually(
    async () => (await call("GET", `/tickets/${two.number}`)).assignee?.id,
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

test("what nobody has taken, and what nobody promised, leads to just these cases", async () => {
  await agree([]);
  const { context, page, errors, call } = await somebody("supervisor");
  const subject = "Pantalla en negro";
  const { number } = await call("POST", "/tickets", {
    subject,
    channel: "mail",
    requester: { email: "rosa@canelos.example" },
  });
  const { all } = await call("GET", "/board");
  assert.ok(all.new > 0 && all.unpromised > 0);
  await page.goto(`${desk.url}/board`);
  const figure = (name) =>
    page.locator(".figures > div", { hasText: name }).getByRole("link");
  assert.equal(
    await figure("Sin compromiso").innerText(),
    String(all.unpromised),
  );
  // Nothing was promised of it, and it stands on the board all the same.
  await page
    .locator(`#unpromised tr[data-row="${number}"]`)
    .or(page.getByRole("button", { name: "Más casos" }))
    .first()
    .waitFor();
  await sound(page, "board-unpromised");
  assert.equal(await figure("Sin tomar").innerText(), String(all.new));
  await figure("Sin tomar").click();
  await page.waitForURL("**/cases/new");
  const { items } = await call("GET", "/tickets?status=new&limit=200");
  assert.equal(items.length, all.new);
  for (const row of items.slice(0, 10))
    await page.getByText(String(row.number)).first().waitFor();
  await sound(page, "cases-new");
  assert.deepEqual(errors, []);
  await context.close();
});

for (const theme of ["light", "dark"]) {
  test(`a link for a wall is made on the board; it shows figures as they change, and no people (${theme})`, async () => {
    await agree([await promise(1)]);
    const supervisor = await somebody("supervisor");
    const { page: board, call } = supervisor;
    await open(board);
    await board
      .getByRole("button", { name: "Mostrar en una pantalla" })
      .click();
    const dialog = board.getByRole("dialog", {
      name: "Mostrar en una pantalla",
    });
    const name = `Sala ${theme}`;
    await dialog.getByLabel("Qué pantalla").fill(name);
    await dialog.getByLabel("Apariencia").selectOption(theme);
    await sound(board, `board-on-wall-${theme}`);
    await dialog.getByRole("button", { name: "Hacer un enlace" }).click();
    const link = await dialog.locator("code").innerText();
    assert.match(link, new RegExp(`/wall\\?theme=${theme}#token=`));
    const secret = link.split("=").at(-1);
    await sound(board, `board-wall-made-${theme}`);

    // In a browser that knows nobody.
    const { context, page, errors } = await newPage(desk.browser, {
      width: 1920,
      height: 1080,
    });
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const { all } = await call("GET", "/board");
    await page.goto(link);
    // What is late grows with time, on the board as on the wall.
    await eventually(async () => {
      const { late } = (await call("GET", "/board")).all;
      return (await page.locator("dd", { hasText: String(late) }).count()) > 0;
    }, true);
    await eventually(() => page.locator("ol > li").count(), 4);
    await page
      .locator("ol > li", { hasText: /venció hace|vencido por/ })
      .first()
      .waitFor();
    const administrator = await somebody("administrator");
    const { items } = await administrator.call("GET", "/users?limit=200");
    await administrator.context.close();
    const text = await page.locator("body").innerText();
    for (const { name } of items) assert.ok(!text.includes(name), name);
    assert.equal(
      new URL(page.url()).hash,
      "",
      "the token does not stay in the address",
    );
    assert.ok(
      asked.every((url) => !url.includes(secret)),
      "and never is part of what is asked",
    );
    await sound(page, `wall-${theme}`);
    // Read from eight metres on a screen 1.2 m wide: no letter is smaller than 2.4 % of its width, and the figures are 100 mm.
    const sizes = await page
      .locator("main *")
      .filter({ hasText: /\S/ })
      .evaluateAll((all) =>
        all.map((one) => parseFloat(getComputedStyle(one).fontSize) / 19.2),
      );
    assert.ok(Math.min(...sizes) >= 2.4, `${Math.min(...sizes)} vw`);
    assert.ok(Math.max(...sizes) >= 8.3, `${Math.max(...sizes)} vw`);

    // It follows by itself, long before it would look again.
    await call("POST", "/tickets", {
      subject: "Sin red",
      channel: "mail",
      requester: { email: "rosa@canelos.example" },
    });
    const more = (await call("GET", "/board")).all;
    assert.notEqual(more.open, all.open);
    await page
      .getByText(`${more.open} casos abiertos`)
      .waitFor({ timeout: 10_000 });

    // Revoked where it was made: the wall says so, calmly, and shows nothing any more.
    await dialog.getByRole("button", { name: `Revocar ${name}` }).click();
    await sound(board, `board-wall-revoke-${theme}`);
    await dialog.getByRole("button", { name: `Revocar ${name}` }).click();
    await dialog
      .getByRole("button", { name: `Revocar ${name}` })
      .waitFor({ state: "detached" });
    await page
      .getByText("Este enlace no abre el muro")
      .waitFor({ timeout: 10_000 });
    assert.equal(await page.locator("dd").count(), 0);
    await sound(page, `wall-shut-${theme}`);
    await supervisor.context.close();
    await context.close();
    assert.deepEqual([...errors, ...supervisor.errors], []);
  });
}

/** Drags as a hand does: what lies on the way hears of it only with the second move. */
async function drag(page, what, onto) {
  // What changed before may just move the rows; below the pointer they stay.
  await eventually(async () => {
    await what.hover();
    return what.evaluate((row) => row.matches(":hover"));
  }, true);
  await page.mouse.down();
  await onto.hover();
  await onto.hover();
  await page.mouse.up();
}
