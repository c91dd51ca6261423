// What every browser test needs: a desk on a port of its own, Chromium, a page, and axe.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import {
  EVERYTHING,
  absentFrom,
  overhear,
  plant,
  shown,
  typed,
} from "./planted.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
// The tests have no dependencies of their own: they use those of the web interface.
const require = createRequire(path.join(root, "web/package.json"));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const binary =
  process.env.VENTANILLA_BINARY ?? path.join(root, "target/debug/ventanilla");

// Chromium would otherwise look for hosts outside.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Runs a command of the program to its end; gives its output. What it is given is a password. */
export function run(args, input = "") {
  plant(input);
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (err += data));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0
        ? resolve(out)
        : reject(new Error(`ventanilla ${args[0]}: ${err || out}`)),
    );
    // A command that reads nothing may be over by now: its status says how it went.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/**
 * Starts a desk on a free port and waits until it listens.
 *
 * - `demo`: a demonstration, which one enters with a click. Else `data` names a data file, or a new one is made.
 * - `settings`: more environment variables.
 *
 * Gives `{ url, data, setupUrl, stop() }`; `setupUrl` is the one-time link, when the desk has no administrator yet.
 */
export async function startDesk({ demo = false, data, settings = {} } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "ventanilla-"));
  const file = data ?? path.join(folder, "desk.redb");
  const args = [
    "serve",
    "--listen",
    "127.0.0.1:0",
    ...(demo ? ["--demo"] : ["--data", file]),
  ];
  const child = spawn(binary, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, VENTANILLA_LOG: EVERYTHING, ...settings },
  });
  let said = "";
  let log = "";
  child.stderr.on("data", (data) => (log += data));
  const ended = new Promise((resolve) => child.on("exit", resolve));
  let url;
  await new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`the desk did not start:\n${said}${log}`)),
      120_000,
    );
    child.on("error", reject);
    child.on("exit", (code) =>
      reject(new Error(`the desk ended with ${code}:\n${said}${log}`)),
    );
    child.stdout.on("data", (data) => {
      said += data;
      const listens = /listens on (http:\/\/\S+)\n/.exec(said);
      if (!listens || url) return;
      clearTimeout(late);
      url = listens[1];
      // It answers once it has said all that it has to say.
      fetch(`${url}/livez`).then(resolve, reject);
    });
  });
  return {
    url,
    data: file,
    get setupUrl() {
      return /(http:\/\/\S+\/setup#token=\S+)/.exec(said)?.[1] ?? null;
    },
    /** Ends it. What it logged holds no secret that was typed or shown. */
    async stop() {
      plant(this.setupUrl ?? "");
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
      await absentFrom(log);
    },
  };
}

/** Starts Chromium. Close it with `close()`. */
export async function openBrowser() {
  const executablePath = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find(existsSync);
  if (!executablePath)
    throw new Error("Chromium is missing: install Debian's package chromium");
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * What a file of tests on a demonstration begins with: the desk and a browser, there before the first test and gone after
 * the last. Gives `{ url, browser }`, to be read while a test runs.
 */
export function demonstration() {
  const here = { url: "", browser: undefined };
  let desk;
  before(async () => {
    [desk, here.browser] = await Promise.all([
      startDesk({ demo: true }),
      openBrowser(),
    ]);
    here.url = desk.url;
  });
  after(async () => {
    await here.browser?.close();
    await desk?.stop();
  });
  return here;
}

/**
 * A page of a new visitor. `errors` collects what the page complains about: scripts that break, and console errors.
 *
 * - `theme`: "light" or "dark"; `width`: of the window; `language`: of the browser, such as "es-CL".
 */
export async function newPage(
  browser,
  { theme = "light", width = 1440, height = 900, language = "es-CL" } = {},
) {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height },
    locale: language,
    timezoneId: "America/Santiago",
    reducedMotion: "reduce",
  });
  await overhear(context);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // "Not signed in" is an answer that the page asks for, though the browser complains.
    const notSignedIn = /^Failed to load resource: .* 401 /.test(
      message.text(),
    );
    if (message.type() === "error" && !notSignedIn) errors.push(message.text());
  });
  return { context, page, errors };
}

/**
 * What asks of the API in the name of whoever is signed in here: `call("GET", "/desk")`. Gives the answer's JSON; a
 * refusal ends the test.
 */
export function callOf(context, url) {
  return async (method, path, data) => {
    typed(data);
    const answer = await context.request.fetch(`${url}/api/v1${path}`, {
      method,
      data,
      headers: { origin: url },
    });
    const text = await answer.text();
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`);
    if (text === "") return undefined;
    shown(`${method} ${path}`, text);
    return JSON.parse(text);
  };
}

/** Enters a demonstration as the first of its users with this role; gives who it is. */
export const enterAs = (context, url, role) =>
  enterWhere(context, url, (me) => me.roles.includes(role));

/** Enters a demonstration as the first of its users of whom `wanted` holds, as they see themselves; gives who it is. */
export async function enterWhere(context, url, wanted) {
  const call = callOf(context, url);
  const { demo_users: users } = await call("GET", "/about");
  for (const user of users) {
    const me = await call("POST", "/demo/enter", { user: user.id });
    if (wanted(me)) return me;
  }
  throw new Error("nobody of the demonstration is like that");
}

/**
 * Reads until it gives what is expected, a value or a pattern of a text. What a click or an event sets going takes a
 * moment, on a slow machine a longer one: after ten seconds what was read last is what it is, and ends the test.
 */
export async function eventually(read, expected, message) {
  const pattern = expected instanceof RegExp;
  const late = Date.now() + 10_000;
  for (;;) {
    const given = await read();
    const good = pattern
      ? expected.test(given)
      : isDeepStrictEqual(given, expected);
    if (good) return;
    if (Date.now() > late)
      return pattern
        ? assert.match(given, expected, message)
        : assert.deepEqual(given, expected, message);
    await pause(50);
  }
}

/** What axe finds on the page as it is: one line for each element. */
export async function audit(page) {
  // The policy of the pages forbids scripts from elsewhere, so axe comes in by the debugger.
  if (!(await page.evaluate(() => "axe" in window)))
    await page.evaluate(await source());
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
      ],
      resultTypes: ["violations"],
    }),
  );
  return violations.flatMap((rule) =>
    rule.nodes.map(
      (node) => `${rule.id}: ${node.target.join(" ")} (${rule.help})`,
    ),
  );
}

let axeSource;
async function source() {
  const { readFile } = await import("node:fs/promises");
  axeSource ??= await readFile(axe, "utf8");
  return axeSource;
}

/** Whether something on the page sticks out to the right of the window. */
export async function overflows(page) {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth >
      document.documentElement.clientWidth,
  );
}

/** Keeps a picture of the page when `VENTANILLA_PICTURES` names a folder. */
export async function picture(page, name) {
  const folder = process.env.VENTANILLA_PICTURES;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Nothing is wrong with the page as it is: axe finds nothing, nothing sticks out; and a picture of it is kept. */
export async function sound(page, name) {
  await picture(page, name);
  assert.deepEqual(await audit(page), [], name);
  assert.equal(await overflows(page), false, `${name} sticks out to the right`);
}

/**
 * A desk without demonstration that its administrator has just set up in the browser; `administrator` signs them in, and
 * gives what they ask of the API too.
 */
export async function startEmptyDesk() {
  const email = "paulina@canelos.example";
  const password = "cuatro palabras al azar";
  const desk = await startDesk();
  const browser = await openBrowser();
  const { context, page } = await newPage(browser);
  await page.goto(desk.setupUrl);
  await page.getByLabel("Nombre").first().fill("Paulina Sepúlveda");
  await page.getByLabel("Correo").fill(email);
  await page.getByLabel("Clave").fill(password);
  await page.getByLabel("Nombre").last().fill("Mesa de Ayuda Los Canelos");
  await page.getByLabel("Vacía").check();
  await page.getByRole("button", { name: "Abrir la mesa" }).click();
  await page.getByRole("navigation").first().waitFor();
  await context.close();
  const administrator = async (options) => {
    const { context, page, errors } = await newPage(browser, options);
    const call = callOf(context, desk.url);
    await call("POST", "/session", { email, password });
    return { context, page, errors, call };
  };
  return { desk, browser, administrator };
}
