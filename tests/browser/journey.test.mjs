// The whole way of a service model in the browser: drawn up from a preset over a year of cases, its scenarios run, the year
// replayed, published; then somebody supervises, hears of a deadline by mail as it comes up, and asks why it is then.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { after, before, test } from "node:test";
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
import { startSmtp, subjectOf } from "./smtp.mjs";

const EMAIL = "ana.rojas@mesa.example";
const PAZ = "paz.soto@mesa.example";
const PASSWORD = "cuatro palabras al azar";
/** How many cases the year has; 100,000 take some minutes to make. */
const CASES = process.env.VENTANILLA_JOURNEY_CASES ?? "4000";

let desk;
let browser;
let folder;
let smtp;
before(
  async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ventanilla-journey-"));
    const data = path.join(folder, "desk.redb");
    const until = new Date().toISOString();
    await run([
      ...["sample", "--data", data, "--tickets", CASES, "--until", until],
    ]);
    const setup = ["--admin-email", EMAIL, "--admin-password-stdin"];
    await run(["setup", "--data", data, ...setup], PASSWORD);
    [desk, browser, smtp] = await Promise.all([
      startDesk({ data }),
      openBrowser(),
      startSmtp(),
    ]);
  },
  { timeout: 900_000 },
);
after(async () => {
  await browser?.close();
  await desk?.stop();
  await smtp?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const said = (page, text) => page.getByText(text).first().waitFor();
const dialog = (page) => page.getByRole("dialog");
const field = (page, label) => dialog(page).getByLabel(label, { exact: true });
const save = (page) => page.keyboard.press("Control+Enter");
const closed = (page) => dialog(page).waitFor({ state: "detached" });

/** Whoever administers, signed in at the door. */
async function administrator() {
  const { context, page, errors } = await newPage(browser);
  await page.goto(desk.url);
  await page.getByLabel("Correo").fill(EMAIL);
  await page.getByLabel("Clave").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation").first().waitFor();
  errors.length = 0;
  return { context, page, errors, call: callOf(context, desk.url) };
}

/** Paz, who supervises, comes in by the link that she was given. */
async function supervisor(call) {
  const { id } = await call("POST", "/users", {
    name: "Paz Soto",
    email: PAZ,
    roles: ["supervisor"],
  });
  const { link } = await call("POST", `/users/${id}/password-link`, {
    delivery: "shown",
  });
  const { context, page, errors } = await newPage(browser);
  await page.goto(link);
  await page.getByLabel("Clave nueva").fill(PASSWORD);
  await page.getByRole("button", { name: "Guardar la clave y entrar" }).click();
  await page.getByRole("banner").waitFor();
  errors.length = 0;
  return { context, page, errors };
}

test("a model is drawn up, tried, published, and its deadlines come up", async () => {
  const { context, page, errors, call } = await administrator();
  await call("PUT", "/mail/settings", {
    host: "127.0.0.1",
    port: smtp.port,
    security: "none",
    from_address: "mesa@mesa.example",
  });
  const { version } = await call("GET", "/model");

  // From a preset.
  await page.goto(`${desk.url}/admin/guide`);
  await page.getByLabel("Dos niveles en terreno").check();
  await page.getByRole("button", { name: "Usar este modelo" }).click();
  await page.waitForURL("**/admin/guide/hours");

  // What is critical is to be solved within two minutes, by day and by night.
  await page.goto(`${desk.url}/admin/agreements`);
  await page
    .getByRole("link", { name: "Prioridad crítica", exact: true })
    .click();
  const solution = page.getByRole("group", {
    name: "Promete una solución",
    exact: true,
  });
  await solution.getByLabel("Horas").fill("0");
  await solution.getByLabel("Minutos").fill("2");
  await solution.getByLabel("De qué tiempo").selectOption("elapsed");
  await save(page);
  await closed(page);

  // A scenario of the preset says what that changes, and is agreed anew.
  await page.goto(`${desk.url}/admin/scenarios`);
  const shortly = "Falla crítica poco antes del cierre";
  await said(page, "No da lo esperado: solución");
  await page.getByRole("link", { name: shortly, exact: true }).click();
  await dialog(page)
    .getByRole("row", { name: /Solución.*en cambio/ })
    .waitFor();
  await dialog(page)
    .getByRole("button", { name: "Esperar lo que da el borrador" })
    .click();
  await save(page);
  await closed(page);
  const unmet = page.getByText(/No da lo esperado/);
  await eventually(() => unmet.allInnerTexts(), []);
  await sound(page, "journey-scenarios");

  // The year through the draft, with a bar that says how far it is.
  await page.goto(`${desk.url}/admin/replays/new`);
  await field(page, "Nombre").fill("El año con dos minutos");
  const year = new Date();
  year.setFullYear(year.getFullYear() - 1);
  await field(page, "Casos registrados desde el").fill(
    year.toISOString().slice(0, 10),
  );
  await field(page, "Hasta el").fill(new Date().toISOString().slice(0, 10));
  const bar = page.getByRole("progressbar").waitFor();
  await save(page);
  await closed(page);
  await bar;
  await page
    .getByText(/casos habrían ido de otro modo\./)
    .waitFor({ timeout: 120_000 });
  const [replay] = await call("GET", "/model/replays");
  assert.equal(replay.state, "done");
  assert.ok(replay.result.cases >= Number(CASES) * 0.95, replay.result.cases);
  await page.getByRole("heading", { name: "Plazos cumplidos" }).waitFor();
  await page.getByRole("heading", { name: /^Avisos de todo/ }).waitFor();
  await sound(page, "journey-replay");

  // Published.
  await page.goto(`${desk.url}/admin/model`);
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  await page
    .locator(".toast", { hasText: `Rige la versión ${version + 1}` })
    .waitFor();

  // Minutes later: a critical case comes up to its deadline on the board, and its supervisor hears of it.
  const paz = await supervisor(call);
  const { secret } = await call("POST", "/tokens", {
    name: "Robot",
    role: "agent",
    scope: "write",
  });
  const registered = await fetch(`${desk.url}/api/v1/tickets`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${secret}`,
    },
    body: JSON.stringify({
      subject: "La sede sin red",
      channel: "mail",
      requester: { email: "rosa@canelos.example" },
      kind: "incident",
      impact: "site",
      urgency: "high",
    }),
  });
  assert.equal(registered.status, 201);
  const { number } = await registered.json();
  await paz.page.goto(`${desk.url}/board?priority=critical`);
  const row = paz.page.locator(`tr[data-row="${number}"]`);
  await row.waitFor();
  await eventually(() => row.innerText(), /vence en [12] min/);
  await sound(paz.page, "journey-board");

  const clocks = await call("GET", `/tickets/${number}/clocks`);
  const { due_at: due } = clocks.clocks.find(
    ({ clock }) => clock === "solution",
  );
  const deadline = Date.parse(due);
  const late = (mail) =>
    /^Date: (.*)$/m.exec(mail.data) &&
    Date.parse(/^Date: (.*)$/m.exec(mail.data)[1]) >= deadline - 1000;
  let missed;
  for (const end = deadline + 30_000; !missed && Date.now() < end;) {
    missed = smtp.mails.find(
      (mail) =>
        mail.to.includes(PAZ) &&
        subjectOf(mail).includes(String(number)) &&
        late(mail),
    );
    if (!missed) await new Promise((resume) => setTimeout(resume, 200));
  }
  assert.ok(missed, "Paz is told when the time is over");
  assert.match(subjectOf(missed), new RegExp(`${number}`));
  const stamp = Date.parse(/^Date: (.*)$/m.exec(missed.data)[1]);
  assert.ok(stamp - deadline < 10_000, `${missed.data}: due ${due}`);
  await eventually(() => row.innerText(), /venció/);

  // Why then: the sum.
  await row.getByRole("link").first().click();
  await paz.page.getByRole("button", { name: "¿Por qué?" }).click();
  const sum = paz.page.getByRole("table", {
    name: "Solución: 2 min por el acuerdo «Prioridad crítica»",
  });
  await sum.waitFor();
  await eventually(() => sum.locator("tfoot").innerText(), /Suma\s+2 min/);
  await sound(paz.page, "journey-sum");
  assert.deepEqual([...errors, ...paz.errors], []);
  await context.close();
  await paz.context.close();
});
