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
import { startSmtp } from "./smtp.mjs";
import { WIDTHS, newGroup, newUser, signedIn, whole } from "./survey.mjs";

/** A picture. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
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

/** A mail arrives, from Rosa unless said otherwise. */
async function arrives(
  headers,
  body,
  from = "Rosa Núñez <rosa@canelos.example>",
) {
  count += 1;
  const file = path.join(folder, `${count}.eml`);
  const head = [`From: ${from}`, ...headers];
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
  await arrives(
    [
      "Subject: Re: No imprime",
      "Message-ID: <fotos@canelos.example>",
      "References: <cara@canelos.example>",
      "Content-Type: multipart/mixed; boundary=z",
    ],
    [
      "--z\r\n\r\nVan los registros.",
      ...Array.from(
        { length: 14 },
        (_, n) =>
          `--z\r\nContent-Type: text/plain; name="registro-${n + 1}.txt"\r\nContent-Disposition: attachment\r\n\r\nRegistro ${n + 1}`,
      ),
      "--z--",
    ].join("\r\n"),
  );
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors, call } = await signedIn(
      browser,
      desk,
      AGENT,
      { theme, width },
    );
    let asked = 0;
    await page.route("https://lejos.example/a.png", (route) => {
      asked += 1;
      return route.fulfill({ contentType: "image/png", body: PIXEL });
    });
    const { items } = await call("GET", "/tickets?status=open&limit=1");
    await page.goto(`${desk.url}/cases/all/${items[0].number}`);
    await page.getByText("Sigue igual.").waitFor();
    assert.equal(await page.getByText("> Reinicie").isVisible(), false);
    // Of many files the first are seen.
    const files = page.getByRole("list", { name: "Archivos adjuntos" });
    assert.equal(await files.getByRole("listitem").count(), 12);
    await page.getByRole("button", { name: "Mostrar 2 archivos más" }).click();
    await files.getByText("registro-14.txt").waitFor();
    await page.getByText("Texto citado y firma").last().click();
    await page.getByText("> Reinicie").waitFor();
    await page.getByText("podría ser falso").first().waitFor();
    await page.getByRole("button", { name: "Ver como llegó" }).click();
    const face = page.frameLocator("iframe");
    await face.getByText("no anda").waitFor();
    assert.equal(await face.locator("img[src]").count(), 0);
    // Pictures from elsewhere are loaded when somebody asks for them, and are offered only where there are some.
    await page
      .getByRole("button", { name: "Cargar imágenes externas" })
      .click();
    await face.locator('img[src="https://lejos.example/a.png"]').waitFor();
    assert.equal(asked, 1);
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

    // One that mail is only forwarded to says nothing of how it would be read.
    const forwarded = `Reenvío ${width} ${theme}`;
    await page.getByRole("link", { name: "Agregar buzón" }).first().click();
    await sheet.getByLabel("Nombre").fill(forwarded);
    await sheet
      .getByLabel("Dirección de correo")
      .fill(`r${width}${theme}@canelos.example`);
    await sheet.getByLabel("Cómo se lee").selectOption("forwarded");
    await sheet.getByText("--smtp-listen").waitFor();
    assert.equal(await sheet.getByLabel("Servidor IMAP").count(), 0);
    await sound(page, `mailbox-forwarded-${theme}-${width}`);
    await sheet.getByRole("button", { name: "Guardar" }).click();
    await sheet.waitFor({ state: "detached" });
    await page
      .getByRole("listitem")
      .filter({ hasText: forwarded })
      .getByText("se le reenvían los correos")
      .waitFor();
    await whole(page, `mailboxes-${theme}-${width}`);

    const subject = `Vuelvo el lunes ${width} ${theme}`;
    const away = async (which) => {
      await arrives(
        [
          `Subject: ${which}`,
          `Message-ID: <aparte-${count}@canelos.example>`,
          "Auto-Submitted: auto-replied",
        ],
        `De vacaciones: ${which}.`,
      );
      await arrives(
        [
          `Subject: Boletín de ${which}`,
          `Message-ID: <boletin-${count}@canelos.example>`,
          "List-Id: <todos.canelos.example>",
        ],
        "Noticias.",
      );
    };
    await away(subject);
    await away(`Otro, ${subject}`);
    await page.goto(`${desk.url}/admin/mails-aside`);
    await page.getByText(`Boletín de ${subject}`, { exact: true }).waitFor();
    await page
      .getByRole("group", { name: "Motivo" })
      .getByRole("button", { name: "Respuesta automática" })
      .click();
    await page
      .getByText(`Boletín de ${subject}`, { exact: true })
      .waitFor({ state: "detached" });
    // What it says is read before somebody decides.
    await page
      .getByRole("button", {
        name: `Ver el texto: ${subject}`,
        exact: true,
      })
      .click();
    await page.getByText(`De vacaciones: ${subject}.`).waitFor();
    await whole(page, `mails-aside-${theme}-${width}`);
    for (const which of [subject, `Otro, ${subject}`])
      await page.getByLabel(`Marcar: ${which}`, { exact: true }).check();
    await page.getByRole("button", { name: "Recibir los 2 marcados" }).click();
    await page.getByText("Recibidos en 2 casos").waitFor();
    await page
      .getByRole("group", { name: "Motivo" })
      .getByRole("button", { name: "Todos" })
      .click();
    const one = `Recibir de todos modos: Boletín de ${subject}`;
    await page.getByRole("button", { name: one, exact: true }).click();
    await page.getByText("Recibido en el caso").waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("a case tells of a mail that did not arrive, of a stranger's, and of one that is encrypted", async () => {
  const smtp = await startSmtp();
  try {
    const boss = await administrator();
    await boss.call("PUT", "/mail/settings", {
      host: "127.0.0.1",
      port: smtp.port,
      security: "none",
      from_address: "mesa@canelos.example",
    });
    await boss.context.close();
    await arrives(
      ["Subject: Sin internet", "Message-ID: <rebote@canelos.example>"],
      "Nada carga.",
      "Berta <berta@canelos.example>",
    );
    const [told] = await smtp.to("berta@canelos.example", 1);
    const id = /^Message-ID: (<.*>)$/im.exec(told.data)[1];
    await arrives(
      [
        "Return-Path: <>",
        "Subject: Undelivered Mail Returned to Sender",
        "Message-ID: <informe@mx.example>",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
      ],
      [
        "--x",
        "Content-Type: text/plain",
        "",
        "I'm sorry to have to inform you.",
        "--x",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "",
        "Final-Recipient: rfc822; berta@canelos.example",
        "Action: failed",
        "Status: 5.2.2",
        "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full",
        "--x",
        "Content-Type: text/rfc822-headers",
        "",
        `Message-ID: ${id}`,
        "--x--",
      ].join("\r\n"),
      "Mail Delivery System <mailer-daemon@mx.example>",
    );
    await arrives(
      [
        "Subject: Re: Sin internet",
        "Message-ID: <ajeno@canelos.example>",
        "References: <rebote@canelos.example>",
      ],
      "A mí tampoco.",
      "Otro <otro@canelos.example>",
    );
    await arrives(
      [
        "Subject: Re: Sin internet",
        "Message-ID: <sellado@canelos.example>",
        "References: <rebote@canelos.example>",
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="y"',
      ],
      "--y\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--y--",
      "Berta <berta@canelos.example>",
    );
    for (const [theme, width] of WIDTHS) {
      const { context, page, errors, call } = await signedIn(
        browser,
        desk,
        AGENT,
        { theme, width },
      );
      const { tickets } = await call("GET", "/search?q=internet");
      await page.goto(`${desk.url}/case/${tickets[0].ticket.number}`);
      await page
        .getByText("Un correo de la mesa no llegó a berta@canelos.example.")
        .waitFor();
      await page.getByText("Servidor de correo").waitFor();
      const words = page.getByText("I'm sorry to have to inform you.");
      assert.equal(await words.isVisible(), false);
      await page.getByText("Lo que dijo el servidor").click();
      await words.waitFor();
      await page.getByText("Este correo viene cifrado").waitFor();
      await sound(page, `letters-${theme}-${width}`);
      // Let in once, it is a message of the case in every window.
      const letIn = page.getByRole("button", { name: "Dejar entrar al caso" });
      if (width === WIDTHS[0][1]) {
        await page.getByText("Lo escribió alguien ajeno al caso.").waitFor();
        await letIn.click();
        await page.getByText("Es un mensaje del caso").waitFor();
      }
      await letIn.waitFor({ state: "detached" });
      assert.deepEqual(errors, []);
      await context.close();
    }
  } finally {
    await smtp.stop();
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
