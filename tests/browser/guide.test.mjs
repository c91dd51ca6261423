// The guide to a first model: from a preset to a published model, and what the contract says of the desk as a whole.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, sound, startEmptyDesk } from "./desk.mjs";

let desk;
let browser;
let administrator;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const said = (page, text) => page.getByText(text).first().waitFor();
const field = (page, label) =>
  page.getByRole("dialog").getByLabel(label, { exact: true });
const save = (page) => page.keyboard.press("Control+Enter");
const closed = (page) =>
  page.getByRole("dialog").waitFor({ state: "detached" });

/** Supervisors are to see on the screen that a case was solved. */
async function drawUpNotice(page) {
  await page.getByRole("link", { name: "Agregar regla" }).first().click();
  await field(page, "Nombre").fill("Lo solucionado, a supervisión");
  await field(page, "Supervisión").check();
  await field(page, "En pantalla").check();
  await save(page);
  await closed(page);
  await said(page, "Lo solucionado, a supervisión");
}

/** A case, with what the draft gives it as what is expected. */
async function describeCase(page) {
  await page.getByRole("link", { name: "Agregar escenario" }).first().click();
  await field(page, "Nombre").fill("Una llamada cualquiera");
  await page
    .getByRole("button", { name: "Esperar lo que da el borrador" })
    .click();
  await page.getByRole("dialog").getByText("Da lo esperado").waitFor();
  await save(page);
  await closed(page);
  await said(page, "Una llamada cualquiera");
}

test("from a preset to a published model, step by step", async () => {
  const { context, page, errors, call } = await administrator();
  const { version } = await call("GET", "/model");
  await page.goto(`${desk.url}/admin/model`);
  await page.getByRole("link", { name: "Abrir la guía" }).click();
  await said(page, "Empezar con un modelo hecho");
  await sound(page, "guide-start");
  await page.setViewportSize({ width: 390, height: 844 });
  await sound(page, "guide-start-narrow");
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByLabel("Dos niveles en terreno").check();
  await page.getByLabel("Redes · Segundo nivel").waitFor();
  await sound(page, "guide-preset");
  await page.getByRole("button", { name: "Usar este modelo" }).click();
  await page.waitForURL("**/admin/guide/hours");
  await said(page, "Paso 1 de 14.");
  await said(page, "Horario de terreno");
  const { items } = await call("GET", "/groups");
  const names = items.map(({ name }) => name);
  for (const name of ["Redes", "Soporte en terreno", "Aplicaciones"])
    assert.ok(names.includes(name), name);

  // A page's own editor opens within the guide, and ends there.
  await page.getByRole("link", { name: "Horario de terreno" }).click();
  await field(page, "Nombre").first().fill("Horario en terreno");
  await save(page);
  await closed(page);
  await page.waitForURL("**/admin/guide/hours");
  await said(page, "Horario en terreno");

  const next = page.getByRole("link", { name: "Siguiente", exact: true });
  for (let step = 2; step <= 14; step += 1) {
    await next.focus();
    await page.keyboard.press("Enter");
    await said(page, `Paso ${step} de 14.`);
    if (page.url().endsWith("/guide/notices")) await drawUpNotice(page);
    if (page.url().endsWith("/guide/scenarios")) await describeCase(page);
  }
  await eventually(() => next.count(), 0, "publishing is the last step");
  await sound(page, "guide-publish");

  // What was left goes on where the draft is.
  await page.goto(`${desk.url}/admin/guide`);
  await page.getByRole("link", { name: "Seguir con: Publicar" }).click();
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  await page
    .locator(".toast", { hasText: `Rige la versión ${version + 1}` })
    .waitFor();
  const model = await call("GET", "/model");
  assert.equal(model.agreements.length, 5);
  assert.ok(
    model.notices.some(({ name }) => name === "Lo solucionado, a supervisión"),
  );
  assert.ok(
    model.scenarios.some(({ name }) => name === "Una llamada cualquiera"),
  );
  assert.equal(model.calendars[1].name, "Horario en terreno");
  await page.goto(`${desk.url}/admin/guide`);
  await said(page, "14 de 14 pasos");
  assert.deepEqual(errors, []);
  await context.close();
});

test("commitments are drawn up, refused where nothing could miss them, and read in words", async () => {
  const { context, page, errors, call } = await administrator();
  await call("PUT", "/model/draft/commitments", { commitments: [] });
  await page.goto(`${desk.url}/admin/commitments`);
  await said(page, "Todavía no hay compromisos");
  await sound(page, "commitments-empty");
  await page.getByRole("link", { name: "Agregar compromiso" }).first().click();
  await field(page, "Nombre").fill("Satisfacción del año");
  await field(page, "Qué se mide").selectOption("satisfaction");
  await field(page, "Meta").fill("mucho");
  await field(page, "Período").selectOption("year");
  await save(page);
  await page.waitForFunction(() =>
    document.querySelector("dialog [aria-invalid]"),
  );
  await field(page, "Meta").fill("4,25");
  await sound(page, "commitment-form");
  await save(page);
  await closed(page);
  await said(page, "Satisfacción: al menos 4,25, cada año");

  await page.getByRole("link", { name: "Agregar compromiso" }).first().click();
  await field(page, "Nombre").fill("Abandono");
  await field(page, "Qué se mide").selectOption("calls_abandoned");
  await said(page, "no se puede distinguir por tipo");
  assert.equal(
    await page.getByRole("group", { name: "Para qué casos" }).count(),
    0,
  );
  await field(page, "Debe ser").selectOption("at_most");
  await field(page, "Meta").fill("100");
  await save(page);
  await closed(page);
  await said(page, "una cosa por corregir");
  await sound(page, "commitments");
  await call("DELETE", "/model/draft");
  // The browser tells of the target that was refused.
  assert.deepEqual(
    errors.filter((error) => !error.includes("422")),
    [],
  );
  await context.close();
});

test("hours and languages are set, and whoever registers a case outside of the hours is told", async () => {
  const { context, page, errors, call } = await administrator({
    viewport: { width: 320, height: 700 },
  });
  await page.goto(`${desk.url}/admin/service`);
  await page.getByLabel("Português").check();
  await page.getByRole("button", { name: "Guardar" }).click();
  await said(page, "ningún agente activo atiende en este idioma");
  await sound(page, "service-narrow");

  // A calendar that is open on one day of the week, which is not near.
  const { model } = await call("GET", "/model/draft");
  const { id: _, week, ...office } = model.calendars[0];
  const far = [0, 1, 6].includes(new Date().getDay()) ? "thursday" : "monday";
  const days = Object.keys(week).map((day) => [
    day,
    day === far ? ["12:00-13:00"] : [],
  ]);
  const seldom = {
    ...office,
    name: "Un día a la semana",
    week: Object.fromEntries(days),
  };
  const drafted = await call("PUT", "/model/draft/calendars", {
    calendars: [...model.calendars, seldom],
  });
  const hours = drafted.model.calendars.at(-1).id;
  const ready = await call("PUT", "/model/draft/service", {
    hours,
    languages: ["es"],
  });
  await call("POST", "/model/draft/publish", { over: ready.in_force });
  await page.goto(`${desk.url}/new`);
  await said(page, "Fuera del horario de atención");
  await sound(page, "new-case-closed");
  assert.deepEqual(errors, []);
  await context.close();
});
