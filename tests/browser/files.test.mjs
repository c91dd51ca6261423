// Files with what is written: picked, pasted and dropped; shown, removed and kept.

import assert from "node:assert/strict";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
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

/** A red square of 8 pixels. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC",
  "base64",
);

const desk = demonstration();

/** Somebody at work, with one of the cases that they see. */
async function atWork(role, options) {
  const { context, page, errors } = await newPage(desk.browser, options);
  await enterAs(context, desk.url, role);
  const list = await context.request.get(
    `${desk.url}/api/v1/tickets?status=in_progress&limit=1`,
  );
  const number = (await list.json()).items[0]?.number;
  return { context, page, errors, number };
}

/** Hands files to the page as the clipboard or the mouse does. */
async function hand(page, selector, kind, name, bytes, type = "image/png") {
  await page.locator(selector).evaluate(
    (element, [kind, name, base64, type]) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      const init = { bubbles: true, cancelable: true };
      const event =
        kind === "paste"
          ? new ClipboardEvent("paste", { ...init, clipboardData: data })
          : new DragEvent("drop", { ...init, dataTransfer: data });
      element.dispatchEvent(event);
    },
    [kind, name, bytes.toString("base64"), type],
  );
}

const waiting = (page) => page.locator(".attaching li");
const arrived = (page, name) =>
  page.locator(".attaching li", { hasText: name }).locator("small.dim");

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 320],
]) {
  test(`files are picked, pasted and dropped, and go with a reply (${theme}, ${width} px)`, async () => {
    const { context, page, errors, number } = await atWork("agent", {
      theme,
      width,
    });
    await page.goto(`${desk.url}/cases/all/${number}`);
    await page.locator(".facts-line").waitFor();
    await page.keyboard.press("r");
    const words = `Va la pantalla y el registro (${width})`;
    await page.keyboard.type(words);
    await page.locator(".composer input[type=file]").setInputFiles([
      {
        name: "registro final.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("línea uno"),
      },
      { name: "sobra.txt", mimeType: "text/plain", buffer: Buffer.from("no") },
    ]);
    await hand(page, ".composer textarea", "paste", "pantalla.png", PNG);
    await hand(page, ".composer", "drop", "arrastrada.png", PNG);
    await arrived(page, "arrastrada.png").waitFor();
    await eventually(() => waiting(page).count(), 4);
    await picture(page, `files-writing-${theme}-${width}`);
    assert.deepEqual(await audit(page), []);
    assert.equal(await overflows(page), false);
    await page.getByRole("button", { name: "Quitar sobra.txt" }).press("Enter");
    await eventually(() => waiting(page).count(), 3);
    await eventually(
      () =>
        page.evaluate(
          () => document.activeElement?.closest(".attaching") !== null,
        ),
      true,
      "the focus stays with the files",
    );

    // What was attached is there after a reload, as what was typed is.
    await page.reload();
    await arrived(page, "pantalla.png").waitFor();
    await eventually(() => waiting(page).count(), 3);
    // Before the case is there, nothing can be sent.
    await page.locator(".facts-line").waitFor();
    await page.locator(".composer textarea").press("Control+Enter");
    const entry = page.locator(".entry.reply", { hasText: words });
    await entry.locator(".attached li").nth(2).waitFor();
    await eventually(() => waiting(page).count(), 0);
    const image = entry.locator("img").first();
    await image.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (image) => image.complete && image.naturalWidth === 8,
      await image.elementHandle(),
    );
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      entry.getByRole("link", { name: "registro final.txt" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "registro final.txt");
    await picture(page, `files-read-${theme}-${width}`);
    assert.deepEqual(await audit(page), []);
    assert.equal(await overflows(page), false);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("a file that is too large stays out, says why, and holds nothing up once it is removed", async () => {
  const { context, page, errors, number } = await atWork("agent");
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.locator(".facts-line").waitFor();
  await page.keyboard.press("i");
  await page.keyboard.type("Sin el video");
  const folder = await mkdtemp(path.join(tmpdir(), "ventanilla-files-"));
  const large = path.join(folder, "video.mp4");
  await writeFile(large, "");
  await truncate(large, 25 * 1024 * 1024 + 1);
  await page.locator(".composer input[type=file]").setInputFiles(large);
  await page.locator(".attaching .late", { hasText: "25 MB" }).waitFor();
  await rm(folder, { recursive: true });
  await page.locator(".composer textarea").press("Control+Enter");
  assert.equal(
    await page.locator(".entry.note", { hasText: "Sin el video" }).count(),
    0,
  );
  await page.getByRole("button", { name: "Quitar video.mp4" }).click();
  await page.locator(".composer textarea").press("Control+Enter");
  await page.locator(".entry.note", { hasText: "Sin el video" }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test("a file needs no words, and a picture that comes late moves nothing", async () => {
  const { context, page, errors, number } = await atWork("agent");
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.locator(".facts-line").waitFor();
  await page.keyboard.press("i");
  await hand(page, ".composer textarea", "paste", "sola.png", PNG);
  await arrived(page, "sola.png").waitFor();
  // The picture is held back until its place has been looked at.
  let draw;
  const looked = new Promise((resolve) => (draw = resolve));
  await page.route("**/preview", async (route) => {
    await looked;
    await route.continue();
  });
  await page.locator(".composer textarea").press("Control+Enter");
  const image = page
    .locator(".entry.note", { hasText: "sola.png" })
    .locator("img");
  await image.waitFor({ state: "attached" });
  const before = await image.boundingBox();
  draw();
  await page.waitForFunction(
    (image) => image.complete && image.naturalWidth === 8,
    await image.elementHandle(),
  );
  assert.deepEqual(await image.boundingBox(), before);
  assert.deepEqual(await audit(page), []);
  assert.deepEqual(errors, []);
  await context.close();
});

test("a call keeps its files, and stores them with the case", async () => {
  const { context, page, errors } = await atWork("agent", { width: 320 });
  await page.goto(`${desk.url}/new`);
  await page.getByRole("combobox").first().waitFor();
  await page
    .locator("#call input[type=file]")
    .setInputFiles({ name: "foto.png", mimeType: "image/png", buffer: PNG });
  await arrived(page, "foto.png").waitFor();
  assert.equal(await overflows(page), false);
  assert.deepEqual(await audit(page), []);
  await page.reload();
  await arrived(page, "foto.png").waitFor();
  const persons = await (
    await context.request.get(`${desk.url}/api/v1/persons?limit=1`)
  ).json();
  const name = persons.items[0].name;
  await page.getByRole("combobox").first().fill(name);
  await page.getByRole("option", { name }).first().click();
  await page.locator(".filled").first().waitFor();
  await page.getByLabel("Asunto").fill("Llega con una foto");
  await page.locator(".form-foot").getByRole("button").last().click();
  await page
    .locator(".entry.asks .attached", { hasText: "foto.png" })
    .waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test("a picture that is pasted and a file that is dropped where a case is registered come with it", async () => {
  const { context, page, errors } = await atWork("agent");
  const call = callOf(context, desk.url);
  const { items: persons } = await call("GET", "/persons?limit=1");
  const [{ name }] = persons;
  await page.goto(`${desk.url}/new`);
  await page.getByRole("combobox").first().fill(name);
  await page.getByRole("option", { name }).first().click();
  await page.locator(".filled").first().waitFor();
  await page.getByLabel("Asunto").fill("Con pantalla y registro");
  const log = Buffer.from("línea uno\nlínea dos\n");
  // Where the subject is written, and anywhere on the form.
  const subject = page.getByLabel("Asunto");
  await subject.evaluate((field) => field.setAttribute("data-here", ""));
  await hand(page, "[data-here]", "paste", "pantalla.png", PNG);
  await hand(page, "#call", "drop", "registro.txt", log, "text/plain");
  for (const name of ["pantalla.png", "registro.txt"])
    await arrived(page, name).waitFor();
  assert.equal(await subject.inputValue(), "Con pantalla y registro");
  assert.deepEqual(await audit(page), []);
  await page.getByRole("button", { name: "Registrar y abrir" }).click();
  const files = page.locator(".entry.asks .attached");
  for (const name of ["pantalla.png", "registro.txt"])
    await files.getByText(name).first().waitFor();

  const number = Number(/\d+$/.exec(page.url())[0]);
  const { attachments: kept } = await call("GET", `/tickets/${number}`);
  assert.deepEqual(
    kept.map((file) => [file.name, file.size]),
    [
      ["pantalla.png", PNG.length],
      ["registro.txt", log.length],
    ],
  );
  for (const [n, bytes] of [PNG, log].entries()) {
    const saved = await context.request.get(
      `${desk.url}/api/v1/tickets/${number}/attachments/${kept[n].id}`,
    );
    assert.deepEqual(await saved.body(), bytes);
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test("a requester asks with a picture", async () => {
  const { context, page, errors } = await atWork("requester", { width: 320 });
  await page.goto(`${desk.url}/my/new`);
  await page.locator("#subject").fill("No imprime");
  await page
    .locator("#files")
    .setInputFiles({ name: "foto.png", mimeType: "image/png", buffer: PNG });
  assert.deepEqual(await audit(page), []);
  const send = page.getByRole("button", { name: /enviar/i }).first();
  await send.click();
  // What it may be about, or is open already, is asked first; the picture waits with it.
  await page.getByRole("heading", { name: "Antes de enviar" }).waitFor();
  await page.locator(".files", { hasText: "foto.png" }).waitFor();
  await send.click();
  const shown = page.getByRole("link", { name: "foto.png", exact: true });
  const address = desk.url + (await shown.getAttribute("href"));
  const drawn = await context.request.get(address);
  assert.match(drawn.headers()["content-type"], /^image/);
  assert.equal(await overflows(page), false);
  assert.deepEqual(errors, []);
  await context.close();
});
