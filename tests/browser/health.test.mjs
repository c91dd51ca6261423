// How the desk is, in words: on a page of its own, and on every screen of an administrator when something should be
// looked at now.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  callOf,
  demonstration,
  enterAs,
  eventually,
  newPage,
  sound,
} from "./desk.mjs";

const desk = demonstration();

/** Makes the last backup of the desk a failed one. */
async function failBackup(context) {
  const folder = await mkdtemp(path.join(tmpdir(), "ventanilla-health-"));
  const call = callOf(context, desk.url);
  const keep = { daily: 7, weekly: 0, monthly: 0 };
  await call("PUT", "/backups/settings", {
    schedule: "30 2 * * *",
    folder,
    keep,
  });
  await rm(folder, { recursive: true });
  await call("POST", "/backups");
  const failed = async () =>
    Boolean((await call("GET", "/backups")).last?.trouble);
  await eventually(failed, true, "the backup failed");
}

test("what is wrong is said in words, with what to do, and an administrator is told on every screen", async () => {
  const { context, page, errors } = await newPage(desk.browser);
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/health`);
  await page.getByText("No hay respaldos programados.").waitFor();
  await page.getByRole("link", { name: "Respaldos" }).last().waitFor();
  await page.getByText(/libres de/).waitFor();
  await sound(page, "health-advice");
  const asked = page.waitForResponse("**/api/v1/health");
  await page.goto(`${desk.url}/admin/desk`);
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await (await asked).finished();
  assert.equal(
    await page.getByText("Ver el estado").count(),
    0,
    "advice is no alarm",
  );

  await failBackup(context);
  await page.reload();
  await page
    .getByRole("alert")
    .getByText("El último respaldo falló.")
    .waitFor();
  await sound(page, "health-banner");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "health-banner-narrow");
  await page.getByRole("link", { name: "Ver el estado" }).click();
  await page.getByText("Leer por qué, corregirlo y respaldar ahora.").waitFor();
  await sound(page, "health-narrow");
  await eventually(() => page.getByText("Ver el estado").count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

test("a supervisor reads it too, in the dark, and is not sent where only administrators go", async () => {
  const { context, page } = await newPage(desk.browser, {
    theme: "dark",
    width: 800,
    language: "en-GB",
  });
  await enterAs(context, desk.url, "supervisor");
  await page.goto(`${desk.url}/admin/health`);
  await page.getByRole("heading", { level: 3 }).waitFor();
  await sound(page, "health-supervisor-dark");
  assert.equal(await page.locator("main section li a").count(), 0);
  await context.close();
});
