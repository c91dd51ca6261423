// The review of a survey with the client: on a telephone without script by the link, beside the questions for those who
// design; and the link with its QR code for a counter.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  callOf,
  eventually,
  newPage,
  overflows,
  picture,
  sound,
  startEmptyDesk,
} from "./desk.mjs";
import { whole } from "./survey.mjs";

const CLIENT = "carmen.vidal@cliente.example";
const PASSWORD = "otras palabras al azar";

/** A picture of some size. */
const screenshot = fileURLToPath(
  new URL("../../web/screenshot.png", import.meta.url),
);

let desk;
let browser;
let administrator;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  await call("POST", "/users", {
    name: "Carmen Vidal",
    email: CLIENT,
    roles: ["client"],
    password: PASSWORD,
  });
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** Makes a survey from a form that there is; gives its id. */
async function survey(call, preset, name) {
  const presets = await call("GET", "/surveys/presets");
  const { form } = presets.find((one) => one.preset === preset);
  return (await call("POST", "/surveys", { name, form })).id;
}

/** The client signed in: as a user who designs and nothing else. */
async function client(options) {
  const { context, page, errors } = await newPage(browser, options);
  const call = callOf(context, desk.url);
  await call("POST", "/session", { email: CLIENT, password: PASSWORD });
  return { context, page, errors, call };
}

/** What cannot be undone is asked first. */
async function confirms(page, name) {
  const asked = page.getByRole("dialog", { name });
  await asked.getByText("los afiches impresos").waitFor();
  await asked.getByRole("button", { name }).click();
  await asked.waitFor({ state: "detached" });
}

test("the client reviews without script on a telephone: sees all questions and to whom each is shown, comments, approves", async () => {
  const { context: own, call, page: designing } = await administrator();
  const id = await survey(call, "after_case", "Después de un caso");
  const { address } = await call("POST", `/surveys/${id}/review/link`);
  await designing.goto(`${desk.url}/admin/surveys/${id}`);
  const review = designing.getByRole("region", {
    name: "Revisión del cliente",
  });
  await review.getByText("El cliente todavía no la ha aprobado").waitFor();

  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "es-CL",
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
  });
  const page = await context.newPage();
  await page.goto(address);
  assert.equal(page.url(), `${desk.url}/review`, "the address is clean");
  const second = page.locator("section", {
    has: page.getByRole("heading", { name: "Pregunta 2", exact: true }),
  });
  await second.getByText("Si la nota es baja en «1. ¿Cómo evalúa").waitFor();
  await second.getByLabel("La respuesta tardó demasiado").waitFor();
  await picture(page, "review-dark-390");
  assert.equal(await overflows(page), false);

  // By keyboard: a comment opens, is written and sent; it comes back where it was made.
  await second.getByText("Comentar la pregunta 2").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Rosa Díaz");
  await page.keyboard.press("Tab");
  await page.keyboard.type("<b>Falta</b> el mesón de regiones");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await second.getByRole("status").waitFor();
  await second.getByText("<b>Falta</b> el mesón de regiones").waitFor();
  assert.equal(new URL(page.url()).hash, "#q2");

  // Whoever designs sees it at once beside the question, and resolves it with one click.
  const comments = designing.getByRole("list", {
    name: /^Comentarios: Pregunta 2/,
  });
  await comments.getByText("<b>Falta</b> el mesón de regiones").waitFor();
  await sound(designing, "review-designing");
  await comments
    .getByRole("button", { name: "Resolver el comentario de Rosa Díaz" })
    .click();
  await comments.getByText("Resuelto").waitFor();
  await page.reload();
  await second.getByText("resuelto").waitFor();

  // In another language; then the approval, with the name that was typed before.
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { name: "Approval" }).waitFor();
  await page.getByRole("link", { name: "Español" }).click();
  const approve = page.locator("#approve");
  assert.equal(await approve.getByLabel("Su nombre").inputValue(), "Rosa Díaz");
  await approve.getByRole("button", { name: "Aprobar la encuesta" }).click();
  await approve.getByRole("status").waitFor();
  await review.getByText("Aprobada por Rosa Díaz").waitFor();
  await review.getByText("sigue tal como se aprobó").waitFor();

  // Published as it was approved, the version says so.
  await designing.getByRole("button", { name: "Publicar…" }).click();
  await designing
    .getByRole("dialog")
    .getByRole("button", { name: "Publicar", exact: true })
    .click();
  await designing.getByText("lo publicado es lo aprobado").waitFor();
  await context.close();
  await own.close();
});

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 390],
  ["light", 320],
]) {
  test(`the page of a review has nothing that axe finds (${theme}, ${width} px)`, async () => {
    const { context: own, call } = await administrator();
    const id = await survey(call, "quarterly", `Trimestral ${width} ${theme}`);
    const { address } = await call("POST", `/surveys/${id}/review/link`);
    const said = { question: 1, text: "¿Y quienes trabajan de noche?" };
    await call("POST", `/surveys/${id}/review/comments`, said);
    const { context, page, errors } = await newPage(browser, { theme, width });
    await page.goto(address);
    await page.getByText("¿Y quienes trabajan de noche?").waitFor();
    await sound(page, `review-${theme}-${width}`);
    // What is missing is told where it is, and what was typed is kept.
    await page.getByText("Comentar la pregunta 1").click();
    const first = page.locator("#q1");
    await first.getByLabel("Su nombre").fill(" ");
    await first.getByLabel("Comentario", { exact: true }).fill("Bien");
    await first.getByRole("button", { name: "Enviar comentario" }).click();
    await page.getByRole("alert").waitFor();
    assert.equal(
      await first.getByLabel("Comentario", { exact: true }).inputValue(),
      "Bien",
    );
    await sound(page, `review-wrong-${theme}-${width}`);
    assert.deepEqual(
      errors.filter((error) => !error.includes("422")),
      [],
    );
    await context.close();
    await own.close();
  });
}

test("a client who signs in comments beside the questions and approves; a change is told", async () => {
  const { context, page, errors, call } = await client();
  const id = await survey(call, "visit", "Visita");
  await page.goto(`${desk.url}/admin/surveys/${id}`);
  await page
    .getByRole("button", { name: "Comentar: Pregunta 3", exact: true })
    .click();
  await page.keyboard.type("Muy formal");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const comments = page.getByRole("list", { name: /^Comentarios: Pregunta 3/ });
  await comments.getByText("Muy formal").waitFor();
  await comments.getByText("Carmen Vidal").waitFor();

  const review = page.getByRole("region", { name: "Revisión del cliente" });
  const approve = review.getByRole("button", { name: "Aprobar" });
  await approve.click();
  await review.getByText("Aprobada por Carmen Vidal").waitFor();
  await eventually(
    () => approve.getAttribute("title"),
    "Ya está aprobada tal como está",
  );
  await page.getByRole("textbox", { name: "Título" }).fill("Su visita");
  await page.getByRole("button", { name: "Guardar" }).click();
  await review.getByText("cambió desde entonces").waitFor();

  // The link is shown once; ended, it opens nothing.
  await review
    .getByRole("button", { name: "Crear enlace para revisar" })
    .click();
  const shown = review.getByLabel("Enlace para revisar", { exact: true });
  const address = await shown.inputValue();
  assert.ok(address.startsWith(`${desk.url}/review/`));
  await whole(page, "review-client");
  await review
    .getByRole("button", { name: "Terminar el enlace para revisar" })
    .click();
  await shown.waitFor({ state: "detached" });
  assert.equal((await context.request.get(address)).status(), 404);
  assert.deepEqual(errors, []);
  await context.close();
});

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 320],
]) {
  test(`an administrator makes the link and the QR code for a counter, once (${theme}, ${width} px)`, async () => {
    const { context, page, errors, call } = await administrator({
      theme,
      width,
    });
    const id = await survey(call, "after_case", `Mesón ${width}`);
    await page.goto(`${desk.url}/admin/surveys/${id}`);
    const part = page.getByRole("region", { name: "Enlace y código QR" });
    const make = part.getByRole("button", { name: "Crear enlace y código QR" });
    assert.equal(
      await make.getAttribute("title"),
      "Primero hay que publicar la encuesta",
    );
    await call("POST", `/surveys/${id}/publish`);
    await page.reload();
    await make.click();
    const field = part.getByLabel("Enlace para responder", { exact: true });
    const address = await field.inputValue();
    assert.ok(address.startsWith(`${desk.url}/s/`));
    const code = part.getByRole("img", { name: "Código QR" });
    await code.scrollIntoViewIfNeeded();
    assert.ok(await code.evaluate((image) => image.naturalWidth > 0));
    await part.getByText("no se puede volver a mostrar").waitFor();
    await whole(page, `survey-link-${theme}-${width}`);
    // On paper there is the poster and nothing else.
    await page.emulateMedia({ media: "print" });
    await page.locator(".poster img").waitFor();
    assert.equal(
      await page.getByRole("button", { name: "Guardar" }).isVisible(),
      false,
    );
    await picture(page, `survey-poster-${theme}-${width}`);
    await page.emulateMedia({ media: "screen" });
    // It opens the survey; what is replaced or ended opens nothing.
    const opens = async (link) => (await context.request.get(link)).status();
    assert.equal(await opens(address), 200);
    await page.reload();
    await part.getByText("Hay un enlace en uso").waitFor();
    await part.getByRole("button", { name: "Reemplazar el enlace" }).click();
    await confirms(page, "Reemplazar el enlace");
    await field.waitFor();
    assert.equal(await opens(address), 404);
    const next = await field.inputValue();
    await part.getByRole("button", { name: "Terminar el enlace" }).click();
    await confirms(page, "Terminar el enlace");
    await make.waitFor();
    assert.equal(await opens(next), 404);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("words of a language that is taken out are told of before they go, and can be had back", async () => {
  const { context, page, errors, call } = await client();
  const id = await survey(call, "visit", "Idiomas");
  await page.goto(`${desk.url}/admin/surveys/${id}`);
  const english = page
    .getByRole("group", { name: "Idiomas" })
    .getByLabel("English");
  await english.uncheck();
  await page.getByText("Al guardar se pierden los textos en English").waitFor();
  await page.getByRole("button", { name: "Volver a marcar" }).click();
  assert.equal(await english.isChecked(), true);
  await english.uncheck();
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("sin los textos de los idiomas quitados").waitFor();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Todo guardado").waitFor();
  await eventually(
    async () => (await call("GET", `/surveys/${id}`)).form.title.en,
    "Your opinion of the visit",
  );
  assert.deepEqual(errors, []);
  await context.close();
});

test("a logo is chosen, seen in the preview and on the page of the survey, and told of to whoever does not see it", async () => {
  const { context, page, errors, call } = await administrator();
  const id = await survey(call, "visit", "Con logo");
  await page.goto(`${desk.url}/admin/surveys/${id}`);
  const choose = page.locator("input[type=file]");
  await choose.setInputFiles({
    name: "logo.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  });
  await page.getByText("De este archivo no se puede hacer un logo").waitFor();
  await choose.setInputFiles(screenshot);
  await page.getByRole("img", { name: "El logo de ahora" }).waitFor();
  const logoText = page.getByRole("textbox", {
    name: "Texto en lugar del logo",
  });
  await logoText.fill("Los Canelos");
  const preview = page.getByRole("complementary", { name: "Vista previa" });
  await preview.getByRole("img", { name: "Los Canelos" }).waitFor();
  for (const [language, words] of [
    ["English", "The Canelos"],
    ["Português", "Os Canelos"],
  ]) {
    const written = page.getByRole("group", { name: "Idioma de los textos" });
    await written.getByRole("button", { name: language }).click();
    await logoText.fill(words);
  }
  await sound(page, "survey-logo");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Todo guardado").waitFor();
  await call("POST", `/surveys/${id}/publish`);
  const { address } = await call("POST", `/surveys/${id}/link`);
  const bytes = [];
  const answering = await newPage(browser, { width: 320, theme: "dark" });
  answering.page.on("response", async (response) =>
    bytes.push((await response.body().catch(() => "")).length),
  );
  await answering.page.goto(address);
  const logo = answering.page.getByRole("img", { name: "Los Canelos" });
  await logo.waitFor();
  assert.ok(await logo.evaluate((image) => image.naturalWidth > 0));
  await sound(answering.page, "survey-page-logo-dark-320");
  const all = bytes.reduce((sum, more) => sum + more, 0);
  assert.ok(all < 30_000, `${bytes} are too many bytes`);
  assert.deepEqual(answering.errors, []);
  assert.deepEqual(
    errors.filter((error) => !error.includes("422")),
    [],
  );
  await answering.context.close();
  await context.close();
});
