// Both sides of the window, by a real mailbox: somebody writes from a telephone, is answered, follows their case without a
// password, rejects a solution and accepts the next; and a colleague who calls about the same thing is served by a search.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startEmptyDesk, eventually, newPage, sound } from "./desk.mjs";
import { startDovecot } from "./dovecot.mjs";
import { startSmtp, subjectOf, textOf } from "./smtp.mjs";
import { newGroup, newUser, signedIn } from "./survey.mjs";

const AGENT = "camila.vergara@canelos.example";
const PASSWORD = "clave-de-la-casilla-4711";
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let desk, browser, administrator, mailbox, smtp;
before(async () => {
  [{ desk, browser, administrator }, mailbox, smtp] = await Promise.all([
    startEmptyDesk(),
    startDovecot(PASSWORD),
    startSmtp(),
  ]);
});
after(async () => {
  await browser?.close();
  await desk?.stop();
  await mailbox?.stop();
  await smtp?.stop();
});

/** A mail of Rosa's as a telephone writes it: a face in HTML with a picture in it. */
function fromATelephone(id, subject, text, { follows, quoted = "" } = {}) {
  const answers = follows
    ? `In-Reply-To: ${follows}\nReferences: ${follows}\n`
    : "";
  return `Return-Path: <rosa@canelos.example>
Received: from [10.0.0.7] by mx.canelos.example
From: =?utf-8?Q?Rosa_N=C3=BA=C3=B1ez?= <rosa@canelos.example>
To: Mesa <mesa@canelos.example>
Subject: ${subject}
Message-ID: <${id}@telefono.example>
${answers}Date: ${new Date().toUTCString()}
MIME-Version: 1.0
Content-Type: multipart/related; boundary=r

--r
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

${text}
${quoted}
Enviado desde mi teléfono
--a
Content-Type: text/html; charset=utf-8

<div dir="auto">${text}<br><img src="cid:foto-${id}" alt="Foto"><script>parent.x = 1</script></div>
<blockquote>${quoted.replaceAll("\n", "<br>")}</blockquote>
--a--
--r
Content-Type: image/png; name="foto.png"
Content-Transfer-Encoding: base64
Content-ID: <foto-${id}>
Content-Disposition: inline; filename="foto.png"

${PICTURE}
--r--
`;
}

/** The newest mail to Rosa whose subject or text says this. */
async function toRosa(says) {
  const found = () =>
    smtp.mails.findLast(
      (mail) =>
        mail.to.includes("rosa@canelos.example") &&
        `${subjectOf(mail)} ${textOf(mail)}`.includes(says),
    );
  await eventually(() => Boolean(found()), true, `a mail that says ${says}`);
  return found();
}
const idOf = (mail) => /^Message-ID: (<.*>)$/im.exec(mail.data)[1];
const linkIn = (mail) => /http:\S+\/c\/[\w-]{43}/.exec(textOf(mail))[0];

test("a person writes from a telephone, is answered, and follows the case to its end", async () => {
  // The administrator sets up what mails leave by, and the mailbox, in the browser.
  const boss = await administrator();
  const camila = await newUser(boss.call, "Camila Vergara", AGENT, "agent");
  await newGroup(boss.call, "Mesa central", [camila]);
  const { settings } = await boss.call("GET", "/desk");
  delete settings.version;
  settings.public_url = desk.url;
  await boss.call("PUT", "/desk", settings);
  await boss.call("PUT", "/mail/settings", {
    host: "127.0.0.1",
    port: smtp.port,
    security: "none",
    from_address: "mesa@canelos.example",
  });
  await boss.page.goto(`${desk.url}/admin/mailboxes/new`);
  const sheet = boss.page.getByRole("dialog");
  await sheet.getByLabel("Nombre").fill("Mesa");
  await sheet
    .getByLabel("Dirección de correo")
    .first()
    .fill("mesa@canelos.example");
  await sheet.getByLabel("Servidor IMAP").fill("127.0.0.1");
  await sheet.getByLabel("Protección").selectOption("none");
  await sheet.getByLabel("Puerto").fill(String(mailbox.port));
  await sheet.getByLabel("Clave").fill(PASSWORD);
  await sheet.getByLabel("Grupo").selectOption("Mesa central");
  await boss.page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });

  // The mail is on the agents' screens within seconds, by itself.
  const agent = await signedIn(browser, desk, AGENT);
  await agent.page.goto(`${desk.url}/cases/all`);
  await agent.page.getByRole("heading", { name: /^Todos/ }).waitFor();
  const first = fromATelephone(
    "uno",
    "La impresora del segundo piso no imprime facturas",
    "Desde las nueve sale una línea negra.",
  );
  const sent = Date.now();
  await mailbox.deliver(first);
  const row = agent.page.getByText("La impresora del segundo piso").first();
  await row.waitFor();
  const took = Date.now() - sent;
  console.log(`on the screen after ${took} ms`);
  assert.ok(took < 5_000, `${took} ms`);
  const { items } = await agent.call("GET", "/tickets?status=open&limit=1");
  const { number } = items[0];
  await row.click();
  await agent.page
    .getByText("Desde las nueve sale una línea negra.")
    .first()
    .waitFor();
  const shown = await agent.page
    .getByRole("list", { name: "Archivos adjuntos" })
    .innerText();
  assert.match(shown, /foto\.png/);
  await agent.page.getByRole("button", { name: "Ver como llegó" }).click();
  const face = agent.page.frameLocator("iframe").first();
  await face.locator('img[src^="data:image/png"]').waitFor();
  assert.equal(await face.locator("script").count(), 0);
  await sound(agent.page, "journey-mail");
  await eventually(() => mailbox.left(), 0, "the server is told");

  // The reply goes out, and the answer to it comes back into the same case, what it quotes folded.
  await agent.page.getByRole("button", { name: /^Tomar/ }).click();
  await agent.page
    .getByRole("textbox", { name: "Respuesta" })
    .fill("¿De qué color es la luz del panel?");
  await agent.page.keyboard.press("Control+Enter");
  const asked = await toRosa("¿De qué color es la luz");
  const quoted =
    "El vie, 27 nov 2026 a las 9:30, Mesa (<mesa@canelos.example>) escribió:\n> ¿De qué color es la luz del panel?";
  await mailbox.deliver(
    fromATelephone("dos", `Re: ${subjectOf(asked)}`, "Naranja, parpadea.", {
      follows: idOf(asked),
      quoted,
    }),
  );
  await agent.page.getByText("Naranja, parpadea.").first().waitFor();
  assert.equal(
    await agent.page.getByText("> ¿De qué color").isVisible(),
    false,
  );
  await agent.page.getByText("Texto citado y firma").last().click();
  await agent.page.getByText("> ¿De qué color").waitFor();
  const open = await agent.call("GET", "/tickets?status=open");
  assert.equal(open.items.length, 1, "it is the same case");
  await sound(agent.page, "journey-mail-answer");

  // She follows it on her page without a password, attaches a file, rejects the first solution and accepts the second.
  const rosa = await newPage(browser, { width: 390, theme: "dark" });
  await rosa.page.goto(linkIn(asked));
  assert.equal(rosa.page.url(), `${desk.url}/my/${number}`);
  await rosa.page.getByText("¿De qué color es la luz").first().waitFor();
  await rosa.page.getByLabel("Agregar algo").fill("Aquí va el registro.");
  await rosa.page.getByLabel("Archivos").setInputFiles({
    name: "registro.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("error 57"),
  });
  await rosa.page.getByRole("button", { name: "Enviar a la mesa" }).click();
  await rosa.page.getByRole("link", { name: "registro.txt" }).waitFor();
  await sound(rosa.page, "journey-portal");
  await agent.page.getByText("registro.txt").first().waitFor();

  const { solution_codes: codes } = await agent.call("GET", "/model");
  const solve = (text) =>
    agent.call("POST", `/tickets/${number}/resolve`, {
      text,
      code: codes[0].code,
    });
  await solve("Se limpió el rodillo.");
  await toRosa("Se limpió el rodillo.");
  await rosa.page.goto(`${desk.url}/my/${number}`);
  await rosa.page
    .getByLabel(/qué falta/i)
    .first()
    .fill("Sigue la línea negra.");
  await rosa.page.getByRole("button", { name: /no quedó resuelto/i }).click();
  await rosa.page.getByText("El caso se reabrió").waitFor();
  await agent.page.getByText("Sigue la línea negra.").first().waitFor();
  await solve("Se cambió el tambor de la impresora.");
  await rosa.page.goto(`${desk.url}/my/${number}`);
  await rosa.page.getByRole("button", { name: /sí, quedó resuelto/i }).click();
  await rosa.page.getByText("El caso quedó cerrado").waitFor();
  await sound(rosa.page, "journey-portal-closed");

  // A colleague calls about the same thing: three words, half remembered, find what was done.
  await agent.page.keyboard.press("Escape");
  await agent.page.goto(`${desk.url}/cases/all`);
  await agent.page.getByRole("heading", { name: /^Todos/ }).waitFor();
  await agent.page.keyboard.press("/");
  await eventually(
    () => agent.page.evaluate(() => document.activeElement?.role),
    "combobox",
  );
  await agent.page.keyboard.type("tanbor impresora fact");
  const hit = agent.page
    .getByRole("option", { name: /La impresora del segundo piso/ })
    .first();
  await hit.waitFor();
  await sound(agent.page, "journey-search");
  await hit.click();
  await agent.page
    .getByText("Se cambió el tambor de la impresora.")
    .first()
    .waitFor();
  for (const { errors } of [boss, agent, rosa]) assert.deepEqual(errors, []);
  for (const { context } of [boss, agent, rosa]) await context.close();
});
