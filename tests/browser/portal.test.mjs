// The requester's pages: a case by the link of a mail, with and without script, and one's own cases by a code.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, newPage, sound, startEmptyDesk } from "./desk.mjs";
import { startSmtp, subjectOf, textOf } from "./smtp.mjs";

const ROSA = "rosa@canelos.example";
let desk, browser, administrator, smtp, call, codes;

before(async () => {
  [{ desk, browser, administrator }, smtp] = await Promise.all([
    startEmptyDesk(),
    startSmtp(),
  ]);
  ({ call } = await administrator());
  const { settings } = await call("GET", "/desk");
  delete settings.version;
  settings.public_url = desk.url;
  settings.portal.doorway = "codes";
  await call("PUT", "/desk", settings);
  await call("PUT", "/mail/settings", {
    host: "127.0.0.1",
    port: smtp.port,
    security: "none",
    from_address: "mesa@canelos.example",
  });
  await call("POST", "/persons", { name: "Rosa Díaz", emails: [ROSA] });
  ({ solution_codes: codes } = await call("GET", "/model"));
  // Whoever set the desk up works at it too.
  const me = await call("GET", "/me");
  const { roles } = me;
  if (!roles.includes("agent"))
    await call("PUT", `/users/${me.id}`, {
      name: me.name,
      email: me.email,
      roles: [...roles, "agent"],
    });
});

after(async () => {
  await browser?.close();
  await desk?.stop();
  await smtp?.stop();
});

/** What `read` finds, once it finds something. */
async function arrived(read) {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = read();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nothing arrived");
}

/** A case of Rosa's, or of whoever has this address, and the link in the mail that tells them of it. */
async function opened(subject, email = ROSA) {
  const { number } = await call("POST", "/tickets", {
    subject,
    description: "Desde las nueve **nadie** recibe correo en el piso 3.",
    channel: "phone",
    requester: { email },
  });
  const about = (mail) => subjectOf(mail).startsWith(`[${number}] `);
  const link = () =>
    /http:\S+\/c\/[\w-]{43}/.exec(textOf(smtp.mails.find(about)));
  return {
    number,
    link: (await arrived(() => smtp.mails.some(about) && link()))[0],
  };
}

async function says(number, text) {
  const body = { text, channel: "mail" };
  await call("POST", `/tickets/${number}/messages`, body);
}

async function solves(number, text) {
  const solution = { text, code: codes[0].code };
  await call("POST", `/tickets/${number}/resolve`, solution);
}

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 390],
  ["light", 320],
]) {
  test(`a case has nothing that axe finds, open and solved (${theme}, ${width} px)`, async () => {
    const { context, page, errors } = await newPage(browser, { theme, width });
    const { number, link } = await opened(
      "Sin correo en el piso 3, Outlook pide la clave una y otra vez",
    );
    await says(number, "Estimada Rosa: lo revisamos y le avisamos.");
    const bytes = [];
    page.on("response", async (response) =>
      bytes.push((await response.body().catch(() => "")).length),
    );
    await page.goto(link);
    assert.equal(
      page.url(),
      `${desk.url}/my/${number}`,
      "the address is clean",
    );
    await page.getByText("lo revisamos").waitFor();
    await sound(page, `portal-open-${theme}-${width}`);
    const sum = bytes.reduce((sum, more) => sum + more, 0);
    console.log(`a case takes ${sum} bytes`);
    assert.ok(sum < 30_000, `${bytes} are too many bytes`);
    await page.getByRole("button", { name: "Enviar a la mesa" }).click();
    await page.getByRole("alert").waitFor();
    await sound(page, `portal-wrong-${theme}-${width}`);
    await solves(number, "Se reinició el servicio de correo.");
    await page.goto(`${desk.url}/my/${number}?l=es`);
    await page.getByRole("heading", { name: "¿Quedó resuelto?" }).waitFor();
    await sound(page, `portal-solved-${theme}-${width}`);
    assert.deepEqual(
      errors.filter((error) => !error.includes("422")),
      [],
    );
    await context.close();
  });
}

test("what is new appears by itself, and what is being typed stays", async () => {
  const { context, page, errors } = await newPage(browser);
  const { number, link } = await opened("Sin red");
  await page.goto(link);
  const field = page.getByLabel("Agregar algo");
  await field.fill("Todavía no");
  await says(number, "¿Sigue igual?");
  await page.getByText("¿Sigue igual?").waitFor({ timeout: 20_000 });
  await page.getByText("Hay novedades en el caso.").waitFor();
  assert.equal(await field.inputValue(), "Todavía no");
  assert.deepEqual(errors, []);
  await context.close();
});

test("what is typed on the page of a case outlasts a network that fails and a visit that is over", async () => {
  const eva = "eva@canelos.example";
  await call("POST", "/persons", { name: "Eva Soto", emails: [eva] });
  const { context, page, errors } = await newPage(browser, { width: 390 });
  const { number, link } = await opened("Sin sonido", eva);
  const home = `${desk.url}/my/${number}`;
  const field = page.getByLabel("Agregar algo");
  const send = page.getByRole("button", { name: "Enviar a la mesa" });
  const back = page.getByText("Aquí está lo que había escrito.");
  const kept = () => page.evaluate(() => Object.keys(localStorage).sort());
  await page.goto(link);
  await field.fill("Es el parlante izquierdo");
  await context.setOffline(true);
  await send.click();
  await page.getByText("No hay conexión.").waitFor();
  assert.equal(await field.inputValue(), "Es el parlante izquierdo");
  await sound(page, "portal-offline");
  await context.setOffline(false);
  await page.goto(`${desk.url}/my/enter`);
  await page.goto(home);
  await back.waitFor();
  assert.equal(await field.inputValue(), "Es el parlante izquierdo");
  await sound(page, "portal-put-back");
  const [own, ...others] = await kept();
  assert.deepEqual(others, []);

  // What somebody else typed here goes, and what lies for long.
  await page.evaluate((own) => {
    const words = { text: "Nada" };
    const put = (key, at) =>
      localStorage.setItem(key, JSON.stringify({ at, words }));
    put("ventanilla-ask-4711/my/1", Date.now());
    put(`${own}4711`, Date.now() - 13 * 60 * 60 * 1000);
  }, own);
  await page.reload();
  await back.waitFor();
  assert.deepEqual(await kept(), [own]);

  // What arrived is forgotten, once: what is typed next is kept as well.
  await send.click();
  await page.getByText("La mesa recibió lo que envió.").waitFor();
  assert.deepEqual(await kept(), []);
  assert.equal(await field.inputValue(), "");
  await field.fill("Y también el derecho");
  await page.reload();
  await back.waitFor();
  assert.equal(await field.inputValue(), "Y también el derecho");

  // The visit is over: the door leads back to the case, where the words wait.
  await context.clearCookies();
  await send.click();
  await page.getByText("Lo que escribió no se envió.").waitFor();
  await sound(page, "portal-nothing");
  await page.getByRole("link", { name: "Entrar a sus casos" }).click();
  await page.getByLabel("Su correo").fill(eva);
  await page.getByRole("button", { name: "Enviar el código" }).click();
  const hers = () => smtp.mails.filter((mail) => mail.to.includes(eva));
  const isCode = (subject) => subject.endsWith("es su código para entrar");
  const code = await arrived(() => hers().map(subjectOf).find(isCode));
  await page.getByLabel("Código").fill(code.slice(0, 6));
  await page.getByRole("button", { name: "Entrar" }).click();
  await back.waitFor();
  assert.equal(page.url(), home);
  await send.click();
  await page.getByText("La mesa recibió lo que envió.").waitFor();
  const { items } = await call("GET", `/tickets/${number}/timeline`);
  const said = items.filter((item) => item.type === "message");
  assert.equal(said.length, 2, JSON.stringify(said));
  assert.deepEqual(await kept(), []);
  // That there was no network, and no such page, the browser says too.
  const other = errors.filter((error) => !/404|DISCONNECTED/.test(error));
  assert.deepEqual(other, []);
  await context.close();
});

test("without script one answers with a file, rejects and accepts", async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "en",
    viewport: { width: 320, height: 800 },
  });
  const page = await context.newPage();
  const { number, link } = await opened("Sin impresora");
  await page.goto(link);
  await page.getByLabel("Add something").fill("A picture of it");
  await page.getByLabel("Files").setInputFiles({
    name: "registro.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("papel"),
  });
  await page.getByRole("button", { name: "Send to the desk" }).click();
  await page.getByText("The desk has received what you sent.").waitFor();
  await page.getByRole("link", { name: "registro.txt" }).waitFor();
  await solves(number, "Se cambió el papel.");
  await page.goto(`${desk.url}/my/${number}`);
  await page.getByLabel(/what is missing/).fill("It still does not print");
  await page.getByRole("button", { name: "It is not solved" }).click();
  await page.getByText("The case is open again").waitFor();
  await solves(number, "Se cambió la impresora.");
  await page.goto(`${desk.url}/my/${number}`);
  await page.getByRole("button", { name: "Yes, it is solved" }).click();
  await page.getByText("The case is closed.").waitFor();
  assert.equal((await call("GET", `/tickets/${number}`)).state, "closed");
  await context.close();
});

test("one comes in by a code, sees one's cases and asks, and whoever works here has the workspace", async () => {
  const { context, page, errors } = await newPage(browser, {
    theme: "dark",
    width: 390,
  });
  await page.goto(desk.url);
  assert.equal(page.url(), `${desk.url}/my/enter`);
  await sound(page, "portal-door");
  const before = smtp.mails.length;
  await page.getByLabel("Su correo").fill(ROSA);
  await page.getByRole("button", { name: "Enviar el código" }).click();
  await page.getByLabel("Código").waitFor();
  await sound(page, "portal-code");
  const isCode = (subject) => subject.endsWith("es su código para entrar");
  const code = await arrived(() =>
    smtp.mails.slice(before).map(subjectOf).find(isCode),
  );
  await page.getByLabel("Código").fill(code.slice(0, 6));
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.getByRole("heading", { level: 1, name: "Sus casos" }).waitFor();
  await sound(page, "portal-mine");
  await page.getByRole("link", { name: "Pedir ayuda" }).click();
  await page.getByLabel("De qué se trata").fill("La impresora del piso 2");
  await page.getByLabel("Qué ocurre").fill("No sale papel, desde hoy.");
  await sound(page, "portal-ask");
  // Without a network nothing that was typed is lost, nor when the page is left.
  await context.setOffline(true);
  await page.getByRole("button", { name: "Enviar a la mesa" }).click();
  await page.getByText("No hay conexión.").waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByText("Aquí está lo que había escrito.").waitFor();
  await page.getByRole("button", { name: "Enviar a la mesa" }).click();
  // What it may be about is asked first; what is open and alike is shown.
  await page.getByLabel("La impresora no imprime").check();
  await sound(page, "portal-before");
  const send = page.getByRole("button", { name: /enviar/i });
  await send.first().click();
  await page.getByText("Recibimos su caso: es el número").waitFor();
  await page.getByRole("link", { name: "Sus casos" }).click();
  await page.getByRole("link", { name: "La impresora del piso 2" }).waitFor();
  await page.getByRole("link", { name: "Pedir ayuda" }).click();
  const about = page.getByLabel("De qué se trata");
  assert.equal(await about.inputValue(), "", "what arrived is not kept");
  await about.fill("La impresora no imprime");
  await page.getByRole("button", { name: "Enviar a la mesa" }).click();
  await page
    .getByRole("heading", { name: "abiertos que se parecen" })
    .waitFor();
  await sound(page, "portal-alike");
  await page.getByRole("link", { name: "Sus casos" }).click();
  await page.getByRole("button", { name: "Salir" }).click();
  await page.getByLabel("Su correo").waitFor();
  await page.getByRole("link", { name: "Atiendo en la mesa" }).click();
  await page.getByLabel("Clave").waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test("whoever is named head of a unit follows its cases and adds to them", async () => {
  const luis = "luis@canelos.example";
  const unit = await call("POST", "/units", { name: "Tesorería" });
  const head = await call("POST", "/persons", {
    name: "Luis Painemal",
    title: "Jefe de tesorería",
    emails: [luis],
  });
  const { items } = await call("GET", "/persons?q=rosa");
  await call("PUT", `/persons/${items[0].id}`, {
    name: items[0].name,
    emails: [ROSA],
    unit: unit.id,
  });
  const { number } = await opened("Sin acceso al sistema de pagos");

  // Named in the workspace, where it is also seen of the person.
  const work = await administrator();
  await work.page.goto(`${desk.url}/admin/units/${unit.id}`);
  await work.page.getByRole("combobox", { name: "Jefatura" }).fill("luis");
  await work.page.getByRole("option", { name: /Luis Painemal/ }).click();
  await work.page
    .getByRole("button", { name: "Quitar Luis Painemal" })
    .waitFor();
  await sound(work.page, "unit-heads");
  await work.page.getByRole("button", { name: "Guardar" }).click();
  await work.page.getByText("jefatura: Luis Painemal").waitFor();
  await sound(work.page, "unit-headed");
  await work.page.goto(`${desk.url}/people/${head.id}`);
  await work.page.getByText("Jefatura de").waitFor();
  assert.deepEqual(work.errors, []);
  await work.context.close();

  const { context, page, errors } = await newPage(browser, {
    theme: "dark",
    width: 320,
  });
  await page.goto(`${desk.url}/my/enter`);
  await page.getByLabel("Su correo").fill(luis);
  await page.getByRole("button", { name: "Enviar el código" }).click();
  const his = () => smtp.mails.filter((mail) => mail.to.includes(luis));
  const isCode = (subject) => subject.endsWith("es su código para entrar");
  const code = await arrived(() => his().map(subjectOf).find(isCode));
  await page.getByLabel("Código").fill(code.slice(0, 6));
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.getByRole("link", { name: "Casos de su unidad" }).click();
  await page
    .getByText("Rosa Díaz · Tesorería · lo tiene Primer nivel")
    .waitFor();
  await sound(page, "portal-unit");
  await page.getByRole("link", { name: "Sin acceso al sistema" }).click();
  await page.getByLabel("Agregar algo").fill("También a Contabilidad.");
  await sound(page, "portal-unit-case");
  await page.getByRole("button", { name: "Enviar a la mesa" }).click();
  await page.getByText("La mesa recibió lo que envió.").waitFor();
  const { items: said } = await call("GET", `/tickets/${number}/timeline`);
  assert.ok(JSON.stringify(said).includes("También a Contabilidad."));
  await solves(number, "Se renovó el permiso.");
  await page.goto(`${desk.url}/my/${number}?l=es`);
  await page.getByText("Si no quedó bien, puede decirlo Rosa Díaz.").waitFor();
  await sound(page, "portal-unit-solved");
  await page.getByRole("link", { name: "Casos de su unidad" }).click();
  await page.getByRole("link", { name: "Anteriores" }).click();
  await eventually(
    () => page.locator(".cases li").first().innerText(),
    /Sin acceso/,
  );
  assert.deepEqual(errors, []);
  await context.close();
});

test("every page of whoever asks is sound in each language, on a narrow screen in the dark", async () => {
  const { context, page, errors } = await newPage(browser, {
    theme: "dark",
    width: 320,
  });
  await page.goto(`${desk.url}/my/enter?l=es`);
  const before = smtp.mails.length;
  await page.getByLabel("Su correo").fill(ROSA);
  await page.getByRole("button", { name: "Enviar el código" }).click();
  const isCode = (subject) => subject.endsWith("es su código para entrar");
  const code = await arrived(() =>
    smtp.mails.slice(before).map(subjectOf).find(isCode),
  );
  await page.getByLabel("Código").fill(code.slice(0, 6));
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.getByRole("heading", { level: 1, name: "Sus casos" }).waitFor();
  const { number } = await opened("Sin acceso a la carpeta");
  const headings = new Set();
  for (const language of ["es", "en", "pt"])
    for (const place of ["", "/new", "/me", `/${number}`]) {
      await page.goto(`${desk.url}/my${place}?l=${language}`);
      const name = `portal${place.replace("/", "-").replace(/\d+/, "case")}-${language}`;
      await sound(page, name);
      assert.equal(
        await page.evaluate(() => document.documentElement.lang),
        language,
        name,
      );
      if (place !== `/${number}`)
        headings.add(await page.getByRole("heading", { level: 1 }).innerText());
    }
  assert.equal(headings.size, 9, "each language has its own words");
  assert.deepEqual(errors, []);
  await context.close();
});
