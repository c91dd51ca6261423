// A survey from nothing to published: designed by the client from a form that there is, tried in the preview, put in order
// by keyboard, and published by an administrator.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { callOf, newPage, picture, sound, startEmptyDesk } from "./desk.mjs";

const CLIENT = "carmen.vidal@cliente.example";
const ANALYST = "tomas.araya@canelos.example";
const PASSWORD = "otras palabras al azar";
const WORKS = "Después de un caso";

let desk;
let browser;
let administrator;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  const user = (name, email, role) =>
    call("POST", "/users", { name, email, roles: [role], password: PASSWORD });
  await user("Carmen Vidal", CLIENT, "client");
  await user("Tomás Araya", ANALYST, "analyst");
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** Somebody who has one role and no other. */
async function as(email, options) {
  const { context, page, errors } = await newPage(browser, options);
  const call = callOf(context, desk.url);
  await call("POST", "/session", { email, password: PASSWORD });
  return { context, page, errors, call };
}
const client = (options) => as(CLIENT, options);

const preview = (page) =>
  page.getByRole("complementary", { name: "Vista previa" });
const question = (page, n) =>
  page.getByRole("group", { name: `Pregunta ${n}`, exact: true });
const saved = (page) => page.getByText("Todo guardado").waitFor();

/** The whole page is sound: in a window so high that no line that stays at an edge covers anything. */
async function whole(page, name) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: size.width, height: 4000 });
  await sound(page, name);
  await page.setViewportSize(size);
}

/** Makes a survey from a form that there is; gives its id. */
async function survey(call, preset, name) {
  const presets = await call("GET", "/surveys/presets");
  const { form } = presets.find((one) => one.preset === preset);
  return (await call("POST", "/surveys", { name, form })).id;
}

test("a client finds the surveys, adds one from a form, changes its words and adds a question that depends on another", async () => {
  const { context, page, errors } = await client();
  await page.goto(desk.url);
  await page.getByText("Todavía no hay encuestas").waitFor();
  await page.getByRole("link", { name: "Encuestas" }).first().waitFor();
  await sound(page, "surveys-empty");
  await page.getByRole("link", { name: "Agregar encuesta" }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Nombre", { exact: true }).fill(WORKS);
  await sheet.getByLabel("Después de un caso").check();
  await sound(page, "survey-add");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/admin\/surveys\/\d+$/);
  await preview(page).getByText("¿Cómo evalúa la atención").waitFor();
  await whole(page, "survey-editor");

  // Other words, seen at once.
  await page
    .getByRole("button", { name: /1\. ¿Cómo evalúa la atención/ })
    .click();
  const text = question(page, 1).getByLabel("Pregunta", { exact: true });
  await text.fill("¿Cómo lo atendimos?");
  await preview(page).getByText("¿Cómo lo atendimos?").waitFor();

  // A question of one's own, for those who gave a middling mark.
  await page.getByRole("button", { name: "Agregar pregunta" }).press("Enter");
  await page.keyboard.press("v");
  await page.keyboard.press("Enter");
  await page.keyboard.type("¿Qué le faltó a la atención?");
  const seventh = question(page, 7);
  await seventh.getByRole("textbox", { name: "Opción 1" }).fill("Rapidez");
  await seventh.getByRole("textbox", { name: "Opción 2" }).fill("Claridad");
  await seventh.getByRole("button", { name: "Agregar condición" }).click();
  await seventh
    .getByLabel("Si en la pregunta")
    .selectOption({ label: "1. ¿Cómo lo atendimos?" });
  await seventh.getByLabel("la nota va de").selectOption("3");
  await seventh.getByLabel("a", { exact: true }).selectOption("4");
  await page
    .getByText("Si la nota va de 3 a 4 en «1. ¿Cómo lo atendimos?»")
    .waitFor();

  // The preview shows it to those, and reasons to whoever gives a low mark.
  const marks = preview(page).getByRole("group", {
    name: /¿Cómo lo atendimos/,
  });
  const own = preview(page).getByText("¿Qué le faltó a la atención?");
  const why = preview(page).getByText("¿Qué debimos hacer mejor?");
  assert.equal(await own.count(), 0);
  await marks.getByRole("radio", { name: "4" }).check();
  await own.waitFor();
  assert.equal(await why.count(), 0);
  await marks.getByRole("radio", { name: "2" }).check();
  await why.waitFor();
  assert.equal(await own.count(), 0);

  // The words that are missing are told at their place, counted for each language, and led to.
  await page.getByRole("button", { name: /English.*faltan 3/ }).waitFor();
  await page.getByText("Quedan 6 cosas por corregir").waitFor();
  await seventh
    .getByRole("button", { name: "Escribir en English: Pregunta" })
    .click();
  const english = seventh.getByLabel("Pregunta", { exact: true });
  await page.waitForFunction(
    () => document.activeElement?.getAttribute("lang") === "en",
  );
  assert.equal(await english.inputValue(), "");
  await whole(page, "survey-missing");
  await english.fill("What was missing?");
  await page.getByRole("button", { name: /English.*faltan 2/ }).waitFor();
  // The preview follows whoever writes.
  await preview(page).getByText("How do you rate").waitFor();
  await page.getByText("Quedan 5 cosas por corregir").click();
  await page
    .getByRole("button", { name: /7\..*Opción › Português: Falta/ })
    .last()
    .click();
  await page.waitForFunction(
    () => document.activeElement?.getAttribute("lang") === "pt",
  );
  await page.keyboard.type("Clareza");

  // What was typed is there after the page was closed, and a client does not publish.
  await page.getByText("Hay cambios sin guardar").waitFor();
  await page.reload();
  await page.getByText("Se recuperó lo que se escribió").waitFor();
  await page.getByText("Quedan 4 cosas por corregir").waitFor();
  await page.keyboard.press("Tab");
  await page.getByLabel("Nombre", { exact: true }).focus();
  await page.keyboard.press("Control+Enter");
  await saved(page);
  const publish = page.getByRole("button", { name: "Publicar…" });
  assert.equal(await publish.getAttribute("title"), "Publica quien administra");
  assert.deepEqual(errors, []);
  await context.close();
});

test("questions are put in order by keyboard, removed and had back; a condition on a later question is told", async () => {
  const { context, page, errors, call } = await client();
  const id = await survey(call, "visit", "Visita");
  await page.goto(`${desk.url}/admin/surveys/${id}`);
  const handle = page.getByRole("button", { name: "Mover la pregunta 5" });
  await handle.focus();
  await page.keyboard.press("ArrowUp");
  const has = () =>
    page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.equal(await has(), "Mover la pregunta 4");
  // It depends on the one that comes after it now.
  await page.getByText("Queda 1 cosa por corregir").click();
  await page.getByRole("button", { name: /Quedaría dentro/ }).click();
  assert.ok(
    await question(page, 4)
      .getByLabel("Si en la pregunta")
      .evaluate((field) => field === document.activeElement),
  );
  await page.getByRole("button", { name: "Bajar Pregunta 4" }).click();
  assert.equal(await has(), "Bajar Pregunta 5");
  await page.getByText("Queda 1 cosa por corregir").waitFor({
    state: "detached",
  });
  await page.getByRole("button", { name: "Quitar Pregunta 4" }).click();
  await page.getByText("Si responde no en «Pregunta que ya no está»").waitFor();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await page
    .getByText("Si responde no en «4. ¿El trabajo quedó terminado?»")
    .waitFor();
  await saved(page);

  // What somebody else saves is seen at once, as long as nothing is typed here.
  const { form } = await call("GET", `/surveys/${id}`);
  await call("PUT", `/surveys/${id}`, { name: "Visita técnica", form });
  await page.getByRole("heading", { name: "Visita técnica" }).waitFor();

  // Whoever was faster is told of, and nothing that was typed is lost.
  await page
    .getByRole("textbox", { name: "Título" })
    .fill("Cómo fue la visita");
  await call("PUT", `/surveys/${id}`, { name: "Visita en terreno", form });
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Alguien guardó otros cambios").waitFor();
  await whole(page, "survey-conflict");
  await page.getByRole("button", { name: "Ver lo actual" }).click();
  await page.getByRole("heading", { name: "Visita en terreno" }).waitFor();
  assert.equal(
    await page.getByRole("textbox", { name: "Título" }).inputValue(),
    "Su opinión sobre la visita",
  );
  await page.getByRole("button", { name: "Deshacer" }).click();
  assert.equal(
    await page.getByRole("textbox", { name: "Título" }).inputValue(),
    "Cómo fue la visita",
  );

  // A client chooses among the names of what conditions on the case may name, and sees whom they leave out.
  await page.getByRole("button", { name: /^3\. / }).click();
  const third = question(page, 3);
  await third.getByText("Solo para algunos casos").click();
  const groups = third.getByRole("combobox", { name: "Grupo que solucionó" });
  await groups.click();
  await third.getByRole("listbox").getByRole("option").first().waitFor();
  await groups.press("Enter");
  await third.getByLabel("Teléfono").check();
  await page.getByText(/^Si lo solucionó [^\d]/).waitFor();
  await page.getByText("Si llegó por Teléfono").waitFor();
  const onTime = preview(page).getByText("¿La visita se hizo a la hora");
  await onTime.waitFor();
  await preview(page).getByLabel("El caso cumple las condiciones").uncheck();
  await onTime.waitFor({ state: "detached" });
  assert.deepEqual(
    errors.filter((error) => !error.includes("412")),
    [],
  );
  await context.close();
});

test("an administrator publishes, is told what is new, and each version can be looked at", async () => {
  const { context, page, errors, call } = await administrator();
  const id = await survey(call, "quarterly", "Trimestral");
  await page.goto(`${desk.url}/admin/surveys/${id}`);
  await page.getByText("Ninguna todavía").waitFor();
  const publish = page.getByRole("button", { name: "Publicar…" });
  const confirm = page
    .getByRole("dialog")
    .getByRole("button", { name: "Publicar", exact: true });
  await publish.click();
  await confirm.click();
  await page.getByRole("link", { name: "Versión 1" }).waitFor();
  assert.equal(
    await publish.getAttribute("title"),
    "No hay cambios desde la última versión",
  );

  await page.getByRole("button", { name: /^8\. / }).click();
  await question(page, 8)
    .getByLabel("Pregunta", { exact: true })
    .fill("¿Algo más?");
  await page.getByRole("button", { name: "Subir Pregunta 8" }).click();
  assert.equal(
    await publish.getAttribute("title"),
    "Primero, guardar los cambios",
  );
  await page.getByRole("button", { name: "Guardar" }).click();
  await saved(page);
  await publish.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Otro texto: «¿Algo más?»").waitFor();
  await dialog.getByText("Otro orden de las preguntas").waitFor();
  await sound(page, "survey-publish");
  await confirm.click();
  await page.getByRole("link", { name: "Versión 2" }).waitFor();
  await page.getByRole("link", { name: "Versión 1" }).click();
  await dialog.getByText("¿Quiere agregar algo?").waitFor();
  await sound(page, "survey-version");
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/admin\/surveys\/\d+$/);
  assert.deepEqual(errors, []);
  await context.close();
});

test("a form goes out as a file and comes in again; a file that is none is told so", async () => {
  const { context, page, errors, call } = await client();
  const id = await survey(call, "visit", "Para llevar");
  await page.goto(`${desk.url}/admin/surveys/${id}`);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exportar" }).click();
  const file = await (await coming).path();
  const exported = JSON.parse(await readFile(file, "utf8"));
  assert.equal(exported.form.questions.length, 7);

  await page.goto(`${desk.url}/admin/surveys/new`);
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Un archivo").check();
  const none = path.join(path.dirname(file), "none.json");
  await writeFile(none, "hola");
  const choose = (name) =>
    sheet.getByLabel("Archivo", { exact: true }).setInputFiles(name);
  await choose(none);
  await sheet.getByText("Este archivo no es el de una encuesta").waitFor();
  await sound(page, "survey-file-none");
  // One that the desk refuses: its places are told.
  const wrong = structuredClone(exported);
  wrong.form.questions[0].kind = "stars";
  await writeFile(none, JSON.stringify(wrong));
  await choose([]);
  await choose(none);
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("El archivo no se puede usar así").waitFor();
  await sheet.getByText("form.questions.0.kind").waitFor();
  await choose(file);
  await sheet.getByLabel("Nombre", { exact: true }).fill("De vuelta");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/admin\/surveys\/\d+$/);
  await page.getByRole("heading", { name: "De vuelta" }).waitFor();
  const { form } = await call(
    "GET",
    `/surveys/${Number(new URL(page.url()).pathname.split("/").at(-1))}`,
  );
  assert.deepEqual(form, exported.form);
  assert.deepEqual(
    errors.filter((error) => !error.includes("422")),
    [],
  );
  await context.close();
});

test("list, editor and preview are sound on a telephone, in the dark and at 320 px", async () => {
  for (const [theme, width] of [
    ["dark", 390],
    ["light", 320],
    ["dark", 1440],
    ["light", 900],
  ]) {
    const { context, page, errors, call } = await client({ theme, width });
    await page.goto(`${desk.url}/admin/surveys`);
    await page.getByRole("link", { name: WORKS, exact: true }).waitFor();
    await sound(page, `surveys-${theme}-${width}`);
    const { items } = await call("GET", "/surveys");
    const { id } = items.find(({ name }) => name === WORKS);
    await page.goto(`${desk.url}/admin/surveys/${id}`);
    await page.getByRole("button", { name: /^2\. / }).click();
    await question(page, 2).getByText("Solo para algunos casos").click();
    await whole(page, `survey-editor-${theme}-${width}`);
    await preview(page).getByRole("radio", { name: "1" }).first().check();
    await preview(page).getByText("¿Qué debimos hacer mejor?").waitFor();
    await preview(page).scrollIntoViewIfNeeded();
    await whole(page, `survey-preview-${theme}-${width}`);
    const send = preview(page).getByRole("button", { name: "Enviar" });
    await send.click();
    await preview(page).getByText("Gracias por responder").waitFor();
    await picture(page, `survey-thanks-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("an analyst sees a survey as it is asked, and has nothing to change it with", async () => {
  const { context, page, errors, call } = await as(ANALYST);
  const { items } = await call("GET", "/surveys");
  const { id, name } = items.find(({ published }) => published > 0);
  await page.goto(`${desk.url}/cases/all`);
  await page.getByRole("link", { name: "Encuestas" }).first().click();
  await page.getByRole("link", { name, exact: true }).click();
  await preview(page).getByText("¿Algo más?").waitFor();
  assert.equal(new URL(page.url()).pathname, `/admin/surveys/${id}`);
  for (const name of ["Guardar", "Agregar pregunta"])
    assert.equal(await page.getByRole("button", { name }).count(), 0);
  await whole(page, "survey-read");
  assert.deepEqual(errors, []);
  await context.close();
});
