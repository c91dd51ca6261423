// The demonstration opens, and one enters as each role.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  audit,
  demonstration,
  enterAs,
  newPage,
  overflows,
  picture,
} from "./desk.mjs";

const desk = demonstration();

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 1440],
  ["light", 320],
]) {
  test(`the entrance has nothing that axe finds (${theme}, ${width} px)`, async () => {
    const { context, page, errors } = await newPage(desk.browser, {
      theme,
      width,
    });
    await page.goto(desk.url);
    await page.locator("h1").first().waitFor();
    await picture(page, `entrance-${theme}-${width}`);
    assert.deepEqual(await audit(page), []);
    assert.equal(await overflows(page), false, "it sticks out to the right");
    assert.deepEqual(errors, []);
    await context.close();
  });
}

for (const role of [
  "agent",
  "supervisor",
  "analyst",
  "client",
  "administrator",
  "requester",
]) {
  test(`one enters the demonstration as ${role}`, async () => {
    const { context, page, errors } = await newPage(desk.browser);
    const me = await enterAs(context, desk.url, role);
    assert.ok(me.roles.includes(role));
    await page.goto(desk.url);
    await page.getByRole("main").waitFor();
    await picture(page, `as-${role}`);
    assert.deepEqual(errors, []);
    await context.close();
  });
}
