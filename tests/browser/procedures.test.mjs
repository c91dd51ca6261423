// Procedures from nothing: drafted and tried in the editor, asked while a case is registered, ticked in the case by keyboard,
// and a reason when it is solved without a required step.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
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
  folder = await mkdtemp(path.join(tmpdir(), "ventanilla-procedures-"));
  const data = path.join(folder, "desk.redb");
  await run(
    ["setup", "--data", data, "--admin-email", EMAIL, "--admin-password-stdin"],
    PASSWORD,
  );
  [desk, browser] = await Promise.all([startDesk({ data }), openBrowser()]);
  const { context, call, me } = await ana();
  const { roles, name, email, person, languages, skills, active } = await call(
    "GET",
    `/users/${me.id}`,
  );
  const both = [...new Set([...roles, "agent"])];
  await call("PUT", `/users/${me.id}`, {
    name,
    email,
    roles: both,
    person,
    languages,
    skills,
    active,
  });
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Ana, who administers and works at the desk, and what she asks of the API. */
async function ana(options) {
  const { context, page, errors } = await newPage(browser, options);
  const call = callOf(context, desk.url);
  const me = await call("POST", "/session", {
    email: EMAIL,
    password: PASSWORD,
  });
  return { context, page, errors, call, me };
}

const everywhere = { kinds: [], categories: [], groups: [], levels: [] };

/** A procedure to work by and questions to ask, in force. */
async function agree(call) {
  const step = (id, text, answer, required = false) => ({
    id,
    text,
    required,
    answer,
    link: null,
  });
  const work = {
    name: "Equipo que no enciende",
    purpose: "work",
    for: everywhere,
    steps: [
      step(
        1,
        "¿Enciende **alguna luz**?",
        { kind: "yes_no", no: { to: "step", step: 3 } },
        true,
      ),
      step(2, "Reiniciar sin periféricos", { kind: "tick" }),
      step(3, "Probar con otro cargador", { kind: "tick" }, true),
      step(
        4,
        "Qué se encontró",
        { kind: "choice", options: ["Cargador", "Placa"] },
        true,
      ),
      step(5, "Número de serie", { kind: "text" }),
    ],
  };
  const questions = {
    name: "Qué preguntar",
    purpose: "questions",
    for: everywhere,
    steps: [
      step(1, "¿Es un notebook?", { kind: "yes_no", no: { to: "end" } }, true),
      step(2, "¿Está con el cargador?", { kind: "yes_no" }),
    ],
  };
  await call("PUT", "/model/draft/procedures", {
    procedures: [work, questions],
  });
  const { in_force } = await call("GET", "/model/draft");
  await call("POST", "/model/draft/publish", { over: in_force });
}

const field = (page, label) =>
  page.getByRole("dialog").getByLabel(label, { exact: true });
const closed = (page) =>
  page.getByRole("dialog").waitFor({ state: "detached" });

test("a procedure is drafted, its order changed by keyboard, looked through, and a branch that leads back is told", async () => {
  const { context, page, errors } = await ana();
  await page.goto(`${desk.url}/admin/procedures`);
  await page.getByText("Todavía no hay procedimientos").waitFor();
  await sound(page, "procedures-empty");
  await page
    .getByRole("link", { name: "Agregar procedimiento" })
    .first()
    .click();
  await field(page, "Nombre").fill("Alta de usuario");
  const step = (n) =>
    page.getByRole("group", { name: `Paso ${n}`, exact: true });
  await step(1).getByLabel("Qué hacer o preguntar").fill("Crear la cuenta");
  await page.getByRole("button", { name: "Agregar paso" }).click();
  await page.keyboard.type("¿Hay **autorización**?");
  await step(2).getByLabel("Cómo se responde").selectOption("yes_no");
  await step(2)
    .getByLabel("Con no, seguir en")
    .selectOption({ label: "El final" });
  // The question comes first: moved by the arrows where it is taken hold of.
  await step(2).getByRole("button", { name: "Mover el paso 2" }).focus();
  await page.keyboard.press("ArrowUp");
  await eventually(
    () => step(1).getByLabel("Qué hacer o preguntar").inputValue(),
    /autorización/,
  );
  await eventually(
    () =>
      page.evaluate(() => document.activeElement.getAttribute("aria-label")),
    "Mover el paso 1",
  );
  await page.getByText("Ver cómo queda").click();
  await page
    .getByRole("dialog")
    .getByText("autorización", { exact: true })
    .waitFor();
  const no = page
    .getByRole("dialog")
    .getByRole("button", { name: "No", exact: true });
  await no.click();
  await page
    .getByRole("dialog")
    .getByText("Crear la cuenta", { exact: true })
    .waitFor({ state: "detached" });
  await sound(page, "procedure-form");
  await page.keyboard.press("Control+Enter");
  await closed(page);
  await page.getByText("2 pasos").waitFor();
  await sound(page, "procedures");

  // Put behind what it leads to, the branch leads back.
  await page.getByRole("link", { name: "Alta de usuario" }).click();
  await step(1)
    .getByLabel("Con no, seguir en")
    .selectOption({ label: "2. Crear la cuenta" });
  await page.getByRole("button", { name: "Bajar Paso 1" }).click();
  await page.keyboard.press("Control+Enter");
  await closed(page);
  await page.getByRole("link", { name: "Alta de usuario" }).click();
  await page.waitForFunction(() =>
    document.querySelector("dialog [aria-invalid]"),
  );
  await page.getByText("Quedaría dentro de sí mismo").waitFor();
  await sound(page, "procedure-fault");
  // What is not in force yet has no figures, which the browser tells of.
  assert.deepEqual(
    errors.filter((error) => !error.includes("404")),
    [],
  );
  await context.close();
});

test("questions are asked while a case is registered, its steps ticked by keyboard, and solving asks for a reason", async () => {
  const { context, page, errors, call } = await ana();
  await agree(call);
  const person = await call("POST", "/persons", {
    name: "Rosa Fuentes",
    emails: ["rosa@canelos.example"],
  });
  await page.goto(`${desk.url}/new`);
  await page.getByLabel("Solicitante").fill("rosa");
  await page.getByRole("option", { name: /Rosa Fuentes/ }).click();
  await page.getByLabel("Asunto").fill("El equipo no enciende");
  const asked = page.getByRole("region", { name: "Qué preguntar" });
  await asked.getByText("¿Es un notebook?").waitFor();
  const yes = asked.getByRole("button", { name: "Sí", exact: true });
  await yes.first().click();
  await asked.getByText("¿Está con el cargador?").waitFor();
  await sound(page, "questions");
  await page.getByRole("button", { name: "Registrar y abrir" }).click();
  await page.waitForURL(/\/case/);

  const panel = page.locator("#procedure");
  await panel.getByText("Equipo que no enciende").waitFor();
  await panel.getByText("0 de 5").waitFor();
  await page.getByRole("heading", { name: "Preguntas al registrar" }).waitFor();
  await page.locator("#case-title").focus();
  await page.keyboard.press("c");
  await page.keyboard.press("Enter");
  await panel.getByText("1 de 5").waitFor();
  // The focus is at the next step: a space ticks it.
  await page.waitForFunction(
    () => document.activeElement.closest("[data-step]")?.dataset.step === "2",
  );
  await page.keyboard.press("Space");
  await panel.getByText("2 de 5").waitFor();
  await panel
    .getByText(/^ana\.rojas@mesa\.example, /)
    .first()
    .waitFor();
  await sound(page, "procedure");

  await page.getByRole("button", { name: "Solucionar" }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Probar con otro cargador").waitFor();
  await sheet.getByLabel("Solución").fill("Se cambió el cargador.");
  await page.keyboard.press("Control+Enter");
  await sheet
    .getByText("Quedan pasos obligatorios del procedimiento. Hacerlos", {
      exact: false,
    })
    .waitFor();
  await sound(page, "solve-steps");
  await sheet
    .getByLabel("Motivo para solucionar sin ellos")
    .fill("Lo vio el proveedor");
  await page.keyboard.press("Control+Enter");
  await closed(page);
  await page
    .getByText("Lo vio el proveedor")
    .first()
    .waitFor({ state: "attached" });
  // The refusal of the first try is what the browser complains about.
  assert.deepEqual(
    errors.filter((error) => !/ 409 /.test(error)),
    [],
  );
  assert.ok(person.id);

  // What was done and what was left out is counted where the procedure is agreed.
  await page.goto(`${desk.url}/admin/procedures`);
  await page.getByRole("link", { name: "Equipo que no enciende" }).click();
  const figures = page.getByRole("region", { name: "Cómo se cumple" });
  const counted = (step) =>
    figures
      .getByRole("row", { name: step })
      .getByRole("cell")
      .allInnerTexts()
      .then((cells) => cells.slice(0, 3));
  await eventually(() => counted("Probar con otro cargador"), ["0", "1", "0"]);
  await sound(page, "procedure-figures");
  await context.close();
});

test("the panel is a part of its own where there is no room beside the conversation, in the dark too", async () => {
  const { context, page, call } = await ana({ width: 320, theme: "dark" });
  const requester = { email: "rosa@canelos.example" };
  const { number } = await call("POST", "/tickets", {
    subject: "Otro equipo",
    channel: "phone",
    requester,
  });
  await page.goto(`${desk.url}/case/${number}`);
  await page.getByRole("tab", { name: "Procedimiento" }).click();
  await page.locator("#procedure").getByText("0 de 5").waitFor();
  await sound(page, "procedure-narrow");
  await context.close();
});
