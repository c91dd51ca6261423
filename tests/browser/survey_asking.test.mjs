// Whom a survey asks: said in its editor, done when a case is solved, told on the case, and summed up in the results.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  eventually,
  newPage,
  overflows,
  sound,
  startEmptyDesk,
} from "./desk.mjs";
import { startSmtp, textOf } from "./smtp.mjs";
import {
  MARK,
  WIDTHS,
  WORDS,
  newGroup,
  newSurvey,
  newUser,
  signedIn,
  solvedCase,
  whole,
} from "./survey.mjs";

const ANALYST = "tomas.araya@canelos.example";
const AGENT = "camila.vergara@canelos.example";
const ASKED = "daniela.fuentes@canelos.example";
const NAME = "Después de un caso";

let desk;
let browser;
let administrator;
let smtp;
let survey;
let group;
before(async () => {
  smtp = await startSmtp();
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  await newUser(call, "Tomás Araya", ANALYST, "analyst");
  const id = await newUser(call, "Camila Vergara", AGENT, "agent");
  group = await newGroup(call, "Mesa", [id]);
  const { settings } = await call("GET", "/desk");
  delete settings.version;
  await call("PUT", "/desk", { ...settings, public_url: desk.url });
  await call("PUT", "/mail/settings", {
    host: "127.0.0.1",
    port: smtp.port,
    security: "none",
    from_address: "mesa@canelos.example",
  });
  survey = await newSurvey(call, NAME, "named", [MARK, WORDS]);
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
  await smtp?.stop();
});

const as = (email, options) => signedIn(browser, desk, email, options);

const person = async (call, name, emails) =>
  (await call("POST", "/persons", { name, emails })).id;

const solved = (call, person) => solvedCase(call, group, person);

/** The link to the survey in the mails that came to whom it asks. */
const surveyLink = () =>
  smtp.mails
    .filter(({ to }) => to.includes(ASKED))
    .map((mail) => /http:\/\/[^\s"<>]+\/s\/[\w-]+/.exec(textOf(mail))?.[0])
    .find(Boolean);

const editor = () => `${desk.url}/admin/surveys/${survey}`;
const asking = (page) =>
  page.getByRole("region", { name: "A quién se pregunta" });

test("an administrator says whom a survey asks, by keyboard; what cannot be is told at its field", async () => {
  const { context, page, errors, call } = await administrator();
  await page.goto(editor());
  await asking(page).getByText("No pregunta a nadie por su cuenta").waitFor();
  // What is being written stays, and is saved after all.
  const name = page.getByLabel("Nombre", { exact: true });
  await name.fill(`${NAME} del piso 2`);
  await asking(page).getByRole("button", { name: "Cambiar a quién" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  const on = sheet.getByLabel("Preguntar después de un caso");
  await on.focus();
  await page.keyboard.press("Space");
  await sheet.getByLabel("Espera en minutos").fill("50000");
  await sheet.getByLabel("Días para responder").fill("10");
  await sheet.getByLabel("Recordar después de tantos días").fill("10");
  await sound(page, "asking-form");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("No se permite aquí").first().waitFor();
  for (const label of ["Espera en minutos", "Recordar después de tantos días"])
    await eventually(
      () => sheet.getByLabel(label).getAttribute("aria-invalid"),
      "true",
    );
  await eventually(
    () =>
      sheet
        .getByLabel("Espera en minutos")
        .evaluate((field) => field === document.activeElement),
    true,
  );
  await sheet.getByLabel("Espera en minutos").fill("pronto");
  await sheet.getByLabel("Recordar después de tantos días").fill("3");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("No se entiende").waitFor();
  await sound(page, "asking-wrong");
  await sheet.getByLabel("Espera en minutos").fill("90");
  await sheet.getByLabel("Falla").check();
  await sheet.getByRole("combobox", { name: "Grupo que solucionó" }).fill("Me");
  await page.getByRole("option", { name: "Mesa" }).click();
  await sheet.getByLabel("Uno de cada tantos casos").fill("5");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  for (const said of [
    /Al solucionarse, 1 h 30 min de horario de atención después/,
    /^Falla$/,
    /^Mesa$/,
    /^Uno de cada 5 casos, al azar$/,
    /^10 días$/,
    /^Una vez, después de 3 días$/,
  ])
    await asking(page).getByText(said).waitFor();
  const { asking: kept } = await call("GET", `/surveys/${survey}`);
  assert.equal(kept.after_case.delay_minutes, 90);
  assert.deepEqual(kept.after_case.groups, [group]);
  assert.equal(await name.inputValue(), `${NAME} del piso 2`);
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Todo guardado").waitFor();
  assert.equal(
    (await call("GET", `/surveys/${survey}`)).name,
    `${NAME} del piso 2`,
  );
  assert.deepEqual(
    errors.filter((error) => !error.includes("422")),
    [],
  );
  await context.close();
});

test("whoever else was faster is not overwritten unknowingly", async () => {
  const { context, page, errors, call } = await administrator();
  await page.goto(editor());
  await asking(page).getByRole("button", { name: "Cambiar a quién" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Días para responder").fill("20");
  const { asking: before } = await call("GET", `/surveys/${survey}`);
  await call("PUT", `/surveys/${survey}/asking`, { ...before, open_days: 30 });
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Otra persona cambió esto").waitFor();
  assert.equal((await call("GET", `/surveys/${survey}`)).asking.open_days, 30);
  assert.deepEqual(
    errors.filter((error) => !error.includes("412")),
    [],
  );
  await context.close();
});

test("others read whom it asks, in the dark and on a telephone too", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await as(ANALYST, { theme, width });
    await page.goto(editor());
    await asking(page).getByText("Uno de cada 5 casos, al azar").waitFor();
    assert.equal(await asking(page).getByRole("button").count(), 0);
    await whole(page, `asking-read-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
    const admin = await administrator({ theme, width });
    await admin.page.goto(editor());
    await asking(admin.page).getByRole("button").click();
    await admin.page.getByLabel("Espera en minutos").waitFor();
    await sound(admin.page, `asking-form-${theme}-${width}`);
    await admin.context.close();
  }
});

test("a solved case is asked about; the case says so, and how it was found, low marks with a sign", async () => {
  const admin = await administrator();
  const { asking: before } = await admin.call("GET", `/surveys/${survey}`);
  const after_case = {
    ...before.after_case,
    delay_minutes: 0,
    one_in: 1,
    groups: [],
  };
  after_case.for.kinds = [];
  await admin.call("PUT", `/surveys/${survey}/asking`, {
    ...before,
    after_case,
  });
  await admin.context.close();

  const { context, page, errors, call } = await as(AGENT);
  const daniela = await person(call, "Daniela Fuentes", [ASKED]);
  const number = await solved(call, daniela);
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.getByText(/^Encuesta enviada hoy/).waitFor();
  await sound(page, "case-survey-sent");

  await eventually(() => surveyLink() ?? "none yet", /\/s\//);
  const asked = await newPage(browser);
  await asked.page.goto(surveyLink());
  await asked.page.getByRole("radio", { name: "2", exact: true }).check();
  await asked.page.waitForTimeout(1_600);
  await asked.page.getByRole("button", { name: "Enviar respuesta" }).click();
  await asked.page.getByText("Gracias").first().waitFor();
  await asked.context.close();

  for (const [theme, width] of WIDTHS) {
    const reader = await as(AGENT, { theme, width });
    await reader.page.goto(`${desk.url}/cases/all/${number}`);
    if (width < 600)
      await reader.page.getByRole("tab", { name: "Clasificación" }).click();
    await reader.page.getByText("Respondida: 2 de 5").waitFor();
    await reader.page.getByText("Nota baja").waitFor();
    await sound(reader.page, `case-survey-${theme}-${width}`);
    assert.deepEqual(reader.errors, []);
    await reader.context.close();
  }

  const nobody = await solved(call, await person(call, "Rosa Sincorreo", []));
  await page.goto(`${desk.url}/cases/all/${nobody}`);
  await page.getByText("No se pregunta: no tiene correo").waitFor();
  assert.equal(await overflows(page), false);
  assert.deepEqual(errors, []);
  await context.close();
});

test("what a survey says is read with its intervals, by month and by part, and grows as it asks", async () => {
  const { context, page, errors } = await as(ANALYST);
  await page.goto(`${desk.url}/admin/surveys`);
  await page.getByRole("link", { name: /^Ver Después de un caso/ }).click();
  await page.waitForURL(/\/admin\/surveys\/\d+\/results$/);
  await page
    .getByText(
      /^2 de 5; satisfechos 0\s?% \(0\s?%–\d+\s?%, con 95\s?% de confianza\)$/,
    )
    .waitFor();
  // Drawn by the server, saved from there, and told in figures beside it.
  const drawn = page.getByRole("img", { name: /^Cómo se respondió: / }).first();
  await drawn.waitFor();
  assert.ok(await drawn.evaluate((img) => img.naturalWidth >= 240));
  const saved = page.getByRole("link", { name: /^Guardar el gráfico/ }).first();
  const svg = await page.request.get(
    new URL(await saved.getAttribute("href"), desk.url).href,
  );
  assert.equal(svg.headers()["content-type"], "image/svg+xml");
  await page.getByText("En cifras").first().click();
  await page
    .getByRole("row", { name: /^2 1 100\s?%$/ })
    .first()
    .waitFor();
  for (const name of ["Resultados (CSV)", "Respuestas (XLSX)"]) {
    const href = await page.getByRole("link", { name }).getAttribute("href");
    assert.equal(
      (await page.request.get(new URL(href, desk.url).href)).status(),
      200,
    );
  }
  const reach = page.getByRole("region", { name: "A quién se preguntó" });
  await reach.getByText("No tiene correo").waitFor();
  await page.getByLabel("Comparar por").selectOption("group");
  await page.getByRole("rowheader", { name: "Mesa" }).waitFor();
  // By agent only where that was agreed.
  assert.equal(
    await page.getByRole("option", { name: "Quien solucionó" }).count(),
    0,
  );
  await whole(page, "results");

  const agent = await as(AGENT);
  const left = () =>
    reach.getByText("No tiene correo").locator("+ dd").innerText();
  await eventually(left, "1");
  await solved(agent.call, await person(agent.call, "Elías Soto", []));
  await eventually(left, "2");
  await agent.context.close();

  await page.getByLabel("Hasta el mes").fill("2020-01");
  await page.getByText("Es anterior al primer mes").waitFor();
  await page.getByLabel("Desde el mes").fill("2020-01");
  await page.getByText("muy pocas respuestas para decirlo").first().waitFor();
  await whole(page, "results-none");
  assert.deepEqual(errors, []);
  await context.close();

  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await as(ANALYST, { theme, width });
    await page.goto(`${editor()}/results`);
    await page.getByLabel("Comparar por").selectOption("group");
    await page.getByRole("rowheader", { name: "Mesa" }).waitFor();
    await whole(page, `results-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("somebody is never asked again, and then again; and the desk says how often anybody is", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors, call } = await as(AGENT, { theme, width });
    const id = await person(call, `Olga ${width}`, []);
    await page.goto(`${desk.url}/people/${id}`);
    await page.getByRole("button", { name: "No encuestar" }).click();
    await page.getByText("La mesa decidió no encuestarle").waitFor();
    await sound(page, `person-not-asked-${theme}-${width}`);
    await page.getByRole("button", { name: "Volver a encuestar" }).click();
    await page.getByRole("button", { name: "No encuestar" }).waitFor();
    assert.equal((await call("GET", `/persons/${id}`)).not_asked, null);
    assert.deepEqual(errors, []);
    await context.close();
  }
  for (const [theme, width] of WIDTHS) {
    const { context, page, call } = await administrator({ theme, width });
    await page.goto(`${desk.url}/admin/desk`);
    const most = page.getByLabel("Cuántas, como máximo");
    await most.fill("400");
    await page.getByRole("button", { name: "Guardar" }).click();
    await eventually(() => most.getAttribute("aria-invalid"), "true");
    await whole(page, `tact-${theme}-${width}`);
    await most.fill("3");
    await page.getByRole("button", { name: "Guardar" }).click();
    await eventually(
      async () => (await call("GET", "/desk")).settings.tact.most,
      3,
    );
    await context.close();
  }
});
