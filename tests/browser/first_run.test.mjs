// The one-time link opens a desk; after that one signs in, and the administrator sets it up.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, newPage, openBrowser, sound, startDesk } from "./desk.mjs";
import { startSmtp, subjectOf, textOf } from "./smtp.mjs";

const EMAIL = "paulina@canelos.example";
const PASSWORD = "cuatro palabras al azar";

let desk;
let browser;
before(async () => {
  desk = await startDesk();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

async function signIn(page, password) {
  await page.getByLabel("Correo").fill(EMAIL);
  await page.getByLabel("Clave").fill(password);
  await page.getByRole("button", { name: "Entrar" }).click();
}

test("the one-time link makes the first administrator, and says what is wrong beside the fields", async () => {
  assert.ok(
    desk.setupUrl,
    "the program prints a link while there is no administrator",
  );
  const { context, page } = await newPage(browser);
  await page.goto(desk.setupUrl);
  await page.getByRole("button", { name: "Abrir la mesa" }).waitFor();
  await sound(page, "first-run");
  await page.getByLabel("Nombre").first().fill("Paulina Sepúlveda");
  await page.getByLabel("Correo").fill("paulina");
  await page.getByLabel("Clave").fill("corta");
  await page.getByLabel("Nombre").last().fill("Mesa de Ayuda Los Canelos");
  await page.getByLabel("Vacía").check();
  await page.getByRole("button", { name: "Abrir la mesa" }).click();
  const wrong = (label) =>
    page.waitForFunction(
      (id) => document.getElementById(id)?.ariaInvalid === "true",
      label,
    );
  await wrong(await page.getByLabel("Clave").getAttribute("id"));
  await wrong(await page.getByLabel("Correo").getAttribute("id"));
  await sound(page, "first-run-wrong");

  await page.getByLabel("Clave").fill(PASSWORD);
  await page.getByLabel("Correo").fill(EMAIL);
  await page.getByRole("button", { name: "Abrir la mesa" }).click();
  await page.getByRole("navigation").first().waitFor();
  const me = await (await context.request.get(`${desk.url}/api/v1/me`)).json();
  assert.equal(me.email, EMAIL);
  assert.ok(me.roles.includes("administrator"));
  await context.close();
});

test("the link was used, and says so; a wrong password gets a calm word", async () => {
  const { context, page } = await newPage(browser, {
    width: 320,
    theme: "dark",
  });
  await page.goto(desk.setupUrl);
  await page.getByText("Este enlace ya se usó o venció").waitFor();
  await sound(page, "link-used");
  await signIn(page, "otra clave cualquiera");
  await page.getByText("no coinciden").waitFor();
  await eventually(
    () => page.getByLabel("Clave").inputValue(),
    "",
    "the wrong password does not stay",
  );
  await signIn(page, PASSWORD);
  await page.getByRole("banner").waitFor();
  assert.ok(!page.url().includes("/setup"));
  await context.close();
});

test("the public address and the mail server are typed in, tried, and mails leave with them", async () => {
  const smtp = await startSmtp();
  const { context, page, errors } = await newPage(browser);
  await page.goto(desk.url);
  await signIn(page, PASSWORD);
  await page.getByRole("banner").waitFor();
  errors.length = 0;
  /** Types into a field, over what stands there. */
  const type = async (label, text) => {
    const field = page.getByLabel(label);
    await field.press("Control+a");
    await field.pressSequentially(text);
  };
  const save = () => page.getByRole("button", { name: "Guardar" }).click();

  await page.goto(`${desk.url}/admin/desk`);
  await type("Dirección pública", desk.url);
  await save();
  await page.locator(".toast", { hasText: "Mesa" }).waitFor();

  await page.goto(`${desk.url}/admin/mail`);
  await page.getByText("Los correos esperan; falta:").waitFor();
  await type("Servidor SMTP", "127.0.0.1");
  await page.getByLabel("Protección").selectOption("none");
  await type("Puerto", String(smtp.port));
  await type("Dirección del remitente", "mesa@canelos.example");
  await save();
  await page.locator(".toast", { hasText: "Ajustes de correo" }).waitFor();
  await page
    .getByText("Los correos esperan; falta:")
    .waitFor({ state: "detached" });
  await type("Enviar a", "operaciones@canelos.example");
  await page.getByRole("button", { name: "Enviar prueba" }).click();
  await page.getByText("El servidor lo recibió:").waitFor();
  await sound(page, "mail-tried");
  const [tried] = await smtp.to("operaciones@canelos.example", 1);
  assert.match(tried.data, /^From: .*<mesa@canelos\.example>/m);
  assert.match(subjectOf(tried), /Mesa de Ayuda Los Canelos/);
  assert.deepEqual(errors, []);

  // What a mail leads to begins with the public address.
  await context.clearCookies();
  await page.goto(desk.url);
  await page.getByRole("button", { name: "Olvidé mi clave" }).click();
  await page.getByLabel("Correo").fill(EMAIL);
  await page.getByRole("button", { name: "Enviar el enlace" }).click();
  const [link] = await smtp.to(EMAIL, 1);
  assert.ok(textOf(link).includes(`${desk.url}/password#token=`), link.data);
  await context.close();
  await smtp.stop();
});

test("every page of the administration opens on an empty desk, without anything that axe finds", async () => {
  for (const [theme, width] of [
    ["light", 1440],
    ["dark", 320],
  ]) {
    const { context, page, errors } = await newPage(browser, { theme, width });
    await page.goto(desk.url);
    await signIn(page, PASSWORD);
    await page.getByRole("banner").waitFor();
    // Being asked who one is, before signing in, is answered with 401; a browser reports that as an error.
    errors.length = 0;
    for (const place of [
      "admin/people",
      "admin/people/new",
      "admin/units",
      "admin/units/new",
      "admin/users",
      "admin/users/new",
      "admin/groups",
      "admin/groups/new",
      "admin/categories",
      "admin/categories/new",
      "admin/priority",
      "admin/solutions",
      "admin/mail",
      "admin/outbox",
      "admin/tokens",
      "admin/tokens/new",
      "admin/desk",
      "account",
    ]) {
      await page.goto(`${desk.url}/${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      if (place.endsWith("/new"))
        await page.getByRole("dialog").locator("input").first().waitFor();
      else await page.getByRole("heading", { level: 2 }).first().waitFor();
      await page.waitForLoadState("networkidle").catch(() => undefined);
      await sound(page, `${place.replaceAll("/", "-")}-${theme}-${width}`);
    }
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("a person is kept with numbers in any form, and found by the last digits", async () => {
  const { context, page } = await newPage(browser);
  await page.goto(desk.url);
  await signIn(page, PASSWORD);
  await page.getByRole("banner").waitFor();
  await page.goto(`${desk.url}/admin/people/new`);
  await page
    .getByLabel("Nombre", { exact: true })
    .fill("Zoila Quezada Ñancupil");
  await page.getByLabel("Teléfonos").fill("9 5550 1234\n312");
  await page.keyboard.press("Control+Enter");
  await page.locator(".toast", { hasText: "Zoila" }).waitFor();
  await page.getByRole("searchbox").fill("1234");
  await page.getByRole("link", { name: "Zoila Quezada Ñancupil" }).click();
  await page.waitForFunction(
    () =>
      document.querySelector("dialog textarea")?.value ===
      "+56 9 5550 1234\n312",
  );

  // Closing with something typed asks once.
  await page.getByLabel("Cargo").fill("Jefa");
  await page.keyboard.press("Escape");
  await page.getByText("Hay cambios sin guardar").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await context.close();
});
