// Somebody asks for their data, or wants it gone: an administrator does both on the person's page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sound, startEmptyDesk } from "./desk.mjs";
import {
  WIDTHS,
  newGroup,
  newUser,
  signedIn,
  solvedCase,
  whole,
} from "./survey.mjs";

const AGENT = "camila.vergara@canelos.example";

let desk;
let browser;
let administrator;
let group;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  const id = await newUser(call, "Camila Vergara", AGENT, "agent");
  group = await newGroup(call, "Mesa", [id]);
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("an administrator takes somebody's data away and erases it, after typing their name", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors, call } = await administrator({
      theme,
      width,
    });
    const name = `Rosa Núñez ${width}`;
    const email = `rosa${width}@canelos.example`;
    const { id } = await call("POST", "/persons", { name, emails: [email] });
    const number = await solvedCase(call, group, id);
    const { number: open } = await call("POST", "/tickets", {
      subject: "Sigue sin imprimir",
      channel: "phone",
      requester: { id },
      group,
    });
    await page.goto(`${desk.url}/people/${id}`);
    const part = page.getByRole("region", { name: "Datos personales" });
    const href = await part
      .getByRole("link", { name: "Descargar sus datos" })
      .getAttribute("href");
    const taken = await page.request.get(new URL(href, desk.url).href);
    assert.equal((await taken.json()).person.name, name);

    // Not while a case of theirs is open.
    await part.getByRole("button", { name: "Borrar sus datos" }).focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", {
      name: `Borrar los datos de ${name}`,
    });
    await sheet.getByRole("link", { name: String(open) }).waitFor();
    const erase = sheet.getByRole("button", { name: "Borrar para siempre" });
    assert.equal(await erase.isDisabled(), true);
    await sound(page, `erase-open-${theme}-${width}`);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await call("POST", `/tickets/${open}/cancel`, { reason: "Repetido" });

    await part.getByRole("button", { name: "Borrar sus datos" }).click();
    const typed = sheet.getByLabel("Para confirmar, escribir el nombre");
    await typed.fill("Rosa");
    assert.equal(await erase.isDisabled(), true);
    await typed.fill(name.toLowerCase());
    await sound(page, `erase-${theme}-${width}`);
    await typed.press("Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByText("Datos borrados:").waitFor();
    await page.getByText(`#${id}`).first().waitFor();
    assert.equal(await page.getByText(email).count(), 0);
    await whole(page, `erased-${theme}-${width}`);
    await page.goto(`${desk.url}/cases/all/${number}`);
    await page.getByText(`#${id}`).first().waitFor();
    await sound(page, `erased-case-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("whoever does not administer finds neither", async () => {
  const { context, page, errors, call } = await signedIn(browser, desk, AGENT);
  const { id } = await call("POST", "/persons", { name: "Luis", emails: [] });
  await page.goto(`${desk.url}/people/${id}`);
  await page.getByRole("button", { name: "No encuestar" }).waitFor();
  assert.equal(
    await page.getByRole("region", { name: "Datos personales" }).count(),
    0,
  );
  assert.deepEqual(errors, []);
  await context.close();
});
