// Finding a case by half-remembered words from anywhere, and answering with how a case like it was solved.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, sound, startEmptyDesk } from "./desk.mjs";
import { WIDTHS, newGroup, newUser, signedIn } from "./survey.mjs";

const AGENT = "camila.vergara@canelos.example";
const SOLUTION = "Se cambió el rodillo de la impresora";

let desk;
let browser;
let administrator;
let number;
before(async () => {
  ({ desk, browser, administrator } = await startEmptyDesk());
  const { context, call } = await administrator();
  const id = await newUser(call, "Camila Vergara", AGENT, "agent");
  const group = await newGroup(call, "Redes", [id]);
  const requester = await call("POST", "/persons", {
    name: "Rosa Núñez",
    phones: ["9 5550 0147"],
  });
  const all = {
    kinds: [],
    categories: [],
    units: [],
    priorities: [],
    channels: [],
  };
  const solution = {
    minutes: 480,
    time: "elapsed",
    stopped_by: [],
    warn_at: [],
  };
  const { in_force } = await call("PUT", "/model/draft/agreements", {
    agreements: [{ name: "Todos", for: all, solution }],
  });
  await call("POST", "/model/draft/publish", { over: in_force });
  const open = (subject) =>
    call("POST", "/tickets", {
      subject,
      channel: "phone",
      requester: { id: requester.id },
      group,
    });
  const solved = await open("La impresora del tercer piso se atasca");
  const { solution_codes } = await call("GET", "/model");
  await call("POST", `/tickets/${solved.number}/resolve`, {
    text: SOLUTION,
    code: solution_codes[0].code,
  });
  ({ number } = await open("Impresora atascada en el tercer piso"));
  await context.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("a case and a person are found from anywhere by a few words, by keys alone", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await signedIn(browser, desk, AGENT, {
      theme,
      width,
    });
    await page.goto(desk.url);
    await page.getByRole("main").waitFor();
    await page.keyboard.press("/");
    const box = page.getByRole("combobox");
    await box.fill("impresroa atascada");
    const options = page.getByRole("option");
    await eventually(
      async () => (await options.first().innerText()).includes("atascada"),
      true,
    );
    assert.equal(await page.getByRole("group", { name: "Casos" }).count(), 1);
    assert.ok((await options.first().locator("mark").count()) > 0);
    await sound(page, `search-${theme}-${width}`);
    await box.fill("0147");
    await eventually(
      async () => (await options.allInnerTexts()).join().includes("Rosa Núñez"),
      true,
    );
    await box.fill("zzzzzz estado:inventado");
    await page.getByText("No se entiende: estado:inventado").waitFor();
    await box.fill("atascada estado:abierto");
    await eventually(
      async () => (await options.first().innerText()).includes("atascada"),
      true,
    );
    await page.keyboard.press("Enter");
    // `/case/N` leads on to where the case stands among the others.
    await page.waitForURL(`**/cases/all/${number}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("everything that was found stands on a page of its own, read by keys", async () => {
  for (const [theme, width] of WIDTHS) {
    const { context, page, errors } = await signedIn(browser, desk, AGENT, {
      theme,
      width,
    });
    await page.goto(desk.url);
    await page.getByRole("main").waitFor();
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("atascada estado:abierto");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/search?q=*");
    const hits = page.locator("main [data-hit]");
    await eventually(() => hits.count(), 1);
    await page.getByText("Un caso", { exact: true }).waitFor();
    assert.ok((await hits.first().locator("mark").count()) > 0);
    await hits.first().locator(".left", { hasText: "vence" }).waitFor();
    await sound(page, `results-${theme}-${width}`);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/search/${number}?q=*`);
    await page.locator("form.composer").waitFor();
    await sound(page, `results-case-${theme}-${width}`);
    await page.goBack();

    // People stand before cases, and a word that is too much is named.
    const field = page.getByRole("searchbox");
    await field.fill("rosa");
    await field.press("Enter");
    await eventually(() => hits.first().getAttribute("data-hit"), "person/1");
    assert.equal(await hits.count(), 3);
    await sound(page, `results-people-${theme}-${width}`);
    await field.fill([..."abcdefghijklm"].map((one) => `x${one}`).join(" "));
    await field.press("Enter");
    await page.getByText("No se buscó: xm").waitFor();
    await page.getByText("Probar con menos palabras").waitFor();
    await sound(page, `results-nothing-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("how a case like it was solved is one press from the answer", async () => {
  const { context, page, errors } = await signedIn(browser, desk, AGENT, {
    width: 1440,
  });
  await page.goto(`${desk.url}/case/${number}`);
  await page.getByRole("button", { name: "Usar esta solución" }).click();
  await eventually(
    () => page.locator("form.composer textarea").inputValue(),
    SOLUTION,
  );
  await page.goto(`${desk.url}/new`);
  await page.getByRole("combobox").first().fill("0147");
  await page.getByRole("option", { name: /Rosa Núñez/ }).click();
  await page.getByLabel("Asunto").fill("Se atasca la impresora");
  await page.getByRole("button", { name: "Usar esta solución" }).click();
  await eventually(() => page.getByLabel(/^Solución/).inputValue(), SOLUTION);
  assert.deepEqual(errors, []);
  await context.close();
});
