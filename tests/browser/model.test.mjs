// The service model from nothing: a calendar and an agreement are drafted, a fault is seen and mended, the draft is
// published, and a case gets a deadline that explains itself.

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

test("a calendar and an agreement are drafted from nothing, mended, published, and give a deadline", async () => {
  const { context, page, errors, call } = await administrator();
  const { version } = await call("GET", "/model");
  await page.goto(`${desk.url}/admin/calendars`);
  await said(page, "Todavía no hay calendarios");
  await said(page, `Rige la versión ${version}.`);
  await sound(page, "model-calendars-empty");
  await page.getByRole("link", { name: "Agregar calendario" }).first().click();
  await field(page, "Nombre").first().fill("Horario hábil");
  await field(page, "Zona horaria").selectOption("America/Santiago");
  // From nine to six; the afternoon begins before the morning is over.
  await field(page, "Lunes, tramo 1, hasta").fill("13");
  await page.getByRole("button", { name: "Agregar tramo a Lunes" }).click();
  await field(page, "Lunes, tramo 2, desde").fill("1230");
  await field(page, "Lunes, tramo 2, hasta").fill("18");
  await page.getByRole("button", { name: "Copiar el lunes" }).click();
  await field(page, "Feriados de").selectOption("cl");

  // Every day that does not count is seen by its name, and one of them is worked after all.
  const year = page.getByRole("region", { name: "Días con nombre" });
  await year.getByText("Navidad").waitFor();
  assert.ok((await year.getByRole("listitem").count()) > 12);
  await page
    .getByRole("button", {
      name: /^Asunción de la Virgen: siempre se trabaja$/,
    })
    .click();
  await page
    .getByRole("button", { name: "Asunción de la Virgen: es feriado" })
    .waitFor();
  await sound(page, "model-calendar-form");
  await save(page);
  await closed(page);
  await said(page, "Borrador con un cambio, sin publicar");
  await said(page, "5 cosas por corregir");

  await page.goto(`${desk.url}/admin/agreements/new`);
  await field(page, "Nombre").fill("Todos los casos");
  const promise = (name) => page.getByRole("group", { name, exact: true });
  await promise("Promete una primera respuesta")
    .getByLabel("Minutos")
    .fill("30");
  await promise("Promete una solución").getByLabel("Horas").fill("4");
  await promise("Promete una solución")
    .getByLabel("Avisar al")
    .fill("50, 80 %");
  await promise("Promete una solución")
    .getByLabel("En espera del solicitante")
    .check();
  await sound(page, "model-agreement-form");
  await save(page);
  await closed(page);
  await said(
    page,
    "respuesta 30 min hábiles · solución 4 h hábiles · Horario hábil",
  );
  await sound(page, "model-agreements");

  // The page that publishes says what is wrong, and leads there.
  await page.getByRole("link", { name: "Revisar y publicar" }).click();
  await said(page, "Se agrega «Todos los casos»");
  const publish = page.getByRole("button", { name: "Publicar", exact: true });
  await eventually(() => publish.getAttribute("aria-disabled"), "true");
  await said(page, "Primero hay que corregir");
  await sound(page, "model-publish-faults");
  await page
    .getByRole("link", { name: "Calendarios › Horario hábil" })
    .first()
    .click();
  await page.waitForFunction(() =>
    document.querySelector("dialog [aria-invalid]"),
  );
  await said(page, "Se cruza con otro");
  await field(page, "Lunes, tramo 2, desde").fill("14");
  await page.getByRole("button", { name: "Copiar el lunes" }).click();
  await save(page);
  await closed(page);

  await page.goto(`${desk.url}/admin/model`);
  await publish.click();
  await page
    .locator(".toast", { hasText: `Rige la versión ${version + 1}` })
    .waitFor();
  await said(page, "No hay borrador");
  await sound(page, "model-published");
  assert.equal((await call("GET", "/model")).version, version + 1);

  // What a case gets: opened on a Friday at five, four hours later is Monday before noon.
  await page.goto(`${desk.url}/admin/agreements`);
  const panel = page.getByRole("region", { name: "¿Qué recibiría un caso?" });
  await panel.getByLabel("Canal").selectOption("mail");
  await panel.getByLabel("Registrado el").fill("2026-11-27T17:00");
  await panel.getByRole("button", { name: "Ver qué recibiría" }).click();
  await panel
    .getByRole("heading", { name: /^Solución antes de .* 12:00/ })
    .waitFor();
  const sum = panel.getByRole("table", {
    name: /^Solución: 4 h por el acuerdo/,
  });
  await eventually(
    () => sum.locator("tbody th[scope=row]").count(),
    2,
    "an hour on Friday, three on Monday",
  );
  await eventually(() => sum.locator("tfoot").innerText(), /4 h/);
  await sound(page, "model-try");
  assert.deepEqual(errors, []);
  await context.close();
});

test("a promise of a group, the order of agreements by keyboard, and what is taken away comes back", async () => {
  const { context, page, call } = await administrator();
  const group = await call("POST", "/groups", {
    name: "Soporte en terreno",
    level: "second",
    members: [],
    languages: ["es"],
    skills: [],
    open_to_all: true,
    active: true,
  });
  await page.goto(`${desk.url}/admin/group-agreements/new`);
  await field(page, "Grupo").selectOption(String(group.id));
  await page
    .getByRole("group", { name: /^Promete aceptar/ })
    .getByLabel("Minutos")
    .fill("15");
  await sound(page, "model-promise-form");
  await save(page);
  await closed(page);
  await said(page, "aceptación 15 min hábiles · Horario hábil");
  await sound(page, "model-promises");

  await page.goto(`${desk.url}/admin/agreements/new`);
  await field(page, "Nombre").fill("Críticos");
  await page.getByRole("dialog").getByLabel("Crítica").check();
  await page
    .getByRole("group", { name: "Promete una primera respuesta", exact: true })
    .getByLabel("Minutos")
    .fill("15");
  await page.getByLabel("Promete una solución", { exact: true }).uncheck();
  await save(page);
  await closed(page);
  // Behind the one that counts for all cases its turn never comes; before it, it does.
  await said(page, "una cosa por corregir");
  const up = page.getByRole("button", { name: "Subir Críticos" });
  await up.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    () => document.querySelector("ol.entries li a")?.textContent === "Críticos",
  );
  await eventually(
    () => up.evaluate((button) => button === document.activeElement),
    true,
    "the focus stays on it",
  );
  await page
    .getByText("una cosa por corregir")
    .first()
    .waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Quitar Críticos" }).click();
  await page
    .getByRole("link", { name: "Críticos" })
    .waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Deshacer" }).click();
  await page.getByRole("link", { name: "Críticos" }).waitFor();
  const { model } = await call("GET", "/model/draft");
  assert.deepEqual(
    model.agreements.map(({ name }) => name),
    ["Críticos", "Todos los casos"],
  );
  await call("DELETE", "/model/draft");
  await context.close();
});

test("who was slower is told what changed, and loses nothing that was typed", async () => {
  const { context, page, call } = await administrator();
  const inForce = await call("GET", "/model");
  const [agreement] = inForce.agreements;
  await page.goto(`${desk.url}/admin/agreements/${agreement.id}`);
  await field(page, "Nombre").fill("Lo que se escribe aquí");
  // Somebody else changes another part: that is no hindrance. Then the same agreement: that is one.
  const closing = { close_after_days: 4, reopen_within_days: 12 };
  await call("PUT", "/model/draft/closing", closing);
  await call("PUT", "/model/draft/agreements", {
    agreements: [{ ...agreement, name: "Lo de otra persona" }],
  });
  await save(page);
  await said(
    page,
    "Paulina Sepúlveda cambió esto mientras se editaba: Nombre.",
  );
  await eventually(
    () => field(page, "Nombre").inputValue(),
    "Lo que se escribe aquí",
  );
  await sound(page, "model-stale");
  await page.getByRole("button", { name: "Guardar lo escrito igual" }).click();
  await closed(page);
  const { model } = await call("GET", "/model/draft");
  assert.equal(model.agreements[0].name, "Lo que se escribe aquí");
  assert.equal(model.close_after_days, 4, "what was changed elsewhere is kept");

  // Publishing what somebody else changed at the last moment asks again, and marks what is new.
  await page.goto(`${desk.url}/admin/model`);
  await said(page, "Cambia «Lo que se escribe aquí»");
  let faster = () =>
    call("PUT", "/model/draft/closing", { ...closing, reopening: "restart" });
  await page.route("**/api/v1/model/draft/publish", async (route) => {
    await faster();
    faster = () => undefined;
    await route.continue();
  });
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  await said(page, "No se publicó; lo que no estaba en la lista está marcado.");
  await page.locator("dd", { has: page.locator(".tag") }).waitFor();
  await sound(page, "model-publish-stale");

  // All of it is given up.
  await page.getByRole("button", { name: "Descartar borrador" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "Descartar borrador" })
    .click();
  await said(page, "No hay borrador");
  const given = await call("GET", "/model/draft");
  assert.equal(given.open, false);
  assert.equal(given.model.close_after_days, inForce.close_after_days);

  // Whoever publishes what somebody else published a moment before is told the version, and what it brought.
  await call("PUT", "/model/draft/closing", closing);
  await said(page, "Cierre");
  const over = inForce.version;
  faster = () => call("POST", "/model/draft/publish", { over });
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  await said(page, `Rige la versión ${over + 1}.`);
  const brought = page.getByRole("region", {
    name: `Lo que trajo la versión ${over + 1}`,
  });
  await brought.getByText("Cierre").first().waitFor();
  await sound(page, "model-publish-gone");
  await context.close();
});

test("days of a file are chosen one by one, and a broken file names its line", async () => {
  const { context, page } = await administrator();
  await page.goto(`${desk.url}/admin/calendars/new`);
  await field(page, "Nombre").first().fill("Con archivo");
  const year = new Date().getFullYear();
  const file = (events) => ({
    name: "feriados.ics",
    mimeType: "text/calendar",
    buffer: Buffer.from(
      `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events}END:VCALENDAR\r\n`,
    ),
  });
  const event = (date, name) =>
    `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:${name}\r\nEND:VEVENT\r\n`;
  const input = page.getByLabel("Agregar desde archivo .ics");
  await input.setInputFiles(
    file(
      "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:ayer\r\nSUMMARY:x\r\nEND:VEVENT\r\n",
    ),
  );
  await said(page, "Línea 4:");
  await input.setInputFiles(
    file(
      event(`${year}1002`, "Aniversario") + event(`${year}1111`, "San Martín"),
    ),
  );
  await said(page, "El archivo tiene 2 días");
  await page.getByLabel("San Martín").uncheck();
  await sound(page, "model-ics");
  await page.getByRole("button", { name: "Agregar un día" }).click();
  const days = page.getByRole("region", { name: "Días con nombre" });
  await days.getByText("Aniversario").waitFor();
  assert.equal(await days.getByText("San Martín").count(), 0);
  await context.close();
});

test("every page of the model is sound on a narrow screen in the dark", async () => {
  const { context, page, errors } = await administrator({
    theme: "dark",
    width: 390,
  });
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const place of [
      "categories",
      "priority",
      "solutions",
      "calendars",
      "calendars/1",
      "agreements",
      "agreements/1",
      "group-agreements",
      "group-agreements/new",
      "model",
      "model/1",
    ]) {
      await page.goto(`${desk.url}/admin/${place}`);
      if (place.includes("/"))
        await page.getByRole("dialog").locator("h3, input").first().waitFor();
      else await page.getByRole("heading", { level: 2 }).first().waitFor();
      await page.waitForFunction(() => !document.querySelector(".bone"));
      await sound(page, `model-${place.replaceAll("/", "-")}-dark-${width}`);
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test("an escalation of two steps and a rule of assignment are drafted by form, and said in words", async () => {
  const { context, page, errors, call } = await administrator();
  await page.goto(`${desk.url}/admin/escalations`);
  await said(page, "Nadie se entera todavía");
  await sound(page, "model-escalations-empty");
  await page
    .getByRole("link", { name: "Agregar escalamiento" })
    .first()
    .click();
  await field(page, "Nombre").fill("Se acaba el plazo");
  const step = (n) =>
    page.getByRole("group", { name: `Paso ${n}`, exact: true });
  await step(1).getByLabel("Al (en % del plazo)").fill("80");
  await step(1).getByLabel("Supervisión", { exact: true }).uncheck();
  await step(1).getByLabel("Quien lo tiene").check();
  await page.getByRole("button", { name: "Agregar paso" }).click();
  await step(2).getByLabel("Subir la prioridad en un grado").check();
  await step(2)
    .getByLabel("Pasar al grupo")
    .selectOption("A otra persona de su grupo");
  await step(2).getByLabel("A quién del grupo").selectOption("in_turn");
  await sound(page, "model-escalation-form");
  await save(page);
  await closed(page);
  await said(page, "Solución al 80 %: avisar: quien lo tiene");
  await said(
    page,
    "Solución al 100 %: avisar: supervisión · pasar a otra persona de su grupo · por turno · subir la prioridad",
  );
  await sound(page, "model-escalations");

  await page.goto(`${desk.url}/admin/assignment/new`);
  await field(page, "Nombre").fill("Túneles");
  await page
    .getByRole("dialog")
    .getByLabel("Palabras del asunto")
    .fill("vpn, túnel");
  const { name } = await call("POST", "/persons", {
    name: "Amparo Quilodrán",
  });
  await page
    .getByRole("dialog")
    .getByRole("combobox", { name: "De estas personas" })
    .fill("quilod");
  await page.getByRole("option", { name }).click();
  await field(page, "A quién del grupo").selectOption("by_skill");
  await page.getByRole("dialog").getByLabel("Habilidad").fill("Redes");
  await sound(page, "model-rule-form");
  await save(page);
  await closed(page);
  await said(page, "por habilidad e idioma (redes)");
  await said(page, `Todos los casos · de ${name} · «vpn», «túnel»`);
  // What comes of it is tried with whoever asks.
  await page.goto(`${desk.url}/admin/scenarios/new`);
  await page
    .getByRole("dialog")
    .getByRole("combobox", { name: /^Solicitante/ })
    .fill("quilod");
  await page.getByRole("option", { name }).click();
  await sound(page, "model-scenario-person");
  await page.keyboard.press("Escape");
  await sound(page, "model-rules");
  assert.deepEqual(errors, []);
  await context.close();
});
