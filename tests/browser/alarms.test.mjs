// Escalations that no clock makes happen: drafted by form, raised as alarms, acknowledged on the case and on the board.

import assert from "node:assert/strict";
import { test } from "node:test";
import { callOf, demonstration, eventually, newPage, sound } from "./desk.mjs";

const desk = demonstration();

/** Somebody in this role, and what they ask of the API. */
async function somebody(role, options) {
  const { context, page, errors } = await newPage(desk.browser, options);
  const call = callOf(context, desk.url);
  const { demo_users: users } = await call("GET", "/about");
  const user = users.find(({ roles }) => roles.includes(role));
  await call("POST", "/demo/enter", { user: user.id });
  return { context, page, errors, call };
}

const said = (page, text) => page.getByText(text).first().waitFor();

/** Puts an escalation in force by which every case that is passed on raises an alarm. */
async function loud() {
  const { context, call } = await somebody("administrator");
  const escalation = {
    name: "Da vueltas",
    for: { kinds: [], categories: [], units: [], priorities: [], channels: [] },
    steps: [
      {
        when: { on: "passed_on", times: 1 },
        notify: ["group_supervisors"],
        alarm: { repeat: { every: 15, times: 4 } },
      },
    ],
  };
  const { in_force: over } = await call("PUT", "/model/draft/escalations", {
    escalations: [escalation],
  });
  await call("POST", "/model/draft/publish", { over });
  await context.close();
}

/** A case that its supervisor passes on, with its alarm. */
async function alarmed(call, subject) {
  const { items: groups } = await call("GET", "/groups?limit=200");
  const group = groups.find(
    ({ active, level }) => active && level === "second",
  );
  const { number } = await call("POST", "/tickets", {
    subject,
    channel: "mail",
    requester: { id: (await call("GET", "/persons?limit=1")).items[0].id },
  });
  await call("POST", `/tickets/${number}/pass`, { group: group.id });
  const alarm = async () => (await call("GET", `/tickets/${number}`)).alarm;
  await eventually(async () => Boolean(await alarm()), true, "an alarm");
  return number;
}

test("a step without a clock, with an alarm and quiet hours, is drafted by form, mended, and said in words", async () => {
  const { context, page, errors } = await somebody("administrator");
  await page.goto(`${desk.url}/admin/escalations/new`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nombre", { exact: true }).fill("Nadie lo toma");
  await dialog
    .getByLabel("Avisar por correo solo en el horario")
    .selectOption({ label: "Horario hábil" });
  const step = (n) =>
    page.getByRole("group", { name: `Paso ${n}`, exact: true });
  await step(1).getByLabel("Cuándo").selectOption("not_taken");
  await step(1).getByLabel("Después de (minutos)").fill("0");
  await step(1)
    .getByLabel("Que cuentan")
    .selectOption({ label: "Horario hábil" });
  await step(1).getByLabel("Pasar al grupo").selectOption("next_level");
  await step(1).getByLabel("Alarma: alguien tiene que acusar recibo").check();
  await step(1)
    .getByLabel("Avisar de nuevo mientras nadie acuse recibo")
    .check();
  await page.getByRole("button", { name: "Agregar paso" }).click();
  await step(2).getByLabel("Cuándo").selectOption("reopened");
  await step(2).getByLabel("Cuántas veces").fill("3");
  await sound(page, "escalation-form");
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
  await said(page, "Reabierto 3 veces: avisar: supervisión");
  await said(page, "por correo solo en Horario hábil");
  await sound(page, "escalation-said");

  // What is wrong stands beside its field.
  await page.getByRole("link", { name: "Nadie lo toma" }).first().click();
  await eventually(
    () =>
      step(1).getByLabel("Después de (minutos)").getAttribute("aria-invalid"),
    "true",
  );
  await step(1).getByLabel("Después de (minutos)").fill("90");
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
  await said(
    page,
    "Nadie lo toma en 1 h 30 min hábiles: avisar: supervisión · alarma · de nuevo cada 15 min, hasta 4 veces",
  );
  await said(page, "pasar al nivel siguiente");
  assert.deepEqual(errors, []);
  await context.close();
});

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 390],
  ["light", 320],
]) {
  test(`an alarm stands on its case until somebody acknowledges it (${theme}, ${width} px)`, async () => {
    await loud();
    const { context, page, errors, call } = await somebody("supervisor", {
      theme,
      width,
    });
    const number = await alarmed(call, "Impresora que nadie quiere");
    await page.goto(`${desk.url}/cases/all/${number}`);
    await said(page, "Alarma: derivado una vez");
    await sound(page, `alarm-case-${theme}-${width}`);
    await page
      .getByRole("heading", { name: "Impresora que nadie quiere" })
      .click();
    await page.keyboard.press("e");
    await said(page, "acusó recibo de la alarma");
    const { alarm } = await call("GET", `/tickets/${number}`);
    assert.ok(alarm.acknowledged_at);
    await sound(page, `alarm-known-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test(`what waits to be acknowledged stands on the board, one or several at once (${theme}, ${width} px)`, async () => {
    await loud();
    const { context, page, errors, call } = await somebody("supervisor", {
      theme,
      width,
    });
    const numbers = [];
    for (const n of [1, 2, 3])
      numbers.push(await alarmed(call, `Da vueltas ${n}`));
    await page.goto(`${desk.url}/board`);
    const row = (number) => page.locator(`li[data-row="${number}"]`);
    for (const number of numbers) await row(number).waitFor();
    await sound(page, `alarms-board-${theme}-${width}`);
    // By key where the focus is, then two together.
    await row(numbers[0]).getByRole("link").focus();
    await page.keyboard.press("e");
    await row(numbers[0]).waitFor({ state: "detached" });
    for (const number of numbers.slice(1)) {
      await row(number).getByRole("link").focus();
      await page.keyboard.press("x");
    }
    await page.keyboard.press("e");
    for (const number of numbers)
      await row(number).waitFor({ state: "detached" });
    for (const number of numbers)
      assert.ok(
        (await call("GET", `/tickets/${number}`)).alarm.acknowledged_by,
      );
    assert.deepEqual(errors, []);
    await context.close();
  });
}
