// What people wrote: searched, gathered by theme, and the themes changed by whoever designs the survey.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, startEmptyDesk } from "./desk.mjs";
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

const CLIENT = "carmen.vidal@cliente.example";
const AGENT = "camila.vergara@canelos.example";
/** The last one first, as they are listed. */
const WRITTEN = [
  "La impresora sigue mala",
  "Muy amable, aunque tuve que esperar",
  "Esperé dos días",
];

let desk;
let browser;
let administrator;
let survey;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  await newUser(call, "Carmen Vidal", CLIENT, "client");
  const id = await newUser(call, "Camila Vergara", AGENT, "agent");
  const group = await newGroup(call, "Mesa", [id]);
  survey = await newSurvey(call, "Por teléfono", "named", [MARK, WORDS]);
  await context.close();
  const agent = await as(AGENT);
  for (const [n, text] of WRITTEN.toReversed().entries()) {
    const name = `Persona ${n + 1}`;
    const person = await agent.call("POST", "/persons", { name, emails: [] });
    const number = await solvedCase(agent.call, group, person.id);
    await agent.call("POST", `/tickets/${number}/phone-surveys`, {
      survey,
      version: 1,
      language: "es",
      answers: [
        { question: 1, mark: 4 },
        { question: 2, text },
      ],
    });
  }
  await agent.context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const as = (email, options) => signedIn(browser, desk, email, options);
const texts = (page) =>
  page.getByRole("region", { name: "Lo que escribieron" });
const listed = (page) => texts(page).locator(".texts .said").allInnerTexts();

test("the client searches what people wrote, adds a theme, and reads how often it comes up", async () => {
  const { context, page, errors } = await as(CLIENT);
  await page.goto(`${desk.url}/admin/surveys/${survey}/results`);
  await eventually(() => listed(page), WRITTEN);
  // Case and accents do not matter.
  await texts(page).getByLabel("Buscar en los textos").fill("ESPERE");
  await eventually(() => listed(page), WRITTEN.slice(2));
  await texts(page).getByLabel("Buscar en los textos").fill("nada de esto");
  await texts(page).getByText("Ningún texto coincide").waitFor();
  await texts(page).getByLabel("Buscar en los textos").fill("");
  await eventually(() => listed(page), WRITTEN);

  await texts(page).getByRole("button", { name: "Cambiar los temas" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Agregar un tema" }).click();
  const added = sheet.getByRole("group").last();
  await added.getByLabel("Palabras, en cualquier idioma").fill("impresora");
  await page.keyboard.press("Control+Enter");
  await sheet.locator("[aria-invalid=true]").first().waitFor();
  await whole(page, "themes-wrong");
  for (const [language, name] of [
    ["Español", "Impresoras"],
    ["English", "Printers"],
    ["Português", "Impressoras"],
  ])
    await added.getByLabel(`Nombre (${language})`).fill(name);
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "hidden" });
  await texts(page).getByText("Impresoras: una vez").first().waitFor();
  await texts(page)
    .getByLabel("Tema", { exact: true })
    .selectOption("Impresoras");
  await eventually(() => listed(page), WRITTEN.slice(0, 1));
  assert.ok(
    errors.every((error) => error.includes("422")),
    `${errors}`,
  );
  await context.close();

  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await as(CLIENT, { theme, width });
    await page.goto(`${desk.url}/admin/surveys/${survey}/results`);
    await eventually(() => listed(page), WRITTEN);
    await whole(page, `texts-${theme}-${width}`);
    await texts(page)
      .getByRole("button", { name: "Cambiar los temas" })
      .click();
    await page.getByRole("dialog").getByText("Impresoras").first().waitFor();
    await whole(page, `themes-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});
