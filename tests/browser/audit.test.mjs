// The audit trail: who did what, from where, narrowed down and taken away.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
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

test("a change is found, opened with what was there before, narrowed down by keyboard, and taken away", async () => {
  const { context, page, errors } = await newPage(desk.browser);
  const ana = await enterAs(context, desk.url, "administrator");
  const call = callOf(context, desk.url);
  const { version: _, ...settings } = (await call("GET", "/desk")).settings;
  await call("PUT", "/desk", { ...settings, name: "Mesa Norte" });
  const wrong = { email: "nadie@canelos.example", password: "clave que no es" };
  await assert.rejects(call("POST", "/session", wrong), /401/);

  await page.goto(`${desk.url}/admin/audit`);
  const lines = page.locator("ol > li");
  await lines.first().waitFor();
  assert.match(
    await lines.first().innerText(),
    /Alguien sin identificar.*Ingreso rechazado.*127\.0\.0\.1/s,
  );
  await sound(page, "audit");

  const change = lines.filter({ hasText: "Ajustes cambiados" }).first();
  await change.getByRole("button", { name: /Detalle/ }).press("Enter");
  await change.locator("ins", { hasText: "Mesa Norte" }).waitFor();
  assert.equal(await change.locator("del").innerText(), settings.name);
  await sound(page, "audit-open");

  await page.getByLabel("Qué").selectOption("Rechazos");
  await page.waitForFunction(
    () => document.querySelectorAll("ol > li").length === 1,
  );
  await page.getByLabel("Dirección de red").fill("192.0.2.1");
  await page.getByLabel("Dirección de red").press("Enter");
  await page.getByText("Nada con estos filtros").waitFor();
  await sound(page, "audit-empty");
  await page.getByRole("button", { name: "Quitar los filtros" }).press("Enter");
  await lines.nth(2).waitFor();
  const [first] = ana.name.split(" ");
  await page.getByRole("combobox", { name: "Quién" }).fill(first);
  await page.getByRole("option", { name: ana.name }).waitFor();
  await page.getByRole("combobox", { name: "Quién" }).press("Enter");
  await eventually(
    async () => [...new Set(await lines.locator(".who").allTextContents())],
    [ana.name],
  );

  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Descargar CSV" }).click();
  const table = await readFile(await (await coming).path(), "utf8");
  const rows = table.trim().split("\r\n").slice(1);
  assert.ok(
    rows.length > 1 && rows.every((row) => row.includes(ana.name)),
    table,
  );
  assert.deepEqual(errors, []);
  await context.close();
});

test("on a telephone in the dark all of it can be done", async () => {
  const { context, page, errors } = await newPage(desk.browser, {
    theme: "dark",
    width: 320,
    height: 700,
  });
  await enterAs(context, desk.url, "administrator");
  await page.goto(`${desk.url}/admin/audit`);
  const line = page.locator("ol > li").filter({ hasText: "Ingreso" }).first();
  await line.getByRole("button", { name: /Detalle/ }).click();
  await line.getByRole("button", { name: /^Todo desde/ }).click();
  await page.getByRole("button", { name: "Quitar los filtros" }).waitFor();
  await sound(page, "audit-narrow-dark");
  assert.deepEqual(errors, []);
  await context.close();
});

for (const [language, title] of [
  ["en", "Audit trail"],
  ["pt", "Auditoria"],
]) {
  test(`it speaks ${language}`, async () => {
    const { context, page } = await newPage(desk.browser, { language });
    await enterAs(context, desk.url, "administrator");
    await callOf(context, desk.url)("PATCH", "/me/preferences", { language });
    await page.goto(`${desk.url}/admin/audit`);
    await page.getByRole("heading", { name: title }).waitFor();
    await page.locator("ol > li").first().waitFor();
    assert.equal(
      await page.getByText(/audit-[a-z]/).count(),
      0,
      "a message is missing",
    );
    await sound(page, `audit-${language}`);
    await context.close();
  });
}
