// A call becomes a case, by the keyboard alone: both endings, with at most twelve keys besides what is typed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  audit,
  callOf,
  enterAs,
  newPage,
  openBrowser,
  overflows,
  picture,
  run,
  startDesk,
} from "./desk.mjs";

const KEYS_AT_MOST = 12;
const EMAIL = "paulina@canelos.example";
const PASSWORD = "cuatro palabras al azar";
/** As many people as a large organisation has: finding one of them must feel as on a small desk. */
const MANY = 100_000;

let desk;
let largeDesk;
let folder;
let browser;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ventanilla-many-"));
  [desk, largeDesk, browser] = await Promise.all([
    startDesk({ demo: true }),
    startLargeDesk(folder),
    openBrowser(),
  ]);
});
after(async () => {
  await browser?.close();
  await desk?.stop();
  await largeDesk?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A desk with a hundred thousand people, whose administrator takes calls as well. */
async function startLargeDesk(folder) {
  const data = path.join(folder, "desk.redb");
  const amounts = [
    "--tickets",
    "300",
    "--months",
    "1",
    "--seed",
    "1",
    "--people",
    String(MANY),
  ];
  await run(["sample", "--data", data, ...amounts]);
  await run(
    ["setup", "--data", data, "--admin-email", EMAIL, "--admin-password-stdin"],
    PASSWORD,
  );
  return startDesk({ data });
}

/** Enters a desk that is no demonstration, and takes a place in the first group of first level. */
async function enterLarge(context, url) {
  const call = callOf(context, url);
  const me = await call("POST", "/session", {
    email: EMAIL,
    password: PASSWORD,
  });
  if (me.groups.length > 0) return;
  const user = await call("GET", `/users/${me.id}`);
  const { name, email, person, languages, skills, active } = user;
  const roles = [...new Set([...user.roles, "agent"])];
  await call("PUT", `/users/${me.id}`, {
    name,
    email,
    roles,
    person,
    languages,
    skills,
    active,
  });
  const { items } = await call("GET", "/groups?limit=200");
  const group = items.find(({ level }) => level === "first");
  const members = [...group.members.map(({ id }) => id), me.id];
  const { name: title, level, open_to_all } = group;
  await call("PUT", `/groups/${group.id}`, {
    name: title,
    level,
    members,
    languages: group.languages,
    skills: group.skills,
    open_to_all,
    active: true,
  });
}

/**
 * An agent at their queue, whose keys are counted and whose pointer must not be used.
 *
 * - `large`: at the desk with a hundred thousand people.
 */
async function agentAtWork({ large = false, ...options } = {}) {
  const desk = deskOf(large);
  const { context, page, errors } = await newPage(browser, options);
  if (large) await enterLarge(context, desk.url);
  else await enterAs(context, desk.url, "agent");
  await page.addInitScript(() => {
    window.pointed = 0;
    for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel"]) {
      addEventListener(kind, () => (window.pointed += 1), { capture: true });
    }
  });
  await page.goto(desk.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  let keys = 0;
  return {
    context,
    page,
    errors,
    /** Presses a key or a chord; each key of a chord counts. */
    async press(chord) {
      keys += chord.split("+").length;
      await page.keyboard.press(chord);
    },
    /** Types text, which does not count. */
    type: (text) => page.keyboard.type(text),
    keys: () => keys,
    pointed: () => page.evaluate(() => window.pointed),
    async get(path) {
      const answer = await context.request.get(`${desk.url}/api/v1${path}`);
      assert.ok(answer.ok(), `${path}: ${answer.status()}`);
      return answer.json();
    },
  };
}

function deskOf(large) {
  return large ? largeDesk : desk;
}

/** Somebody with a telephone of their own, and the digits that find them and nobody else. */
async function somebody(agent) {
  const { items } = await agent.get("/persons?limit=100");
  for (const person of items) {
    const number = person.phones.find(({ e164 }) => e164.startsWith("+"))?.e164;
    if (!number) continue;
    const digits = number.slice(-6);
    const found = await agent.get(`/persons?q=${digits}`);
    if (found.items.length === 1) return { person, digits };
  }
  throw new Error("nobody can be told by their number");
}

/** A category that is passed on to a group of second level. */
async function categoryForSecondLevel(agent) {
  const { categories } = await agent.get("/model");
  const { items: groups } = await agent.get("/groups?limit=200");
  const second = new Map(
    groups
      .filter(({ level }) => level === "second")
      .map((group) => [group.id, group]),
  );
  const category = categories.find(
    ({ active, group }) => active && second.has(group),
  );
  assert.ok(category, "the demonstration has a category for second level");
  return { category, group: second.get(category.group) };
}

/** The hit that Enter would take. */
function chosenHit(page) {
  return page.locator('[role="listbox"] [aria-selected="true"]:visible');
}

/** From `N` to a call that lacks only its ending. */
async function typeCall(agent, { digits, subject, category }) {
  await agent.press("n");
  await agent.page.getByRole("combobox").first().waitFor();
  await agent.type(digits);
  await chosenHit(agent.page).waitFor();
  await agent.press("Enter");
  await agent.page.locator(".filled").first().waitFor();
  await agent.type(subject);
  await agent.press("Enter");
  await agent.type(category.path.join(" "));
  await chosenHit(agent.page).waitFor();
  await agent.press("Enter");
}

/** The number of the case that the toast speaks of. */
async function storedNumber(agent) {
  const toast = agent.page.locator(".toast", { hasText: /\d/ });
  await toast.waitFor();
  return Number(/\d+/.exec(await toast.textContent())[0]);
}

for (const large of [false, true]) {
  const where = large ? ", among a hundred thousand people" : "";

  test(`a call is solved on line by the keyboard alone${where}`, async () => {
    const agent = await agentAtWork({ large });
    const { person, digits } = await somebody(agent);
    const { category } = await categoryForSecondLevel(agent);
    const subject = "Outlook pide la clave una y otra vez";
    await typeCall(agent, { digits, subject, category });
    await picture(agent.page, large ? "call-large" : "call");
    await agent.press("Control+Enter");
    await agent.type("Se borró la clave guardada");
    await agent.press("Enter");
    const number = await storedNumber(agent);

    const ticket = await agent.get(`/tickets/${number}`);
    assert.equal(ticket.subject, subject);
    assert.equal(ticket.channel, "phone");
    assert.equal(ticket.requester.id, person.id);
    assert.equal(ticket.category.id, category.id);
    assert.equal(ticket.state, "resolved");
    assert.equal(ticket.on_line, true);
    assert.equal(ticket.resolution.text.trim(), "Se borró la clave guardada");
    assert.ok(agent.keys() <= KEYS_AT_MOST, `${agent.keys()} keys`);
    assert.equal(await agent.pointed(), 0, "the pointer was used");
    assert.deepEqual(agent.errors, []);
    await agent.context.close();
  });

  test(`a call is passed on by the keyboard alone${where}`, async () => {
    const agent = await agentAtWork({ large });
    const { person, digits } = await somebody(agent);
    const { category, group } = await categoryForSecondLevel(agent);
    await typeCall(agent, {
      digits,
      subject: "Nadie del piso puede imprimir",
      category,
    });
    await agent.press("Control+Shift+Enter");
    await agent.page.getByRole("button", { name: group.name }).waitFor();
    await agent.type("Ya se reinició la impresora, sin efecto");
    await agent.press("Control+Enter");
    const number = await storedNumber(agent);

    const ticket = await agent.get(`/tickets/${number}`);
    assert.equal(ticket.requester.id, person.id);
    assert.equal(ticket.group.id, group.id);
    assert.equal(ticket.level, "second");
    assert.equal(ticket.state, "new");
    const { items } = await agent.get(`/tickets/${number}/timeline`);
    const note = items.find(({ type }) => type === "note");
    assert.equal(
      note?.note.text.trim(),
      "Ya se reinició la impresora, sin efecto",
    );
    assert.ok(agent.keys() <= KEYS_AT_MOST, `${agent.keys()} keys`);
    assert.equal(await agent.pointed(), 0, "the pointer was used");
    assert.deepEqual(agent.errors, []);
    await agent.context.close();
  });
}

test("Enter before the answer came takes the person all the same, and a double Enter makes one case", async () => {
  const agent = await agentAtWork();
  const { person, digits } = await somebody(agent);
  await agent.press("n");
  await agent.page.getByRole("combobox").first().waitFor();
  await agent.type(digits);
  await agent.press("Enter");
  await agent.page.locator(".filled", { hasText: person.name }).waitFor();
  const subject = "Una sola vez";
  await agent.type(subject);
  await agent.press("Control+Enter");
  await agent.type("Explicado");
  await Promise.all([
    agent.page.keyboard.press("Enter"),
    agent.page.keyboard.press("Enter"),
  ]);
  await storedNumber(agent);
  const { items } = await agent.get(`/persons/${person.id}/tickets?limit=50`);
  assert.equal(items.filter((ticket) => ticket.subject === subject).length, 1);
  await agent.context.close();
});

test("a half-typed call survives a reload and a second call", async () => {
  const agent = await agentAtWork();
  const { person, digits } = await somebody(agent);
  const { category } = await categoryForSecondLevel(agent);
  const { page } = agent;
  await typeCall(agent, { digits, subject: "Se corta la VPN", category });
  await agent.press("Control+Enter");
  await agent.type("Queda a medio escr");
  await page.reload();
  await page.locator(".filled", { hasText: person.name }).waitFor();
  const held = (text) =>
    page.waitForFunction(
      (text) =>
        [...document.querySelectorAll("input")].some(
          (field) => field.value === text,
        ),
      text,
    );
  await held("Se corta la VPN");
  await held("Queda a medio escr");
  await held(category.path.join(" › "));

  // A second person calls: the first call stays beside it.
  await page.goto(`${desk.url}/new`);
  const first = page.getByRole("link", { name: person.name });
  await first.waitFor();
  await page.getByRole("combobox").first().waitFor();
  await agent.type("zz");
  await picture(page, "second-call");
  await first.focus();
  await agent.press("Enter");
  await held("Queda a medio escr");

  // Stored, it is forgotten; the second call is what comes next.
  await page.locator("input:focus, button:focus, body").first().waitFor();
  await page
    .getByLabel(/^Solución/)
    .first()
    .focus();
  await agent.type("ibir");
  await agent.press("Enter");
  const ticket = await agent.get(`/tickets/${await storedNumber(agent)}`);
  assert.equal(ticket.resolution.text.trim(), "Queda a medio escribir");
  await page.waitForFunction(
    () =>
      Object.keys(localStorage).filter((key) => key.includes("/call/"))
        .length === 1,
  );
  await agent.context.close();
});

test("somebody whom the desk does not know is registered in place", async () => {
  const agent = await agentAtWork();
  const { page } = agent;
  await agent.press("n");
  await page.getByRole("combobox").first().waitFor();
  await agent.type("+56 2 2555 0199");
  await chosenHit(page).waitFor();
  await agent.press("Enter");
  await page.getByLabel("Nombre", { exact: true }).waitFor();
  await agent.type("Zenobia Quilapán Huenul");
  await agent.press("Enter");
  await page.locator(".filled", { hasText: "Zenobia" }).waitFor();
  const { items } = await agent.get("/persons?q=25550199");
  assert.deepEqual(
    items.map(({ name }) => name),
    ["Zenobia Quilapán Huenul"],
  );
  assert.equal(await agent.pointed(), 0);
  await agent.context.close();
});

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 1440],
  ["light", 800],
  ["dark", 320],
]) {
  test(`the call screen has nothing that axe finds (${theme}, ${width} px)`, async () => {
    const agent = await agentAtWork({ theme, width });
    const { page } = agent;
    const look = async (name) => {
      await picture(page, `call-${name}-${theme}-${width}`);
      assert.deepEqual(await audit(page), [], name);
      assert.equal(
        await overflows(page),
        false,
        `${name} sticks out to the right`,
      );
    };
    const { digits } = await somebody(agent);
    await page.goto(`${desk.url}/new`);
    await page.getByRole("combobox").first().waitFor();
    await look("empty");
    await agent.type(digits);
    await chosenHit(page).waitFor();
    await look("hits");
    await agent.press("Enter");
    await page.locator(".filled").first().waitFor();
    await agent.type("Sin correo");
    await agent.press("Control+Enter");
    await look("solve");
    await agent.press("Escape");
    await agent.press("Control+Shift+Enter");
    await look("pass");
    await agent.context.close();
  });
}
