// Notices: an administrator says who hears of what and where other programs hear it; an agent is told on screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { callOf, demonstration, enterAs, newPage, sound } from "./desk.mjs";

const desk = demonstration();

test("a rule of notices is drawn up, its words are seen as a mail, and what is wrong stands at its place", async () => {
  const { context, page, errors } = await newPage(desk.browser);
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/notices`);
  await page
    .getByRole("link", { name: "Plazos vencidos, a supervisión" })
    .waitFor();
  await sound(page, "notices");
  await page.getByRole("link", { name: "Agregar regla" }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Nombre", { exact: true }).fill("Soluciones");
  await sheet.getByRole("checkbox", { name: "Quien pide" }).check();
  const spanish = sheet.getByRole("group", { name: "Español" });
  await spanish.getByLabel("Asunto").fill("Listo: {asunto}");
  await spanish
    .getByLabel("Texto")
    .fill("{nombre}, el caso {clave} está listo.");
  await spanish
    .getByRole("button", { name: "Ver como correo: Español" })
    .click();
  await spanish.getByText("Entre llaves hay algo que no es un campo").waitFor();
  await spanish
    .getByLabel("Texto")
    .fill("{nombre}, el caso {número} está listo.");
  await spanish
    .getByRole("button", { name: "Ver como correo: Español" })
    .click();
  await spanish.getByText("[nombre], el caso [número] está listo.").waitFor();
  await sound(page, "notice-form");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Guardado en el borrador: Soluciones").waitFor();
  await page.getByRole("link", { name: "Soluciones", exact: true }).waitFor();

  // A rule without ways keeps an escalation quiet: that is said in the list, in the form, and where it is published.
  await page
    .getByRole("link", { name: "Plazos vencidos, a supervisión" })
    .click();
  const ways = sheet
    .getByRole("group", { name: "Por qué medio" })
    .getByRole("checkbox");
  await ways.first().waitFor();
  for (const way of await ways.all()) await way.uncheck();
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  const marked = page
    .getByRole("listitem")
    .filter({ hasText: "1 por revisar" });
  await marked
    .getByRole("link", { name: "Plazos vencidos, a supervisión" })
    .click();
  await sheet.getByText("A quienes va dirigida no se les avisa nada").waitFor();
  await sound(page, "notice-silent");
  await page.keyboard.press("Escape");
  await page.goto(`${desk.url}/admin/model`);
  await page.getByRole("heading", { name: "Por revisar" }).waitFor();
  await page.getByText("A quienes va dirigida no se les avisa nada").waitFor();
  await sound(page, "model-to-look-at");
  // The browser tells of what was refused.
  assert.deepEqual(
    errors.filter((error) => !error.includes("422")),
    [],
  );
  await context.close();
});

test("a webhook is added, tried, and says why nothing was taken", async () => {
  const { context, page, errors } = await newPage(desk.browser, {
    theme: "dark",
    width: 320,
    height: 700,
  });
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/webhooks`);
  await page.getByRole("link", { name: "Agregar webhook" }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Nombre", { exact: true }).fill("ERP");
  await sheet.getByLabel("Dirección").fill("https://127.0.0.1:1/mesa");
  await sheet.getByLabel("Clave secreta").fill("un secreto de veras largo");
  await sound(page, "webhook-form");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Guardado: ERP").waitFor();
  await page.getByRole("button", { name: "Probar ERP" }).click();
  await page.getByText("No lo recibió.").waitFor();
  await page.getByText("lies inside the premises").waitFor();
  await sound(page, "webhooks");
  assert.deepEqual(errors, []);
  await context.close();
});

test("an agent is told on screen at once, and reads it by keyboard", async () => {
  const { context, page, errors } = await newPage(desk.browser);
  const agent = await enterAs(context, desk.url, "agent");
  await page.goto(`${desk.url}/cases/mine`);
  await page
    .getByRole("button", { name: "Avisos, ninguno sin leer" })
    .waitFor();

  const other = await newPage(desk.browser);
  await enterAs(other.context, desk.url, "supervisor");
  const call = callOf(other.context, desk.url);
  const made = await call("POST", "/tickets", {
    subject: "Sin red en bodega",
    channel: "mail",
    requester: { email: "luis@canelos.example" },
    group: agent.groups[0].id,
    assignee: agent.id,
  });
  await page.getByRole("button", { name: "Avisos, uno sin leer" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Sin red en bodega").waitFor();
  await sound(page, "bell");
  await sheet.getByRole("link", { name: "Sin leer: Caso asignado" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${desk.url}/cases/all/${made.number}`);
  await page
    .getByRole("button", { name: "Avisos, ninguno sin leer" })
    .waitFor();
  assert.deepEqual(errors, []);
  await other.context.close();
  await context.close();
});
