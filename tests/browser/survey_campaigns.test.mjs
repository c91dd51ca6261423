// A survey at fixed times: said in its editor, tried before anybody is asked, and its rounds read by whoever may.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, overflows, sound, startEmptyDesk } from "./desk.mjs";
import {
  MARK,
  WIDTHS,
  newSurvey,
  newUser,
  signedIn,
  whole,
} from "./survey.mjs";

const CLIENT = "clara.rios@canelos.example";

let desk;
let browser;
let administrator;
let survey;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  await newUser(call, "Clara Ríos", CLIENT, "client");
  for (let n = 1; n <= 8; n += 1)
    await call("POST", "/persons", {
      name: `Persona ${n}`,
      emails: n === 8 ? [] : [`persona${n}@canelos.example`],
    });
  await call("PUT", "/model/draft/calendars", {
    calendars: [
      {
        name: "Horario hábil",
        time_zone: "America/Santiago",
        week: {
          monday: ["09:00-18:00"],
          tuesday: ["09:00-18:00"],
          wednesday: ["09:00-18:00"],
          thursday: ["09:00-18:00"],
          friday: ["09:00-18:00"],
          saturday: [],
          sunday: [],
        },
        holidays: { country: "cl", removed: [], added: [] },
        special_days: [],
      },
    ],
  });
  const { in_force: over } = await call("GET", "/model/draft");
  await call("POST", "/model/draft/publish", { over });
  survey = await newSurvey(call, "Trimestral", "anonymous", [MARK]);
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const editor = () => `${desk.url}/admin/surveys/${survey}`;
const asking = (page) =>
  page.getByRole("region", { name: "A quién se pregunta" });
const rounds = (page) => page.getByRole("region", { name: "Rondas" });

test("an administrator says when it asks and whom, by keyboard, and sees first what that comes to", async () => {
  const { context, page, errors, call } = await administrator();
  await page.goto(editor());
  await asking(page).getByRole("button", { name: "Cambiar a quién" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Preguntar en fechas fijas").focus();
  await page.keyboard.press("Space");
  const schedule = sheet.getByLabel("Cuándo empieza una ronda");
  const look = sheet.getByRole("button", {
    name: "Ver a quién preguntaría hoy",
  });
  for (const [wrong, said] of [
    ["0 10 31 2 *", "No llega nunca"],
    ["* * * * *", "Llega más de una vez al día"],
  ]) {
    await schedule.fill(wrong);
    await look.focus();
    await page.keyboard.press("Enter");
    await sheet.getByText(said).waitFor();
    assert.equal(await schedule.getAttribute("aria-invalid"), "true");
  }
  await sound(page, "campaign-wrong");
  await schedule.fill("0 10 1 1,4,7,10 *");
  await look.focus();
  await page.keyboard.press("Enter");
  await sheet.getByText("Preguntaría a 7 de 8 personas.").waitFor();
  await sheet.getByText("No tiene correo: 1").waitFor();
  await sheet.getByLabel("Con un caso en los últimos días").fill("90");
  await look.focus();
  await page.keyboard.press("Enter");
  await sheet.getByText("Hoy no preguntaría a nadie.").waitFor();
  await sheet.getByLabel("Con un caso en los últimos días").fill("");
  await sheet.getByLabel("Una de cada tantas personas").fill("2");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await asking(page)
    .getByText("Una de cada 2 personas de cada unidad")
    .waitFor();
  await asking(page).getByText("Horario hábil").waitFor();
  await rounds(page).getByText("Próximas rondas:").waitFor();
  await eventually(() => rounds(page).getByRole("time").count(), 4);
  const { asking: kept } = await call("GET", `/surveys/${survey}`);
  assert.equal(kept.periodic.one_in, 2);
  assert.equal(kept.after_case, null);
  assert.deepEqual(
    errors.filter((error) => !error.includes("422")),
    [],
  );
  await context.close();
});

test("the client reads it, in the dark and on a telephone too, and changes nothing", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await signedIn(browser, desk, CLIENT, {
      theme,
      width,
    });
    await page.goto(editor());
    await rounds(page).getByText("Todavía no hubo ninguna.").waitFor();
    assert.equal(await asking(page).getByRole("button").count(), 0);
    await whole(page, `campaign-read-${theme}-${width}`);
    assert.equal(await overflows(page), false);
    assert.deepEqual(errors, []);
    await context.close();
    const admin = await administrator({ theme, width });
    await admin.page.goto(editor());
    await asking(admin.page).getByRole("button").click();
    await admin.page.getByLabel("Cuándo empieza una ronda").waitFor();
    await sound(admin.page, `campaign-form-${theme}-${width}`);
    await admin.context.close();
  }
});
