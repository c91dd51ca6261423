// What a narrow telephone makes of wide pages: no word broken, nothing crooked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { callOf, demonstration, enterAs, newPage, picture } from "./desk.mjs";

const desk = demonstration();

for (const language of ["es", "en", "pt"]) {
  test(`the matrix and the outbox at 320 px (${language})`, async () => {
    const { context, page } = await newPage(desk.browser, {
      width: 320,
      language,
    });
    await enterAs(context, desk.url, "administrator");
    await callOf(context, desk.url)("PATCH", "/me/preferences", { language });

    await page.goto(`${desk.url}/admin/priority`);
    await page.locator("tbody th").first().waitFor();
    await picture(page, `matrix-${language}-320`);
    const broken = await page.locator("th").evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const range = document.createRange();
        const text = cell.firstChild;
        return [...text.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          const inside =
            range.getBoundingClientRect().right <=
            cell.getBoundingClientRect().right;
          return range.getClientRects().length === 1 && inside ? [] : [word];
        });
      }),
    );
    assert.deepEqual(broken, []);

    await page.goto(`${desk.url}/admin/outbox`);
    const states = page.locator(".seg button");
    await states.first().waitFor();
    await picture(page, `outbox-${language}-320`);
    const boxes = await Promise.all(
      (await states.all()).map((state) => state.boundingBox()),
    );
    assert.equal(
      new Set(boxes.map(({ width }) => Math.round(width))).size,
      1,
      "all are of one width",
    );
    assert.equal(
      new Set(boxes.map(({ x }) => Math.round(x))).size,
      2,
      "they stand in two columns",
    );
    await context.close();
  });
}
