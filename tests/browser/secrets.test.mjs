// The password of the mail server when the key that it is encrypted with is not there: it is not called missing.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  callOf,
  eventually,
  newPage,
  openBrowser,
  run,
  sound,
  startDesk,
} from "./desk.mjs";

const ADMIN = {
  email: "paulina@canelos.example",
  password: "cuatro palabras al azar",
};
const MAIL = {
  host: "smtp.canelos.example",
  port: 587,
  security: "starttls",
  from_address: "mesa@canelos.example",
};

let folder;
let data;
let browser;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ventanilla-secrets-"));
  data = path.join(folder, "desk.redb");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** The administrator of a desk, signed in. */
async function administrator(desk) {
  const visitor = await newPage(browser);
  const call = callOf(visitor.context, desk.url);
  await call("POST", "/session", ADMIN);
  return { ...visitor, call };
}

test("a password that cannot be read is told from none, and is typed again or its key put back", async () => {
  const key = path.join(folder, "secret.key");
  await run(["secret-key", "new", key]);
  await run(
    [
      "setup",
      "--data",
      data,
      "--admin-email",
      ADMIN.email,
      "--admin-password-stdin",
    ],
    ADMIN.password,
  );
  const withKey = await startDesk({
    data,
    settings: { VENTANILLA_SECRET_KEY_FILE: key },
  });
  const before = await administrator(withKey);
  await before.call("PUT", "/mail/settings", {
    ...MAIL,
    username: "mesa",
    password: "una clave del correo",
  });
  await before.page.goto(`${withKey.url}/admin/mail`);
  await before.page.getByText("Hay una guardada, que no se muestra.").waitFor();
  await before.context.close();
  await withKey.stop();

  const desk = await startDesk({ data });
  const { context, page, errors } = await administrator(desk);
  await page.goto(`${desk.url}/admin/mail`);
  await page.getByText("Hay una guardada, pero no se puede leer").waitFor();
  await page.getByText("falta: la llave con que se cifró la clave").waitFor();
  assert.equal(await page.getByText("No hay ninguna guardada").count(), 0);
  await sound(page, "mail-locked");
  await page.getByLabel("Clave", { exact: true }).fill("otra clave del correo");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Hay una guardada, que no se muestra.").waitFor();
  await eventually(() => page.getByText("Los correos esperan;").count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
  await desk.stop();
  assert.match(await run(["check", "--rebuild", "--data", data]), /whole/);
});
