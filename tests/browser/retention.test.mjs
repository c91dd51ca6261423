// How long a survey keeps who answered it: what would be forgotten is told before it is saved.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  callOf,
  newPage,
  openBrowser,
  overflows,
  picture,
  run,
  sound,
  startDesk,
} from "./desk.mjs";
import { WIDTHS } from "./survey.mjs";

const EMAIL = "paulina@canelos.example";
const PASSWORD = "cuatro palabras al azar";

let folder;
let desk;
let browser;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ventanilla-"));
  const data = path.join(folder, "desk.redb");
  const amounts = ["--tickets", "600", "--months", "14", "--people", "400"];
  const until = ["--until", new Date().toISOString()];
  await run(["sample", "--data", data, ...amounts, ...until]);
  const admin = ["--admin-email", EMAIL, "--admin-password-stdin"];
  await run(["setup", "--data", data, ...admin], PASSWORD);
  [desk, browser] = await Promise.all([startDesk({ data }), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function administrator(options) {
  const { context, page, errors } = await newPage(browser, options);
  const call = callOf(context, desk.url);
  await call("POST", "/session", { email: EMAIL, password: PASSWORD });
  return { context, page, errors, call };
}

test("what a survey would forget is told while the months are typed, and only then agreed", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors, call } = await administrator({
      theme,
      width,
    });
    const { items } = await call("GET", "/surveys");
    const [{ id }] = items;
    const would = await call("GET", `/surveys/${id}/retention?months=6`);
    assert.ok(would.answers > 0, JSON.stringify(would));
    await page.goto(`${desk.url}/admin/surveys/${id}`);
    const asking = page.getByRole("region", { name: "A quién se pregunta" });
    const kept = width === WIDTHS[0][1] ? "Siempre" : "8 meses; después";
    await asking.getByText(kept).waitFor();
    await asking.getByRole("button", { name: "Cambiar a quién" }).click();
    const sheet = page.getByRole("dialog");
    const months = sheet.getByLabel("Meses que se conserva quién respondió");
    await months.fill("6");
    await sheet.getByText("La próxima madrugada se olvidará").waitFor();
    const said = sheet.locator("dl.kv").last();
    await said
      .getByText(String(would.answers), { exact: true })
      .first()
      .waitFor();
    await months.scrollIntoViewIfNeeded();
    await sound(page, `retention-${width}`);
    await picture(page, `retention-${width}`);
    assert.equal(await overflows(page), false);
    // Of longer than there is a desk nothing is forgotten.
    await months.fill("120");
    await sheet.getByText("Por ahora no hay nada anterior").waitFor();
    await months.fill("3");
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("No se permite aquí").first().waitFor();
    await months.fill("8");
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "hidden" });
    await asking.getByText("8 meses; después").waitFor();
    await picture(page, `retention-kept-${width}`);
    // What was refused is told by the browser too.
    assert.ok(
      errors.every((error) => error.includes("422")),
      `${errors}`,
    );
    await context.close();
  }
});
