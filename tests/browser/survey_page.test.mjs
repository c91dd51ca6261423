// The page on which people answer a survey: without script, by keyboard, on a telephone, in the dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  callOf,
  demonstration,
  enterAs,
  eventually,
  newPage,
  sound,
} from "./desk.mjs";

const desk = demonstration();

const said = (es, en) => ({ es, en });
const question = (id, kind, text, more) => ({ id, kind, text, ...more });
const option = (id, es, en) => ({ id, text: said(es, en) });

/** A form with every kind of question. */
const form = {
  confidence: "named",
  languages: ["es", "en"],
  title: said("Su opinión sobre la atención", "Your opinion"),
  introduction: said(
    "Son **dos minutos**. Nos ayuda a atenderle mejor.",
    "It takes **two minutes**.",
  ),
  colour: "#ffd54f",
  questions: [
    question(
      1,
      "satisfaction",
      said("¿Qué tan satisfecho quedó con la atención?", "How satisfied?"),
      { required: true },
    ),
    question(
      2,
      "reasons",
      said("¿Qué podríamos haber hecho mejor?", "What was wrong?"),
      {
        about: 1,
        other: true,
        options: [
          option(3, "Tardó demasiado", "It took too long"),
          option(4, "El problema sigue", "The problem remains"),
        ],
      },
    ),
    question(5, "effort", said("¿Qué tan fácil fue resolverlo?", "How easy?")),
    question(
      6,
      "recommendation",
      said("¿Recomendaría la mesa de ayuda a un colega?", "Recommend us?"),
    ),
    question(
      7,
      "yes_no",
      said("¿Quedó resuelto su problema?", "Is it solved?"),
    ),
    question(8, "one_of", said("¿Cómo prefiere contactarnos?", "How?"), {
      options: [
        option(9, "Por teléfono", "By phone"),
        option(10, "Por correo", "By mail"),
      ],
    }),
    question(
      11,
      "statement",
      said("Si quiere, cuéntenos algo más.", "If you like, tell us more."),
    ),
    question(12, "text", said("Comentarios", "Comments")),
  ],
};

let asked;

/** The link to the form once it is published, and what its answers come to. */
function published() {
  asked ??= (async () => {
    const { context } = await newPage(desk.browser);
    await enterAs(context, desk.url, "administrator");
    const call = callOf(context, desk.url);
    const { id } = await call("POST", "/surveys", { name: "Mesón", form });
    await call("POST", `/surveys/${id}/publish`);
    const { address: link } = await call("POST", `/surveys/${id}/link`);
    return { link, results: () => call("GET", `/surveys/${id}/results`) };
  })();
  return asked;
}

/** Somebody who has time to read the form. */
const reads = (page) => page.waitForTimeout(1_600);

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 390],
  ["light", 320],
]) {
  test(`the page has nothing that axe finds, with its faults and its thanks (${theme}, ${width} px)`, async () => {
    const { context, page, errors } = await newPage(desk.browser, {
      theme,
      width,
    });
    const { link } = await published();
    const bytes = [];
    page.on("response", async (response) =>
      bytes.push((await response.body().catch(() => "")).length),
    );
    await page.goto(link);
    assert.equal(page.url(), `${desk.url}/s`, "the address is clean");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await sound(page, `survey-${theme}-${width}`);
    assert.ok(
      bytes.reduce((sum, more) => sum + more, 0) < 30_000,
      `${bytes} are too many bytes`,
    );
    for (const label of await page.locator(".scale label").all()) {
      const { width: wide, height: high } = await label.boundingBox();
      assert.ok(wide >= 24 && high >= 24, `${wide} × ${high}`);
    }
    await page.getByRole("button", { name: "Enviar respuesta" }).click();
    await page.getByRole("alert").waitFor();
    await sound(page, `survey-missing-${theme}-${width}`);
    await reads(page);
    await page
      .getByRole("group", { name: /satisfecho quedó/ })
      .getByRole("radio", { name: "2", exact: true })
      .check();
    await page.getByRole("button", { name: "Enviar respuesta" }).click();
    await page.getByRole("status").waitFor();
    await page.getByLabel("Tardó demasiado").check();
    await sound(page, `survey-more-${theme}-${width}`);
    await page.getByRole("button", { name: "Enviar respuesta" }).click();
    await page
      .getByRole("heading", { name: "Gracias por su respuesta" })
      .waitFor();
    await sound(page, `survey-thanks-${theme}-${width}`);
    // A form that lacks an answer comes back with 422, which the browser tells its console of.
    assert.deepEqual(
      errors.filter((error) => !error.includes("422")),
      [],
    );
    await context.close();
  });
}

test("it is answered by keyboard alone, without script, in another language", async () => {
  const { link, results } = await published();
  const context = await desk.browser.newContext({
    javaScriptEnabled: false,
    locale: "es-CL",
  });
  const page = await context.newPage();
  const before = (await results()).answers ?? 0;
  await page.goto(link);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your opinion" }).waitFor();
  await reads(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  // A scale is one stop, and arrows move within it.
  await page.keyboard.press("Space");
  for (let mark = 1; mark < 5; mark++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page
    .getByRole("heading", { name: "Thank you for your answer" })
    .waitFor();
  await eventually(async () => (await results()).answers, before + 1);
  // Looking at the page again sends nothing again.
  await page.reload();
  await page
    .getByRole("heading", { name: "Thank you for your answer" })
    .waitFor();
  assert.equal((await results()).answers, before + 1);
  await context.close();
});

test("what a mail scanner does answers nothing", async () => {
  const { link, results } = await published();
  const { context, page } = await newPage(desk.browser);
  const before = await results();
  for (let n = 0; n < 5; n++) await page.goto(`${link}?q1=1`);
  assert.deepEqual(await results(), before, "looking changes nothing");
  await page
    .getByRole("group", { name: /satisfecho quedó/ })
    .getByRole("radio", { name: "1", exact: true })
    .check();
  await page.getByRole("button", { name: "Enviar respuesta" }).click();
  await page.getByRole("status").waitFor();
  await page.getByRole("button", { name: "Enviar respuesta" }).click();
  await context.close();
});
