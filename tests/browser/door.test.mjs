// Coming in: an invitation, a password, a second step, signing in with a code; and the password again for what is
// dangerous. In three languages.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  callOf,
  newPage,
  openBrowser,
  picture,
  run,
  sound,
  startDesk,
} from "./desk.mjs";
import { startSmtp } from "./smtp.mjs";

const ADMIN = "paulina@canelos.example";
const PASSWORD = "cuatro palabras al azar";

let folder;
let desk;
let browser;
let smtp;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ventanilla-door-"));
  desk = await startDesk({ data: path.join(folder, "desk.redb") });
  smtp = await startSmtp();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await smtp?.stop();
  await desk?.stop();
  if (desk)
    assert.match(
      await run(["check", "--rebuild", "--data", desk.data]),
      /whole/,
    );
});

/** The messages of a language that stand on one line, by their id. */
function catalogue(language) {
  const folder = new URL(`../../src/messages/${language}/`, import.meta.url);
  const lines = ["web", "web_account", "web_admin", "web_door"].flatMap(
    (name) => readFileSync(new URL(`${name}.ftl`, folder), "utf8").split("\n"),
  );
  return Object.fromEntries(
    lines
      .map((line) => /^([a-z][a-z0-9-]*) = (.*)$/.exec(line)?.slice(1))
      .filter(Boolean),
  );
}

/** What an app on a telephone shows for a key, `late` half minutes from now. */
function code(key, late = 0) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replace(/\s/g, "")]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, "0"))
    .join("");
  const seed = Buffer.from(
    bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)),
  );
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + late));
  const hash = createHmac("sha1", seed).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const tag = { es: "es-CL", en: "en-GB", pt: "pt-BR" };

/** The administrator, signed in by the API. */
async function administrator(options) {
  const visitor = await newPage(browser, options);
  const call = callOf(visitor.context, desk.url);
  await call("POST", "/session", { email: ADMIN, password: PASSWORD });
  return { ...visitor, call };
}

test("the first administrator comes in", async () => {
  const { context, page } = await newPage(browser);
  const token = desk.setupUrl.split("#token=")[1];
  await callOf(context, desk.url)("POST", "/setup", {
    token,
    admin: { name: "Paulina Sepúlveda", email: ADMIN, password: PASSWORD },
    desk: {
      name: "Mesa de Ayuda Los Canelos",
      language: "es",
      time_zone: "America/Santiago",
    },
  });
  // Nobody forgot anything while no mail can leave: the page says whom to ask.
  await context.clearCookies();
  await page.goto(desk.url);
  await page.getByText("quien administra la mesa puede dar otra").waitFor();
  await context.close();
});

for (const [language, width, theme] of [
  ["es", 1440, "light"],
  ["en", 320, "dark"],
  ["pt", 800, "light"],
]) {
  test(`invitation, password, second step, signing in with a code (${language})`, async () => {
    const t = catalogue(language);
    const email = `nueva.${language}@canelos.example`;
    const admin = await administrator({ width: 1440 });
    await admin.page.goto(`${desk.url}/admin/users/new`);
    await admin.page
      .getByLabel("Nombre", { exact: true })
      .fill(`Persona Nueva ${language}`);
    await admin.page.getByLabel("Correo", { exact: true }).fill(email);
    await admin.page.keyboard.press("Control+Enter");
    // Whoever is new is offered a link at once.
    await admin.page.getByText("Todavía no tiene clave").waitFor();
    await admin.page.getByRole("button", { name: "Mostrar un enlace" }).click();
    const field = admin.page.getByRole("textbox", {
      name: "Enlace para elegir la clave",
    });
    await field.waitFor();
    await sound(admin.page, `access-${language}`);
    const link = await field.inputValue();
    assert.ok(link.startsWith(`${desk.url}/password#token=`), link);

    const { context, page, errors } = await newPage(browser, {
      width,
      theme,
      language: tag[language],
    });
    await page.goto(link);
    await page.getByLabel(t["password-new"]).fill("corta");
    await page.getByRole("button", { name: t["password-do"] }).click();
    await page.locator("[aria-invalid]").waitFor();
    await sound(page, `password-${language}`);
    await page.getByLabel(t["password-new"]).fill(PASSWORD);
    await page.getByRole("button", { name: t["password-do"] }).click();
    await page.getByRole("banner").waitFor();
    assert.ok(!page.url().includes("token"), page.url());

    await context.request.patch(`${desk.url}/api/v1/me/preferences`, {
      data: { language },
      headers: { origin: desk.url },
    });
    await page.goto(`${desk.url}/account`);
    await page.getByRole("button", { name: t["second-step-begin"] }).click();
    await page.getByRole("img", { name: t["second-step-picture"] }).waitFor();
    await sound(page, `second-step-${language}`);
    const key = await page.locator("code").innerText();
    // What was copied is a secret: it is not said again.
    await page
      .getByRole("button", {
        name: t["copy"].replace("{ $name }", t["second-step-key"]),
      })
      .click();
    const said = page.getByText(
      t["copied"].replace("{ $name }", t["second-step-key"]),
    );
    const failed = page.getByText(
      t["copy-failed"].replaceAll("{ $name }", t["second-step-key"]),
    );
    await said.or(failed).first().waitFor();
    assert.equal(await page.getByText(key.replace(/\s/g, "")).count(), 0);
    await page
      .getByLabel(t["second-step-code"], { exact: true })
      .fill("000000");
    await page.getByRole("button", { name: t["second-step-confirm"] }).click();
    await page.getByText(t["second-step-code-wrong"]).waitFor();
    await page
      .getByLabel(t["second-step-code"], { exact: true })
      .fill(code(key));
    await page.getByRole("button", { name: t["second-step-confirm"] }).click();
    await page.getByRole("heading", { name: t["recovery-title"] }).waitFor();
    await sound(page, `recovery-${language}`);
    const codes = await page.locator("li code").allInnerTexts();
    assert.equal(codes.length, 10);
    await page.getByRole("button", { name: t["recovery-done"] }).click();
    await page.getByRole("button", { name: t["second-step-end"] }).waitFor();
    await sound(page, `second-step-on-${language}`);

    await context.request.delete(`${desk.url}/api/v1/session`, {
      headers: { origin: desk.url },
    });
    await page.goto(desk.url);
    await page.getByLabel(t["signin-email"]).fill(email);
    await page.getByLabel(t["signin-password"]).fill(PASSWORD);
    await page.getByRole("button", { name: t["signin-do"] }).click();
    const second = page.getByLabel(t["second-step-code"], { exact: true });
    await second.fill("000000");
    await page.getByRole("button", { name: t["signin-do"] }).click();
    await page.getByText(t["signin-code-wrong"]).waitFor();
    await sound(page, `signin-code-${language}`);
    await second.fill(code(key, 1));
    await page.getByRole("button", { name: t["signin-do"] }).click();
    await page.getByRole("banner").waitFor();

    // A recovery code opens once, too.
    await context.clearCookies();
    await page.goto(desk.url);
    await page.getByLabel(t["signin-email"]).fill(email);
    await page.getByLabel(t["signin-password"]).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await second.fill(codes[0].toUpperCase());
    await page.keyboard.press("Enter");
    await page.getByRole("banner").waitFor();
    assert.deepEqual(
      errors.filter((error) => !/ (401|422) /.test(error)),
      [],
    );
    await context.close();

    // The administrator sees where they are signed in, and ends it.
    await admin.page.reload();
    await admin.page.getByText("Entra con verificación en dos pasos").waitFor();
    await admin.page
      .getByRole("button", { name: "Cerrar todas las sesiones" })
      .click();
    await admin.page.getByText("No tiene sesiones abiertas").waitFor();
    await admin.context.close();
  });

  test(`a used link, and a forgotten password (${language})`, async () => {
    const t = catalogue(language);
    const admin = await administrator({});
    const headers = { origin: desk.url };
    const api = `${desk.url}/api/v1`;
    const settings = (
      await (await admin.context.request.get(`${api}/desk`)).json()
    ).settings;
    delete settings.version;
    await admin.context.request.put(`${api}/desk`, {
      data: { ...settings, public_url: desk.url },
      headers,
    });
    const mail = {
      host: "127.0.0.1",
      port: smtp.port,
      security: "none",
      from_address: "mesa@canelos.example",
    };
    const kept = await admin.context.request.put(`${api}/mail/settings`, {
      data: mail,
      headers,
    });
    assert.equal(kept.status(), 200, await kept.text());
    await admin.context.close();

    const { context, page } = await newPage(browser, {
      width,
      theme,
      language: tag[language],
    });
    await page.goto(`${desk.url}/password#token=1.nothing`);
    await page.getByText(t["password-over"]).waitFor();
    await sound(page, `link-over-${language}`);
    await page.goto(desk.url);
    await page.getByRole("button", { name: t["forgotten-title"] }).click();
    await sound(page, `forgotten-${language}`);
    await page.getByLabel(t["signin-email"]).fill(ADMIN);
    await page.getByRole("button", { name: t["forgotten-do"] }).click();
    await page.getByRole("status").first().waitFor();
    await sound(page, `forgotten-sent-${language}`);
    await page.getByRole("button", { name: t["forgotten-back"] }).click();
    await page.getByLabel(t["signin-password"]).waitFor();
    await context.close();
  });

  test(`the password is asked for again, and nothing typed is lost (${language})`, async () => {
    const t = catalogue(language);
    const { context, page, call } = await administrator({ width, theme });
    await context.request.patch(`${desk.url}/api/v1/me/preferences`, {
      data: { language },
      headers: { origin: desk.url },
    });
    // As if ten minutes had passed: the first time, the desk wants the password.
    let asked = 0;
    await page.route("**/api/v1/tokens", async (route) => {
      if (route.request().method() !== "POST" || asked++ > 0)
        return route.continue();
      const body = {
        type: "",
        title: "",
        status: 403,
        code: "reauthenticate",
        detail: "",
      };
      return route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        json: body,
      });
    });
    await page.goto(`${desk.url}/admin/tokens/new`);
    await page.getByLabel(t["admin-token-name"]).fill(`Monitoreo ${language}`);
    await page.keyboard.press("Control+Enter");
    const dialog = page.getByRole("dialog", { name: t["proof-title"] });
    await dialog.waitFor();
    await dialog.getByLabel(t["signin-password"]).fill("otra clave cualquiera");
    await page.keyboard.press("Enter");
    await dialog.getByText(t["account-password-wrong"]).waitFor();
    await sound(page, `proof-${language}`);
    await dialog.getByLabel(t["signin-password"]).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: t["admin-token-secret"] }).waitFor();
    assert.equal(asked, 2, "the same request goes out once more");
    const { items } = await call("GET", "/tokens");
    assert.equal(items[0].name, `Monitoreo ${language}`);
    await context.request.patch(`${desk.url}/api/v1/me/preferences`, {
      data: { language: null },
      headers: { origin: desk.url },
    });
    await context.close();
  });
}

test("whoever must have a second step sets it up before anything else", async () => {
  const t = catalogue("es");
  const admin = await administrator({});
  const headers = { origin: desk.url };
  const api = `${desk.url}/api/v1`;
  await admin.context.request.patch(`${api}/me/preferences`, {
    data: { language: null },
    headers,
  });
  await admin.page.goto(`${desk.url}/admin/desk`);
  await admin.page.getByLabel("Administrador").check();
  await admin.page.getByRole("button", { name: "Guardar" }).click();
  await admin.page
    .getByRole("heading", { level: 1, name: t["second-step-title"] })
    .waitFor();
  await sound(admin.page, "second-step-due");
  const key = await admin.page.locator("code").innerText();
  await admin.page
    .getByLabel(t["second-step-code"], { exact: true })
    .fill(code(key));
  await admin.page
    .getByRole("button", { name: t["second-step-confirm"] })
    .click();
  await admin.page.getByRole("button", { name: t["recovery-done"] }).click();
  await admin.page.getByRole("banner").waitFor();
  await admin.context.close();
});
