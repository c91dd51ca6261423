// The main job: first level takes a call and passes it on, second level sees it arrive and solves it, the requester
// hears of each step by mail.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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
import { startSmtp, subjectOf } from "./smtp.mjs";

const desk = demonstration();
let smtp;
before(async () => {
  smtp = await startSmtp();
});
after(async () => {
  await smtp?.stop();
});

/** A visitor who entered as the first of the demonstration's users for whom `wanted` holds. */
async function visitor(wanted, options) {
  const { context, page, errors } = await newPage(desk.browser, options);
  const me = await enterWhere(context, desk.url, wanted);
  return { context, page, errors, me, call: callOf(context, desk.url) };
}

const atLevel = (level) => (me) =>
  me.roles.includes("agent") && me.groups[0]?.level === level;

test("a call is passed on, arrives without reloading, and is solved; the requester hears of it", async () => {
  const administrator = await visitor((me) =>
    me.roles.includes("administrator"),
  );
  await administrator.call("PUT", "/mail/settings", {
    host: "127.0.0.1",
    port: smtp.port,
    security: "none",
    from_address: "mesa@canelos.example",
  });

  const first = await visitor(atLevel("first"));
  const second = await visitor(atLevel("second"));
  const group = second.me.groups[0];
  const { items } = await first.call("GET", "/persons?limit=100");
  const person = items.find(
    ({ emails, language }) =>
      emails.length > 0 && language !== "en" && language !== "pt",
  );

  await second.page.goto(`${desk.url}/cases/groups`);
  await second.page.getByRole("heading", { level: 1 }).waitFor();

  const { page } = first;
  await page.goto(desk.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("combobox").first().waitFor();
  await page.keyboard.type(person.emails[0]);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".filled").first().waitFor();
  const subject = "Nadie del piso 3 recibe correo";
  await page.keyboard.type(subject);
  await page.keyboard.press("Control+Shift+Enter");
  const groupField = page.locator("input[role=combobox]:focus");
  await groupField.waitFor();
  await groupField.fill(group.name);
  await page
    .locator("[role=listbox] [role=option]", { hasText: group.name })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("El switch del piso perdió su configuración");
  await page.keyboard.press("Control+Enter");

  // It announces itself to the other one, who asks it in.
  const news = second.page.getByRole("button", {
    name: /caso nuevo|casos nuevos/i,
  });
  const row = second.page.getByRole("link", { name: new RegExp(subject) });
  await news.or(row).first().waitFor();
  if (await news.isVisible()) await news.click();
  await row.first().click();
  await second.page
    .getByRole("heading", { name: new RegExp(subject) })
    .waitFor();
  await second.page
    .getByText("El switch del piso perdió su configuración")
    .waitFor();
  await picture(second.page, "arrived");

  // Both look at it; what one does the other sees.
  const number = Number(/\/(\d+)$/.exec(second.page.url())[1]);
  await page.goto(`${desk.url}/cases/all/${number}`);
  await page.getByRole("heading", { name: new RegExp(subject) }).waitFor();
  await second.page.keyboard.press("a");
  await page.locator(".facts-line", { hasText: "En curso" }).waitFor();
  await second.page.keyboard.press("r");
  await second.page.locator("textarea:focus").waitFor();
  await second.page.keyboard.type(
    "Estimada persona: ya se está restituyendo la red de su piso.",
  );
  await second.page.keyboard.press("Control+Enter");
  await page
    .getByText("ya se está restituyendo la red de su piso")
    .first()
    .waitFor();
  await picture(page, "seen-by-the-other");

  await second.page.keyboard.press("Escape");
  await second.page.keyboard.press("s");
  const sheet = second.page.getByRole("dialog");
  await sheet
    .getByRole("textbox")
    .first()
    .fill("Se restituyó la red del piso 3.");
  await sheet.getByRole("combobox").selectOption({ index: 1 });
  await second.page.keyboard.press("Control+Enter");
  await page.locator(".facts-line", { hasText: "Solucionado" }).waitFor();
  const ticket = await first.call("GET", `/tickets/${number}`);
  assert.equal(ticket.state, "resolved");
  assert.equal(ticket.assignee.id, second.me.id);

  const mails = await smtp.to(person.emails[0], 3);
  const subjects = mails.map(subjectOf);
  assert.equal(mails.length, 3, subjects.join("; "));
  for (const one of subjects) assert.match(one, new RegExp(`\\[${number}\\]`));
  const [, answered, solved] = mails;
  const id = (mail) => /^Message-ID: (\S+)/im.exec(mail.data)[1];
  assert.match(answered.data, new RegExp(`References:[^]*${id(mails[0])}`));
  assert.match(solved.data, /Auto-Submitted: auto-generated/i);
  assert.deepEqual(first.errors, []);
  assert.deepEqual(second.errors, []);
  for (const one of [first, second, administrator]) await one.context.close();
});

test("a conflict is shown, and nothing typed is lost", async () => {
  const one = await visitor(atLevel("first"));
  const other = await visitor((me) => me.roles.includes("supervisor"));
  const { items } = await one.call(
    "GET",
    "/tickets?status=in_progress&limit=1",
  );
  const { number } = items[0];
  await one.page.goto(`${desk.url}/cases/all/${number}`);
  await one.page
    .getByRole("heading", { level: 1, name: new RegExp(String(number)) })
    .waitFor();
  const composer = one.page.locator("textarea").last();
  await composer.waitFor();
  await one.page.keyboard.press("i");
  await one.page.locator("textarea:focus").waitFor();
  await one.page.keyboard.type("Esto no se debe perder");
  await other.call("POST", `/tickets/${number}/cancel`, {
    reason: "Era duplicado",
  });
  await one.page.locator(".facts-line", { hasText: "Anulado" }).waitFor();
  await eventually(() => composer.inputValue(), "Esto no se debe perder");
  await one.page.reload();
  await eventually(() => composer.inputValue(), "Esto no se debe perder");
  await one.context.close();
  await other.context.close();
});

const PLACES = {
  agent: ["/cases/mine", "/cases/all", "/people", "/account"],
  administrator: [
    "/admin/people",
    "/admin/units",
    "/admin/users",
    "/admin/groups",
    "/admin/categories",
    "/admin/priority",
    "/admin/solutions",
    "/admin/mail",
    "/admin/outbox",
    "/admin/tokens",
    "/admin/desk",
  ],
  requester: ["/"],
};

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 800],
  ["light", 320],
]) {
  for (const [role, places] of Object.entries(PLACES)) {
    test(`what a ${role} sees has nothing that axe finds (${theme}, ${width} px)`, async () => {
      const { context, page, errors, call } = await visitor(
        (me) => me.roles.includes(role),
        { theme, width },
      );
      const open =
        role === "agent"
          ? (await call("GET", "/tickets?status=open&limit=1")).items[0].number
          : null;
      for (const place of open ? [...places, `/cases/all/${open}`] : places) {
        await page.goto(desk.url + place);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await page.waitForFunction(() => !document.querySelector(".bone"));
        await picture(
          page,
          `${role}${place.replaceAll("/", "-")}-${theme}-${width}`,
        );
        assert.deepEqual(await audit(page), [], place);
        assert.equal(
          await overflows(page),
          false,
          `${place} sticks out to the right`,
        );
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }
}
