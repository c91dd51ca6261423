// A low mark is seen to: asked on the telephone, told to whoever watches over the desk, taken, noted and done.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, sound, startEmptyDesk } from "./desk.mjs";
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

const SUPERVISOR = "sofia.lagos@canelos.example";
const AGENT = "camila.vergara@canelos.example";
const NAME = "Después de un caso";

let desk;
let browser;
let administrator;
let survey;
let group;
let persons = 0;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  await newUser(call, "Sofía Lagos", SUPERVISOR, "supervisor");
  const id = await newUser(call, "Camila Vergara", AGENT, "agent");
  group = await newGroup(call, "Mesa", [id]);
  survey = await newSurvey(call, NAME, "named", [MARK, WORDS]);
  const { asking } = await call("GET", `/surveys/${survey}`);
  // Asked on the telephone alone: a desk without mail.
  await call("PUT", `/surveys/${survey}/asking`, {
    ...asking,
    follow_up_days: 2,
  });
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const as = (email, options) => signedIn(browser, desk, email, options);

/** A solved case of somebody new; gives its number and their name. */
async function solved(call) {
  persons += 1;
  const name = `Persona ${persons}`;
  const { id } = await call("POST", "/persons", { name, emails: [] });
  return { number: await solvedCase(call, group, id), name };
}

/** A low mark that an agent was told on the telephone; gives the id of its follow-up. */
async function marked(call) {
  const { number, name } = await solved(call);
  await call("POST", `/tickets/${number}/phone-surveys`, {
    survey,
    version: 1,
    language: "es",
    answers: [
      { question: 1, mark: 1 },
      { question: 2, text: "Tuve que llamar tres veces" },
    ],
  });
  const [{ id }] = await call("GET", `/tickets/${number}/follow-ups`);
  return { id, number, name };
}

test("an agent asks on the telephone, by keyboard, and the low mark opens a follow-up on the case", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors, call } = await as(AGENT, { theme, width });
    const { number, name } = await solved(call);
    await page.goto(`${desk.url}/cases/all/${number}`);
    if (width < 600)
      await page.getByRole("tab", { name: "Clasificación" }).click();
    await page.getByRole("button", { name: "Preguntar por teléfono" }).focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "Encuesta por teléfono" });
    await sheet.getByText(name).waitFor();
    // What is missing is told at its place, and nothing is kept.
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Esta pregunta necesita una respuesta").waitFor();
    await sound(page, `phone-survey-missing-${theme}-${width}`);
    const mark = sheet.getByRole("radio", { name: "2", exact: true });
    await mark.focus();
    await page.keyboard.press("Space");
    await sheet.getByLabel("¿Algo más?").fill("Tardó dos días");
    await sound(page, `phone-survey-${theme}-${width}`);
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByText("Respondida: 2 de 5").waitFor();
    await page.getByText("Preguntó por teléfono Camila Vergara").waitFor();
    await page.getByRole("heading", { name: "Seguimientos" }).waitFor();
    await page.getByText("Nadie lo ha tomado").waitFor();
    await sound(page, `phone-survey-case-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("what cannot be asked on the telephone says why", async () => {
  const { context, page, errors, call } = await as(AGENT);
  const { number } = await marked(call);
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.getByRole("button", { name: "Preguntar por teléfono" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("No hay encuesta que preguntar").waitFor();
  await sheet.getByText(`${NAME}: Ya respondió`).waitFor();
  await sound(page, "phone-survey-none");
  assert.deepEqual(errors, []);
  await context.close();
});

test("who watches over the desk takes a follow-up, notes what they did, and says what came of it", async () => {
  const agent = await as(AGENT);
  for (const [theme, width] of WIDTHS) {
    const { id, name } = await marked(agent.call);
    const { context, page, errors, call } = await as(SUPERVISOR, {
      theme,
      width,
    });
    await page.goto(`${desk.url}/admin/follow-ups`);
    await page.getByRole("tab", { name: "Pendiente" }).click();
    const line = page.getByRole("link", { name, exact: true });
    await line.waitFor();
    await whole(page, `follow-ups-${theme}-${width}`);
    await line.focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", {
      name: "Seguimiento de una nota baja",
    });
    await sheet.getByText("Tuve que llamar tres veces").waitFor();
    await sheet.getByRole("button", { name: "Tomar" }).press("Enter");
    await sheet.getByRole("button", { name: "Soltar" }).waitFor();
    await sheet.getByRole("textbox", { name: /^Nota/ }).fill("Llamé, no está");
    await sheet.getByRole("button", { name: "Guardar nota" }).press("Enter");
    await sheet.getByRole("listitem").getByText("Llamé, no está").waitFor();
    await sound(page, `follow-up-${theme}-${width}`);
    await sheet.getByRole("radio", { name: "Contactado y resuelto" }).check();
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await eventually(
      async () => (await call("GET", `/follow-ups/${id}`)).done?.outcome,
      "resolved",
    );
    await page.getByRole("tab", { name: "Hecho" }).click();
    await page.getByRole("link", { name, exact: true }).waitFor();
    await whole(page, `follow-ups-done-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
  await agent.context.close();
});

test("what came of low marks is part of what the survey says", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await as(SUPERVISOR, { theme, width });
    await page.goto(`${desk.url}/admin/surveys/${survey}/results`);
    const part = page.getByRole("region", { name: "Seguimientos" });
    await part.getByText("Contactado y resuelto").waitFor();
    await part.scrollIntoViewIfNeeded();
    await sound(page, `results-follow-ups-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});
