// Mail in, as people see it: a mailbox is set up and says how it fares, a case shows what a mail says, what it quotes and
// how it looks, and what was set aside is taken in all the same.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { run, sound, startEmptyDesk } from "./desk.mjs";
import { WIDTHS, newGroup, newUser, signedIn, whole } from "./survey.mjs";

const AGENT = "camila.vergara@canelos.example";

let desk;
let browser;
let administrator;
let folder;
let count = 0;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  folder = await mkdtemp(path.join(tmpdir(), "mails-"));
  const { context, call } = await administrator();
  const id = await newUser(call, "Camila Vergara", AGENT, "agent");
  await newGroup(call, "Mesa", [id]);
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A mail arrives. */
async function arrives(headers, body) {
  count += 1;
  const file = path.join(folder, `${count}.eml`);
  const head = ["From: Rosa Núñez <rosa@canelos.example>", ...headers];
  await writeFile(file, `${head.join("\r\n")}\r\n\r\n${body}\r\n`);
  await run(["mail", "import", file, "--data", desk.data]);
}

test("a mail shows what is new, folds what it quotes, and opens its face", async () => {
  await arrives(
    [
      "Subject: No imprime",
      "Message-ID: <cara@canelos.example>",
      "Authentication-Results: mx; spf=fail",
      "Content-Type: text/html; charset=utf-8",
    ],
    '<p>La impresora <b>no anda</b>. <img src="https://lejos.example/a.png"></p><p>-- <br>Rosa</p>',
  );
  await arrives(
    [
      "Subject: Re: No imprime",
      "Message-ID: <otra@canelos.example>",
      "References: <cara@canelos.example>",
    ],
    "Sigue igual.\r\n\r\nEl lun, 3 nov 2025 a las 9:20, Mesa (<mesa@x.cl>) escribió:\r\n> Reinicie",
  );
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors, call } = await signedIn(
      browser,
      desk,
      AGENT,
      { theme, width },
    );
    const { items } = await call("GET", "/tickets?status=open&limit=1");
    await page.goto(`${desk.url}/cases/all/${items[0].number}`);
    await page.getByText("Sigue igual.").waitFor();
    assert.equal(await page.getByText("> Reinicie").isVisible(), false);
    await page.getByText("Texto citado y firma").last().click();
    await page.getByText("> Reinicie").waitFor();
    await page.getByText("podría ser falso").first().waitFor();
    await page.getByRole("button", { name: "Ver como llegó" }).click();
    const face = page.frameLocator("iframe");
    await face.getByText("no anda").waitFor();
    assert.equal(await face.locator("img[src]").count(), 0);
    await sound(page, `letter-${theme}-${width}`);
    await page.getByRole("button", { name: "Ver solo el texto" }).click();
    const original = page.getByRole("link", { name: "Correo original" });
    const href = await original.first().getAttribute("href");
    const kept = await page.request.get(new URL(href, desk.url).href);
    assert.match(await kept.text(), /^From: Rosa/);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("an agent puts somebody in copy of a case, and takes them out again", async () => {
  const boss = await administrator();
  await boss.call("POST", "/persons", {
    name: "Carla Rojas",
    emails: ["carla@canelos.example"],
  });
  await boss.context.close();
  await arrives(
    [
      "Subject: Reunión de cierre",
      "Message-ID: <cita@canelos.example>",
      "Content-Type: text/calendar; method=REQUEST",
    ],
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271203\r\nSUMMARY:Cierre\r\nLOCATION:Sala 2\r\nEND:VEVENT\r\nEND:VCALENDAR",
  );
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors, call } = await signedIn(
      browser,
      desk,
      AGENT,
      { theme, width },
    );
    const { items } = await call("GET", "/tickets?status=open&limit=1");
    const { number } = items[0];
    await page.goto(`${desk.url}/cases/all/${number}`);
    await page
      .getByText("Invitación a una reunión: Cierre · 3 de diciembre de 2027")
      .waitFor();
    await page.getByRole("button", { name: "Más acciones" }).click();
    await page.getByRole("menuitem", { name: "Poner en copia" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("combobox", { name: "Persona" }).fill("carla");
    await page.getByRole("option", { name: /Carla Rojas/ }).click();
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    const { watchers } = await call("GET", `/tickets/${number}`);
    assert.deepEqual(
      watchers.map(({ name }) => name),
      ["Carla Rojas"],
    );
    await page.getByRole("button", { name: "Más acciones" }).click();
    await page.getByRole("menuitem", { name: "Poner en copia" }).click();
    await sheet.getByText("Carla Rojas").waitFor();
    await sound(page, `copy-${theme}-${width}`);
    await sheet.getByRole("button", { name: "Quitar a Carla Rojas" }).click();
    await sheet.getByText("Carla Rojas").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await sound(page, `meeting-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("an administrator sets a mailbox up, and takes in what was set aside", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await administrator({ theme, width });
    const name = `Buzón ${width} ${theme}`;
    await page.goto(`${desk.url}/admin/mailboxes`);
    await page.getByRole("heading", { name: "Buzones" }).waitFor();
    await whole(page, `mailboxes-before-${theme}-${width}`);
    await page.getByRole("link", { name: "Agregar buzón" }).first().click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Nombre").fill(name);
    await sheet
      .getByLabel("Dirección de correo")
      .fill(`b${width}${theme}@canelos.example`);
    await sheet.getByLabel("Servidor IMAP").fill("127.0.0.1");
    await sheet.getByLabel("Protección").selectOption("none");
    await sheet.getByLabel("Puerto").fill("1");
    await sheet.getByLabel("Clave").fill("palabras del buzon 17");
    await sound(page, `mailbox-${theme}-${width}`);
    await sheet.getByRole("button", { name: "Guardar" }).click();
    await sheet.waitFor({ state: "detached" });
    await page.getByText("No se puede leer:").first().waitFor();
    await page.getByRole("button", { name: `Probar ${name}` }).click();
    await page.getByText("No se abre:").waitFor();
    await whole(page, `mailboxes-${theme}-${width}`);

    const subject = `Vuelvo el lunes ${width} ${theme}`;
    await arrives(
      [
        `Subject: ${subject}`,
        `Message-ID: <aparte-${count}@canelos.example>`,
        "Auto-Submitted: auto-replied",
      ],
      "De vacaciones.",
    );
    await page.goto(`${desk.url}/admin/mails-aside`);
    await page.getByText(subject, { exact: true }).waitFor();
    await whole(page, `mails-aside-${theme}-${width}`);
    await page
      .getByRole("button", { name: `Recibir de todos modos: ${subject}` })
      .click();
    await page.getByText("Recibido en el caso").waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  }
});

/** A provider of OAuth 2 that lets everybody in, or nobody, as `lets` says. */
async function startProvider() {
  const provider = { lets: true, asked: [] };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://provider");
    if (request.method === "POST") {
      const body = new URLSearchParams(await text(request));
      provider.asked.push(body.get("grant_type"));
      const token = `token-${provider.asked.length}-abcdef`;
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ access_token: token, refresh_token: `r-${token}` }),
      );
      return;
    }
    // Browsers ask for a picture of the site too.
    if (url.pathname !== "/allow") return response.writeHead(404).end();
    const back = new URL(url.searchParams.get("redirect_uri"));
    back.searchParams.set("state", url.searchParams.get("state"));
    if (provider.lets) back.searchParams.set("code", "codigo-de-la-prueba");
    else back.searchParams.set("error", "access_denied");
    response.setHeader("content-type", "text/html");
    response.end(`<title>Proveedor</title><a href="${back}">Permitir</a>`);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  provider.port = server.address().port;
  provider.stop = () => server.close();
  return provider;
}

test("an administrator signs in to a mailbox at its provider, and comes back", async () => {
  const provider = await startProvider();
  // Another site than the desk's, as providers are.
  const place = `http://localhost:${provider.port}`;
  try {
    for (const [theme, width] of WIDTHS) {
      const { context, page, errors, call } = await administrator({
        theme,
        width,
      });
      const name = `Cuenta ${width} ${theme}`;
      const { version: _, ...settings } = (await call("GET", "/desk")).settings;
      await call("PUT", "/desk", { ...settings, public_url: null });
      await page.goto(`${desk.url}/admin/mailboxes/new`);
      const sheet = page.getByRole("dialog");
      await sheet.getByLabel("Cómo se lee").selectOption("microsoft");
      await sheet.getByText("La mesa no tiene dirección pública").waitFor();
      assert.equal(
        await sheet.getByLabel("Servidor IMAP").inputValue(),
        "outlook.office365.com",
      );
      await call("PUT", "/desk", { ...settings, public_url: desk.url });
      await page.reload();
      await sheet.getByLabel("Nombre").fill(name);
      await sheet
        .getByLabel("Dirección de correo")
        .fill(`c${width}${theme}@canelos.example`);
      await sheet.getByLabel("Cómo se lee").selectOption("microsoft");
      await sheet.getByText("Direcciones y permisos del proveedor").click();
      await whole(page, `mailbox-microsoft-${theme}-${width}`);
      await sheet.getByLabel("Cómo se lee").selectOption("other");
      assert.equal(
        await sheet.getByLabel("Dirección de retorno").inputValue(),
        `${desk.url}/admin/mailboxes/signed-in`,
      );
      await sheet.getByLabel("Servidor IMAP").fill("127.0.0.1");
      await sheet.getByLabel("Protección").selectOption("none");
      await sheet.getByLabel("Puerto").fill("1");
      await sheet.getByLabel("Id de cliente").fill("mesa-4711");
      await sheet.getByLabel("Secreto de cliente").fill("secreto de la mesa");
      await sheet
        .getByLabel("Dirección de autorización")
        .fill(`${place}/allow`);
      await sheet.getByLabel("Permisos (scope)").fill("imap");
      await sheet
        .getByLabel("Dirección de los tokens")
        .fill("http://id.example");
      await sheet.getByRole("button", { name: "Guardar" }).click();
      await sheet.locator("[aria-invalid]").waitFor();
      await sheet.getByLabel("Dirección de los tokens").fill(`${place}/token`);
      await sheet
        .getByLabel("Servidor de tokens en la red interna")
        .fill("localhost");
      await sheet.getByRole("button", { name: "Guardar" }).click();
      await sheet.waitFor({ state: "detached" });
      const row = page.getByRole("listitem").filter({ hasText: name });
      await row.getByText("Falta iniciar sesión").waitFor();

      const begin = row.getByRole("button", {
        name: `Iniciar sesión para ${name}`,
      });
      provider.lets = false;
      await begin.click();
      await page.getByRole("link", { name: "Permitir" }).click();
      await page.getByText("El proveedor no dejó entrar:").waitFor();
      assert.equal(page.url(), `${desk.url}/admin/mailboxes`);
      await whole(page, `mailbox-refused-${theme}-${width}`);
      provider.lets = true;
      await begin.click();
      await page.getByRole("link", { name: "Permitir" }).click();
      await page.getByText(`Sesión iniciada: ${name}`).waitFor();
      // What it came back with is in no address, also when somebody goes a step back.
      assert.equal(page.url(), `${desk.url}/admin/mailboxes`);
      await row
        .getByText("Falta iniciar sesión")
        .waitFor({ state: "detached" });
      await whole(page, `mailbox-signed-in-${theme}-${width}`);
      // An address that somebody made up opens nothing.
      const asked = provider.asked.filter((one) => one !== "refresh_token");
      await page.goto(
        `${desk.url}/admin/mailboxes/signed-in?state=inventado&code=x`,
      );
      await page.getByText("Este inicio de sesión ya no vale").waitFor();
      assert.deepEqual(
        provider.asked.filter((one) => one !== "refresh_token"),
        asked,
      );
      await page.goto(`${desk.url}/admin/mailboxes`);
      await page.getByRole("link", { name }).click();
      await sheet.getByText("Vacío: queda el que hay").waitFor();
      assert.equal(
        await sheet.getByLabel("Secreto de cliente").inputValue(),
        "",
      );
      await whole(page, `mailbox-oauth-${theme}-${width}`);
      // What was refused on purpose, the browser says too.
      const meant = / status of (404|422) /;
      assert.deepEqual(
        errors.filter((error) => !meant.test(error)),
        [],
      );
      await context.close();
    }
  } finally {
    provider.stop();
  }
});
