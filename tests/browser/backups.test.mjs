// Backups: an administrator sets the schedule, makes one at once, and sees what went wrong.

import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import {
  demonstration,
  enterAs,
  eventually,
  newPage,
  run,
  sound,
} from "./desk.mjs";

const desk = demonstration();
let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ventanilla-backups-"));
});
after(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

test("a schedule is set, a backup is made at once, and a folder that vanished is told", async () => {
  const { context, page, errors } = await newPage(desk.browser);
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/backups`);
  await page.getByText("No hay respaldos en la carpeta").waitFor();
  await sound(page, "backups-empty");

  // What is wrong stands beside its field, and what was typed stays.
  await page.getByLabel("Carpeta").fill("/no/hay/tal/carpeta");
  await page.getByLabel("Cuándo").selectOption("Otro horario");
  await page.getByRole("textbox", { name: "Horario" }).fill("todas las noches");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("No se guardó: revisar lo marcado.").waitFor();
  await sound(page, "backups-wrong");
  await page.getByRole("textbox", { name: "Horario" }).fill("15 3 * * 1-5");
  await page.getByLabel("Carpeta").fill(folder);
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Guardado: Programación").waitFor();
  await page.reload();
  await eventually(
    () => page.getByRole("textbox", { name: "Horario" }).inputValue(),
    "15 3 * * 1-5",
  );

  await page.getByRole("button", { name: "Respaldar ahora" }).click();
  await page
    .getByRole("cell", { name: /^ventanilla-.*\.redb$/ })
    .waitFor({ timeout: 180_000 });
  await page
    .getByRole("progressbar")
    .waitFor({ state: "hidden", timeout: 180_000 });
  await sound(page, "backups-made");
  const [name] = await readdir(folder);
  const checked = await run(["check", "--data", path.join(folder, name)]);
  assert.match(checked, /whole/);

  await rm(folder, { recursive: true });
  await page.getByRole("button", { name: "Respaldar ahora" }).click();
  await page
    .getByText("El último respaldo falló.")
    .waitFor({ timeout: 180_000 });
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "backups-failed-narrow");
  assert.deepEqual(
    errors.filter((error) => !/status of 422/.test(error)),
    [],
  );
  await context.close();
});

test("in the dark it reads as well", async () => {
  const { context, page } = await newPage(desk.browser, {
    theme: "dark",
    width: 800,
  });
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/backups`);
  await page.getByRole("heading", { name: "Programación" }).waitFor();
  await sound(page, "backups-dark");
  await context.close();
});
