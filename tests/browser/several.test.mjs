// Several cases at once: selected by the keyboard, taken or passed on together, each as far as it allows.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  audit,
  callOf,
  demonstration,
  enterWhere,
  eventually,
  newPage,
  overflows,
  picture,
} from "./desk.mjs";

const desk = demonstration();

/** Somebody of first level at the queue of their groups, and what they ask of the API. */
async function firstLevel(options) {
  const { context, page, errors } = await newPage(desk.browser, options);
  const wanted = ({ roles, groups }) =>
    roles.includes("agent") && groups[0]?.level === "first";
  const me = await enterWhere(context, desk.url, wanted);
  return { context, page, errors, me, call: callOf(context, desk.url) };
}

/** Selects the first rows of the queue by the keyboard, and gives their numbers. */
async function select(page, count) {
  await page.goto(`${desk.url}/cases/groups`);
  await page.locator("[data-number]").first().waitFor();
  const numbers = [];
  for (let n = 0; n < count; n += 1) {
    await page.keyboard.press("j");
    numbers.push(
      await page.evaluate(() => Number(document.activeElement.dataset.number)),
    );
    await page.keyboard.press("x");
  }
  await page.getByText(`${count} seleccionados`).waitFor();
  return numbers;
}

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 320],
]) {
  test(`three cases are passed on together; the one that cannot be stays, and says why (${theme}, ${width} px)`, async () => {
    const { context, page, errors, call } = await firstLevel({ theme, width });
    const look = async (name) => {
      await picture(page, `several-${name}-${theme}-${width}`);
      assert.deepEqual(await audit(page), [], name);
      assert.equal(
        await overflows(page),
        false,
        `${name} sticks out to the right`,
      );
    };
    const { items: groups } = await call("GET", "/groups?limit=200");
    const group = groups.find(
      ({ level, active }) => level === "second" && active,
    );
    const numbers = await select(page, 4);
    await look("selected");
    // Somebody else is faster with one of them.
    const [tooLate, ...others] = numbers;
    await call("POST", `/tickets/${tooLate}/cancel`, {
      reason: "Era duplicado",
    });

    await page.keyboard.press("d");
    const sheet = page.getByRole("dialog", { name: "Derivar 4 casos" });
    await sheet.waitFor();
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Falta", { exact: true }).waitFor();
    await page.keyboard.type(group.name);
    await page
      .locator("[role=listbox] [role=option]", { hasText: group.name })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await sheet
      .getByRole("button", { name: `Derivar 4 casos a ${group.name}` })
      .waitFor();
    await sheet.locator("textarea").fill("Todos por el mismo corte");
    await look("sheet");
    await page.keyboard.press("Control+Enter");

    await page
      .locator(".toast", { hasText: `3 casos derivados a ${group.name}` })
      .waitFor();
    await page.getByText("Uno quedó como estaba").waitFor();
    await page
      .locator(".banner", {
        hasText: `${tooLate} El estado del caso no lo permite`,
      })
      .waitFor();
    await page.getByText("Uno seleccionado").waitFor();
    await look("left");
    for (const number of others) {
      assert.equal(
        (await call("GET", `/tickets/${number}`)).group.id,
        group.id,
      );
      const { items } = await call("GET", `/tickets/${number}/timeline`);
      assert.equal(
        items.filter(({ note }) => note?.text === "Todos por el mismo corte")
          .length,
        1,
      );
    }
    assert.equal((await call("GET", `/tickets/${tooLate}`)).state, "cancelled");

    // The selection ends by Esc, and the focus is where it was.
    await page.keyboard.press("Escape");
    await page.locator(".mark").first().waitFor({ state: "detached" });
    await eventually(
      () => page.evaluate(() => document.activeElement !== document.body),
      true,
      "the focus is lost",
    );
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("several cases are taken together beside an open one, and given back", async () => {
  const { context, page, errors, me, call } = await firstLevel();
  const { items } = await call(
    "GET",
    "/tickets?group=mine&status=open&limit=50",
  );
  const before = new Map(
    items.map(({ number, assignee }) => [number, assignee?.id ?? null]),
  );
  const [open] = items.filter(({ assignee }) => assignee?.id !== me.id);
  const wanted = items
    .filter(
      ({ number, assignee }) =>
        number !== open.number && assignee?.id !== me.id,
    )
    .slice(0, 2);
  await page.goto(`${desk.url}/cases/groups/${open.number}`);
  await page.locator(".facts-line").waitFor();
  for (const { number } of wanted) {
    await page.locator(`[data-number="${number}"]`).focus();
    await page.keyboard.press("x");
  }
  await page.keyboard.press("a");
  const toast = page.locator(".toast", { hasText: "2 casos tomados" });
  await toast.waitFor();
  const holders = () =>
    Promise.all(
      wanted.map(
        async ({ number }) =>
          (await call("GET", `/tickets/${number}`)).assignee?.id ?? null,
      ),
    );
  assert.deepEqual(await holders(), [me.id, me.id]);
  const untouched =
    (await call("GET", `/tickets/${open.number}`)).assignee?.id ?? null;
  assert.equal(
    untouched,
    before.get(open.number),
    "the open case was not selected",
  );
  await eventually(
    () => page.locator(".mark").count(),
    0,
    "the selection is over",
  );

  await toast.getByRole("button", { name: "Deshacer" }).click();
  const given = wanted.map(({ number }) => before.get(number));
  await eventually(holders, given, "given back");
  assert.deepEqual(errors, []);
  await context.close();
});
