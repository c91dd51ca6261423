// The test of the model: a scenario is made of a real case, fails after a change, and is overruled with a reason; a past
// month is replayed, looked at, put beside another one, and taken away.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  callOf,
  demonstration,
  enterAs,
  eventually,
  newPage,
  sound,
} from "./desk.mjs";

const here = demonstration();

/** Somebody who draws up the model and also sees the cases, and what they ask of the API. */
async function administrator(options) {
  const { context, page, errors } = await newPage(here.browser, options);
  const { id, name, email } = await enterAs(context, here.url, "administrator");
  const call = callOf(context, here.url);
  await call("PUT", `/users/${id}`, {
    name,
    email,
    roles: ["administrator", "supervisor"],
  });
  return { context, page, errors, call };
}

const said = (page, text) => page.getByText(text).first().waitFor();
const dialog = (page) => page.getByRole("dialog");
const save = (page) => page.keyboard.press("Control+Enter");
const closed = (page) => dialog(page).waitFor({ state: "detached" });

/** The draft promises a first answer `minutes` later than the model in force. */
async function later(call, minutes) {
  const { agreements } = (await call("GET", "/model/draft")).model;
  for (const { first_response: target } of agreements)
    if (target) target.minutes += minutes;
  await call("PUT", "/model/draft/agreements", { agreements });
}

test("a scenario is made of a real case, fails after a change, and is published over with a reason", async () => {
  const { context, page, errors, call } = await administrator();
  await page.goto(`${here.url}/admin/scenarios`);
  await said(page, "Todavía no hay escenarios");
  await sound(page, "scenarios-empty");

  // Of a real case with one click: it is filled in, and nothing is kept yet.
  const { items } = await call("GET", "/tickets?status=open&limit=1");
  await page.goto(`${here.url}/cases/all/${items[0].number}`);
  await page.getByRole("button", { name: "Más acciones" }).click();
  await page
    .getByRole("menuitem", { name: "Crear escenario de este caso" })
    .click();
  await said(page, `Del caso ${items[0].number}`);
  await dialog(page).getByLabel("Nombre").fill("De un caso real");
  await said(page, "Da lo esperado");
  await sound(page, "scenario-of-case");
  assert.equal((await call("GET", "/model/draft")).model.scenarios.length, 0);

  // Described from nothing; what is expected is taken over from what the draft makes of it.
  await page.goto(`${here.url}/admin/scenarios/new`);
  const field = (label) => dialog(page).getByLabel(label, { exact: true });
  await field("Nombre").fill("Falla crítica de una sede");
  await field("Tipo").selectOption("incident");
  await field("Impacto").selectOption("site");
  await field("Urgencia").selectOption("high");
  await dialog(page).getByRole("button", { name: "Agregar paso" }).click();
  await field("Minutos").fill("5");
  await dialog(page)
    .getByRole("row", { name: /Primera respuesta/ })
    .waitFor();
  await dialog(page)
    .getByRole("button", { name: "Esperar lo que da el borrador" })
    .click();
  await field("Primera respuesta vence el").waitFor();
  await said(page, "Da lo esperado");
  await sound(page, "scenario-form");
  await save(page);
  await closed(page);
  await said(page, "El escenario da lo esperado.");
  await sound(page, "scenarios");

  // A later promise: it says at once what is not as it should be.
  await later(call, 30);
  await said(page, "No da lo esperado: primera respuesta");
  await page
    .getByRole("link", { name: "Falla crítica de una sede", exact: true })
    .click();
  await dialog(page)
    .getByRole("row", { name: /Primera respuesta.*en cambio/ })
    .waitFor();
  await sound(page, "scenario-unmet");
  await page.keyboard.press("Escape");
  await closed(page);

  // A copy gets a name of its own; what is taken away comes back.
  await page
    .getByRole("link", { name: "Copiar Falla crítica de una sede" })
    .click();
  await eventually(
    () => field("Nombre").inputValue(),
    "Falla crítica de una sede 2",
  );
  await page.keyboard.press("Escape");
  await closed(page);
  await page
    .getByRole("button", { name: "Quitar Falla crítica de una sede" })
    .click();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await said(page, "No da lo esperado: primera respuesta");

  // Publishing asks why.
  const { version } = await call("GET", "/model");
  await page.goto(`${here.url}/admin/model`);
  await said(page, "Escenarios que no dan lo esperado");
  await said(page, "Falta la razón.");
  await sound(page, "scenarios-publish");
  await page
    .getByLabel("Razón para publicar de todos modos")
    .fill("El cliente aprobó los plazos nuevos");
  await page.getByRole("button", { name: "Publicar de todos modos" }).click();
  await said(page, `Rige la versión ${version + 1}`);
  // The list of versions says when, by whom and why, and two of them are compared.
  const versions = page
    .getByRole("region", { name: "Versiones" })
    .getByRole("listitem");
  await versions.first().getByText("El cliente aprobó").waitFor();
  const newest = await versions.first().innerText();
  assert.match(newest, /rige\s+Publicada hoy [\d:]+ por \S+/);
  assert.match(newest, /no dab(?:a|an) lo esperado/);
  assert.match(
    await versions.nth(1).innerText(),
    new RegExp(`Reemplazada hoy [\\d:]+ por la versión ${version + 1}`),
  );
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await versions.nth(1).scrollIntoViewIfNeeded();
    await sound(page, `model-versions-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page
    .getByRole("link", { name: `Versión ${version + 1}`, exact: true })
    .click();
  const other = dialog(page).getByLabel("Comparada con");
  await dialog(page)
    .getByText(/^(?:Cambia|Se agrega|Se quita) «/)
    .first()
    .waitFor();
  assert.equal(await other.inputValue(), String(version));
  await sound(page, "model-version-compared");
  await page.keyboard.press("Escape");
  await closed(page);
  const { items: entries } = await call("GET", "/audit?limit=10");
  assert.match(JSON.stringify(entries), /scenarios_overruled/);
  assert.deepEqual(errors, []);
  await context.close();
});

test("a month is replayed by the draft, looked at, put beside another one, and taken away", async () => {
  const { context, page, errors, call } = await administrator();
  await later(call, 45);
  await page.goto(`${here.url}/admin/replays`);
  await said(page, "Todavía no se ha reproducido ningún período");
  await sound(page, "replays-empty");
  await page.getByRole("link", { name: "Reproducir período" }).first().click();
  await dialog(page).getByLabel("Nombre").fill("Con plazos nuevos");
  await said(page, "Qué se supone");
  await sound(page, "replay-form");
  await save(page);
  await closed(page);
  await said(page, "casos habrían ido de otro modo.");
  const [replay] = await call("GET", "/model/replays");
  assert.equal(replay.state, "done");
  assert.ok(replay.result.differing > 0);
  await page.getByRole("table").first().waitFor();
  await sound(page, "replay-sum");

  // Narrowed to what differs, and one of them opened.
  const { cases } = replay.result.aspects.find(
    ({ aspect }) => aspect === "deadline",
  );
  await page.getByRole("button", { name: /^Vencimiento/ }).click();
  const rows = page.locator("details");
  await eventually(() => rows.count(), Math.min(cases, 50));
  await rows.first().locator("summary").click();
  await rows.first().getByRole("heading", { name: "Sería" }).waitFor();
  await sound(page, "replay-case");

  // Beside what is in force.
  const { version } = await call("GET", "/model");
  const { id } = await call("POST", "/model/replays", {
    name: "Con lo que rige",
    from: replay.from,
    to: replay.to,
    version,
  });
  const state = async () => (await call("GET", `/model/replays/${id}`)).state;
  await eventually(state, "done");
  await page.reload();
  await page.getByLabel("Comparar con").selectOption("Con lo que rige");
  await page
    .getByRole("columnheader", { name: "Con lo que rige" })
    .first()
    .waitFor();
  await sound(page, "replay-beside");

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Casos en CSV" }).click(),
  ]);
  assert.equal(file.suggestedFilename(), `replay-${replay.id}.csv`);
  const [sums] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Sumas en CSV" }).click(),
  ]);
  assert.equal(sums.suggestedFilename(), `replay-${replay.id}-sums.csv`);

  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    await sound(page, `replay-dark-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "Eliminar" }).click();
  await dialog(page).getByRole("button", { name: "Eliminar" }).click();
  await page.getByRole("link", { name: "Con lo que rige" }).waitFor();
  await page
    .getByRole("link", { name: "Con plazos nuevos" })
    .waitFor({ state: "detached" });
  await sound(page, "replays");
  assert.deepEqual(errors, []);
  await context.close();
});

test("a replay that runs says how far it is, and is stopped by one press", async () => {
  const { context, page, errors, call } = await administrator();
  const [replay] = await call("GET", "/model/replays");
  // A year takes a second here: what the desk says of one that takes longer is told by hand.
  let now = { state: "running", done: 30_000, total: 100_000, result: null };
  await page.route("**/api/v1/model/replays", (route) =>
    route.fulfill({ json: [{ ...replay, ...now }] }),
  );
  await page.route(`**/api/v1/model/replays/${replay.id}`, (route) => {
    assert.equal(route.request().method(), "DELETE");
    now = { state: "stopped", done: null, total: null, result: null };
    return route.fulfill({ status: 204 });
  });
  await page.goto(`${here.url}/admin/replays/${replay.id}`);
  await said(page, "30.000 de 100.000 casos");
  const bar = page.getByRole("progressbar");
  assert.equal(await bar.getAttribute("value"), "30");
  await sound(page, "replay-runs");
  // It is looked at again by itself.
  now = { ...now, done: 70_000 };
  await said(page, "70.000 de 100.000 casos");
  await page.getByRole("button", { name: "Detener" }).click();
  await said(page, "Se detuvo antes de terminar");
  assert.equal(await bar.count(), 0);
  await sound(page, "replay-stopped");
  assert.deepEqual(errors, []);
  await context.close();
});
