// Every secret that a test typed or was shown is looked for in all that its desks logged, down to the last detail, and in
// all that they answer from then on: a secret is shown once. The tests of the front door do the same
// (tests/front_door/planted.rs).

import assert from "node:assert/strict";

/** What a desk logs, so that there is something to look through. */
export const EVERYTHING = "ventanilla=trace,poem=trace,lettre=trace,warn";

/** Fields of requests that hold secrets, and fields of answers that show one. */
const TYPED = new Set(["password", "current", "new", "token", "key", "secret"]);
const SHOWN = new Set(["secret", "key", "codes", "link"]);
/** Shorter ones are words that stand anywhere, as are those of small letters alone. */
const SHORTEST = 12;

const secrets = new Set();
/** What answers showed again. */
const again = [];
const underway = new Set();

/** A secret from now on; of a link what stands behind its `#`: one without a token opens nothing. */
export function plant(text) {
  if (text.startsWith("http") && !text.includes("#token=")) return;
  const secret = text.split("#token=").at(-1);
  if (secret.length >= SHORTEST && !/^[a-z_]+$/.test(secret))
    secrets.add(secret);
}

/** What was asked of a desk. */
export function typed(request) {
  collect(request, TYPED);
}

/** What a desk answered to a request, as text: no secret that is known, and maybe a new one. */
export function shown(request, answer) {
  for (const secret of secrets)
    if (answer.includes(secret)) again.push(`${request}: ${secret}`);
  collect(JSON.parse(answer), SHOWN);
}

function collect(json, names) {
  if (typeof json !== "object") return;
  for (const [name, value] of Object.entries(json ?? {})) {
    if (names.has(name))
      [value].flat().forEach((text) => typeof text === "string" && plant(text));
    collect(value, names);
  }
}

/** Listens to what the pages of a context type, are shown, and are known by. */
export async function overhear(context) {
  // The browser's own events keep silent about bodies that are sent as a `Request`.
  await context.exposeBinding("overheard", (_, body) =>
    typed(JSON.parse(body)),
  );
  await context.addInitScript(() => {
    const { fetch } = window;
    window.fetch = (asked, options) => {
      if (asked.headers?.get("content-type") === "application/json")
        void asked.clone().text().then(window.overheard);
      return fetch(asked, options);
    };
  });
  context.on("requestfinished", (request) => {
    const heard = hear(request).finally(() => underway.delete(heard));
    underway.add(heard);
  });
}

async function hear(request) {
  if (!new URL(request.url()).pathname.startsWith("/api/")) return;
  try {
    for (const pair of ((await request.headerValue("cookie")) ?? "").split(";"))
      plant(pair.split("=")[1] ?? "");
    shown(request.url(), await (await request.response()).text());
  } catch {
    // A file, a stream, or the answer to a page that is gone.
  }
}

/** No secret is in what a desk logged, nor was one shown again. */
export async function absentFrom(log) {
  await Promise.all(underway);
  assert.notEqual(log, "", "it logs everything");
  assert.deepEqual(again, [], "a secret was answered again");
  for (const secret of secrets)
    assert.ok(!log.includes(secret), `a secret is in the log: ${secret}`);
}
