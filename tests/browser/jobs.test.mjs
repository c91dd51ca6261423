// Periodic jobs: an administrator sees when each ran and runs next, what came of it, and has one run at once.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { demonstration, enterAs, eventually, newPage, sound } from "./desk.mjs";

const desk = demonstration();

test("a job is run at once, by keyboard too, and its result is seen", async () => {
  const { context, page, errors } = await newPage(desk.browser);
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/jobs`);
  const job = (name) => page.getByRole("listitem").filter({ hasText: name });
  await job("Borrar sesiones terminadas")
    .getByText("Cada hora, en el minuto 7")
    .waitFor();
  await job("Borrar correos enviados hace tiempo")
    .getByText("Todos los días a las 3:40")
    .waitFor();
  await page.getByText("En la hora de la mesa: America/Santiago.").waitFor();
  await sound(page, "jobs");

  const devices = job("Olvidar navegadores sin ingresos en un año");
  await devices.getByText("Todavía ninguna").waitFor();
  await devices.getByRole("button", { name: "Ejecutar ahora" }).focus();
  await page.keyboard.press("Enter");
  await page
    .getByText("Comenzó: Olvidar navegadores sin ingresos en un año")
    .waitFor();
  await devices.getByText("Bien, no había nada que borrar").waitFor();
  await devices.getByText("Tardó").waitFor();
  // The focus stays where it was.
  await eventually(
    () =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
    "Ejecutar ahora: Olvidar navegadores sin ingresos en un año",
  );
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "jobs-narrow");

  // Who had it run stands in the audit trail.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${desk.url}/admin/audit`);
  const entry = page
    .getByRole("listitem")
    .filter({ hasText: "Tarea periódica pedida" });
  await entry.getByText("Olvidar navegadores sin ingresos en un año").waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test("a backup without a folder says what is missing, one that failed says why, and another's run is seen", async () => {
  const { context, page, errors } = await newPage(desk.browser, {
    theme: "dark",
    width: 800,
  });
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/jobs`);
  const backup = page.getByRole("listitem").filter({ hasText: "Respaldo" });
  await backup.getByText("Sin horario").waitFor();
  await backup.getByRole("button", { name: "Ejecutar ahora" }).click();
  await page.getByText("Falta elegir dónde van los respaldos.").waitFor();
  await sound(page, "jobs-backup-wants-folder-dark");

  // Elsewhere somebody says where they go, and has one made: this page tells by itself.
  const folder = await mkdtemp(path.join(tmpdir(), "ventanilla-jobs-"));
  const headers = { origin: desk.url };
  const data = {
    schedule: "15 3 * * 1-5",
    folder,
    keep: { daily: 7, weekly: 0, monthly: 0 },
  };
  const set = await context.request.put(`${desk.url}/api/v1/backups/settings`, {
    data,
    headers,
  });
  assert.equal(set.status(), 200, await set.text());
  await backup.getByText("Con el horario 15 3 * * 1-5").waitFor();
  const begun = await context.request.post(
    `${desk.url}/api/v1/jobs/backup/run`,
    { headers },
  );
  assert.equal(begun.status(), 202, await begun.text());
  await backup.getByText("Bien", { exact: true }).waitFor({ timeout: 60_000 });

  await rm(folder, { recursive: true });
  await backup.getByRole("button", { name: "Ejecutar ahora" }).click();
  await backup.getByText("Falló").waitFor({ timeout: 60_000 });
  await backup.getByText("no such folder").waitFor();
  await sound(page, "jobs-failed-dark");
  assert.deepEqual(
    errors.filter((error) => !/status of 422/.test(error)),
    [],
  );
  await context.close();
});
