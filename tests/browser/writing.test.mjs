// Writing on a case: from the first moment, on whichever channel it was said, and with what is proposed.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  audit,
  callOf,
  demonstration,
  enterAs,
  eventually,
  newPage,
  overflows,
  picture,
} from "./desk.mjs";

/** Holds each letter that does something on a case or anywhere: none of them may do it while somebody writes. */
const TYPED = "jkadriswtpnx/?g m y nada de esto manda";

const desk = demonstration();

/** An agent, and what they ask of the API. */
async function agentAtWork(options) {
  const { context, page, errors } = await newPage(desk.browser, options);
  await enterAs(context, desk.url, "agent");
  const call = callOf(context, desk.url);
  const ticket = async (status) =>
    (await call("GET", `/tickets?status=${status}&limit=1`)).items[0];
  // Some cases of the demonstration have steps that a solution needs.
  const solvable = async () => {
    const { items } = await call("GET", "/tickets?status=in_progress&limit=50");
    for (const ticket of items) {
      const path = `/tickets/${ticket.number}/procedure`;
      const { work } = await call("GET", path);
      if (!work?.missing.length) return ticket;
    }
    throw new Error("each case has a procedure to go through first");
  };
  return { context, page, errors, call, ticket, solvable };
}

/** Holds back what the page asks about one case, until it is let go with an answer or with the desk's own. */
async function holdBack(page, number) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route(
    new RegExp(`/api/v1/tickets/${number}(/timeline.*)?$`),
    async (route) => {
      const answer = await held;
      await (answer ? route.fulfill(answer) : route.continue());
    },
  );
  return letGo;
}

const field = (page) => page.locator(".composer textarea");
const chosen = (page) =>
  page.locator(".composer .modes input:checked").first().inputValue();
const focused = (page) =>
  page.evaluate(
    () => document.activeElement?.matches(".composer textarea") ?? false,
  );

for (const width of [1440, 320]) {
  for (const [key, mode] of [
    ["i", "note"],
    ["r", "reply"],
    ["t", "said"],
  ]) {
    test(`what is typed after ${key.toUpperCase()} on a case that is still loading is kept whole (${width} px)`, async () => {
      const { context, page, errors, ticket } = await agentAtWork({ width });
      const { number } = await ticket("in_progress");
      await page.goto(`${desk.url}/cases/all`);
      const row = page.locator(`[data-number="${number}"]`);
      await row.waitFor();
      const letGo = await holdBack(page, number);
      await row.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press(key);
      await page.keyboard.type(TYPED);
      assert.equal(
        await page.locator(".facts-line").count(),
        0,
        "the case is still on its way",
      );
      await eventually(() => field(page).inputValue(), TYPED);
      letGo();
      await page.locator(".facts-line").waitFor();
      await page.keyboard.type(" ni se pierde");
      await eventually(() => field(page).inputValue(), `${TYPED} ni se pierde`);
      await eventually(() => chosen(page), mode);
      assert.equal(new URL(page.url()).pathname, `/cases/all/${number}`);
      assert.equal(await page.locator("dialog[open]").count(), 0);
      assert.deepEqual(errors, []);
      await context.close();
    });
  }
}

test("a note that was begun before the case was there is stored", async () => {
  const { context, page, call, ticket } = await agentAtWork();
  const { number } = await ticket("in_progress");
  const letGo = await holdBack(page, number);
  await page.goto(`${desk.url}/cases/all/${number}`);
  await field(page).waitFor();
  await page.keyboard.press("i");
  await page.keyboard.type("Escrita antes de ver el caso");
  // Nothing leaves before it is seen whom it reaches.
  await page.keyboard.press("Control+Enter");
  assert.equal(await field(page).inputValue(), "Escrita antes de ver el caso");
  letGo();
  await page.locator(".facts-line").waitFor();
  await page.keyboard.press("Control+Enter");
  await page
    .locator(".entry.note", { hasText: "Escrita antes de ver el caso" })
    .waitFor();
  const { items } = await call("GET", `/tickets/${number}/timeline`);
  assert.equal(
    items.filter(({ note }) => note?.text === "Escrita antes de ver el caso")
      .length,
    1,
  );
  await context.close();
});

test("what was typed the moment before the page is left is there again", async () => {
  const { context, page, ticket } = await agentAtWork();
  const { number } = await ticket("in_progress");
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.locator(".facts-line").waitFor();
  await page.keyboard.press("i");
  for (const words of ["Se alcanzó a escribir", ""]) {
    await field(page).fill(words);
    await page.reload();
    await page.locator(".facts-line").waitFor();
    await eventually(() => field(page).inputValue(), words);
  }
  await context.close();
});

test("what was typed for a case that cannot be answered, or is not there, stays under the fingers", async () => {
  const { context, page, call, ticket } = await agentAtWork();
  const { number } = await ticket("in_progress");
  await call("POST", `/tickets/${number}/cancel`, { reason: "Era duplicado" });
  const notThere = {
    type: "about:blank",
    title: "Not found",
    status: 404,
    code: "not_found",
    detail: "",
  };
  for (const answer of [
    undefined,
    {
      status: 404,
      contentType: "application/problem+json",
      body: JSON.stringify(notThere),
    },
  ]) {
    await page.unrouteAll();
    const letGo = await holdBack(page, number);
    await page.goto(`${desk.url}/cases/all/${number}`);
    await field(page).waitFor();
    await page.keyboard.press("r");
    letGo(answer);
    await (
      answer
        ? page.locator("b", { hasText: "No está aquí" })
        : page.locator(".facts-line", { hasText: "Anulado" })
    ).waitFor();
    await page.keyboard.type("nada");
    await eventually(() => field(page).inputValue(), "nada");
    await eventually(() => focused(page), true);
    assert.equal(
      new URL(page.url()).pathname,
      `/cases/all/${number}`,
      "N did not begin a new case",
    );
    await field(page).fill("");
  }
  await context.close();
});

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 320],
]) {
  test(`what was said at the counter is kept as said there (${theme}, ${width} px)`, async () => {
    const { context, page, errors, call, ticket } = await agentAtWork({
      theme,
      width,
    });
    const { number } = await ticket("waiting");
    await page.goto(`${desk.url}/cases/all/${number}`);
    await page.locator(".facts-line").waitFor();
    await page.keyboard.press("t");
    await page.locator(".composer label", { hasText: "en el mesón" }).click();
    await picture(page, `said-${theme}-${width}`);
    assert.deepEqual(await audit(page), []);
    assert.equal(await overflows(page), false);
    const words = `Trajo el equipo en persona (${width})`;
    await field(page).fill(words);
    await page.keyboard.press("Control+Enter");
    await page
      .locator(".entry.asks", { hasText: words })
      .getByText("en el mesón")
      .waitFor();
    const { items } = await call("GET", `/tickets/${number}/timeline`);
    const { message } = items.find((item) => item.message?.text === words);
    assert.deepEqual(
      [message.channel, message.author.side],
      ["counter", "requester"],
    );
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("somebody at the counter whose case is there already: their words go on as said there", async () => {
  const { context, page, ticket } = await agentAtWork();
  const { number, requester } = await ticket("in_progress");
  await page.goto(`${desk.url}/new`);
  await page.getByRole("combobox").first().fill(requester.name);
  await page.getByRole("option", { name: requester.name }).first().click();
  await page.locator(".filled").first().waitFor();
  await page.getByLabel("Asunto").fill("Vino a preguntar por su equipo");
  await page.locator("details.extra summary").click();
  await page.getByLabel("Canal").selectOption({ label: "Mesón" });
  await page.getByRole("button", { name: new RegExp(String(number)) }).click();
  await page.locator(".facts-line").waitFor();
  await eventually(
    () => field(page).inputValue(),
    "Vino a preguntar por su equipo",
  );
  await page
    .getByRole("radio", { name: "en el mesón", checked: true })
    .waitFor();
  await context.close();
});

/** The solution code that is proposed. */
async function firstCode(call) {
  const { solution_codes: codes } = await call("GET", "/model");
  return codes.find(({ active }) => active).code;
}

test("the solve sheet proposes the first solution code, as a call does", async () => {
  const { context, page, errors, call, solvable } = await agentAtWork();
  const { number } = await solvable();
  const code = await firstCode(call);
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.locator(".facts-line").waitFor();
  await page.keyboard.press("s");
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox").fill("Se cambió el cable");
  await eventually(() => sheet.getByRole("combobox").inputValue(), code);
  await page.keyboard.press("Control+Enter");
  await page.locator(".facts-line", { hasText: "Solucionado" }).waitFor();
  const { resolution } = await call("GET", `/tickets/${number}`);
  assert.equal(resolution.code, code);
  assert.deepEqual(errors, []);
  await context.close();
});

/** Holds back the service model until it is let go. */
async function holdBackModel(page) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route("**/api/v1/model", async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

test("whoever solves a case before the codes are there sends the one that would be proposed", async () => {
  const { context, page, errors, call, solvable } = await agentAtWork();
  const { number } = await solvable();
  const code = await firstCode(call);
  const letGo = await holdBackModel(page);
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.locator(".facts-line").waitFor();
  await page.keyboard.press("s");
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox").fill("Se cambió el cable");
  await page.keyboard.press("Control+Enter");
  await sheet.locator("button[aria-busy=true]").waitFor();
  assert.equal(await sheet.getByRole("option").count(), 0, "no code yet");
  letGo();
  await page.locator(".facts-line", { hasText: "Solucionado" }).waitFor();
  const { resolution } = await call("GET", `/tickets/${number}`);
  assert.deepEqual(
    [resolution.text, resolution.code],
    ["Se cambió el cable", code],
  );
  assert.deepEqual(errors, []);
  await context.close();
});

test("whoever solves a call before the codes are there sends the one that would be proposed", async () => {
  const { context, page, errors, call, ticket } = await agentAtWork();
  const { requester } = await ticket("in_progress");
  const code = await firstCode(call);
  const letGo = await holdBackModel(page);
  await page.goto(`${desk.url}/new`);
  await page.getByRole("combobox").first().fill(requester.name);
  await page.getByRole("option", { name: requester.name }).first().click();
  await page.locator(".filled").first().waitFor();
  await page.getByLabel("Asunto").fill("Sin sonido en la sala");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("Estaba en silencio");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Registrando" }).waitFor();
  letGo();
  const toast = page.locator(".toast", { hasText: /\d/ });
  await toast.waitFor();
  const number = Number(/\d+/.exec(await toast.textContent())[0]);
  const { state, resolution } = await call("GET", `/tickets/${number}`);
  assert.deepEqual([state, resolution.code], ["resolved", code]);
  assert.deepEqual(errors, []);
  await context.close();
});
