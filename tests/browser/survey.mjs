// What tests of surveys begin with: a desk whose people sign in, and a form that is asked.

import { callOf, newPage, sound } from "./desk.mjs";

export const PASSWORD = "otras palabras al azar";
export const WIDTHS = [
  ["light", 1440],
  ["dark", 390],
  ["light", 320],
];

/** A user of the desk, as an administrator makes them; gives their id. */
export const newUser = async (call, name, email, role) =>
  (
    await call("POST", "/users", {
      name,
      email,
      roles: [role],
      password: PASSWORD,
    })
  ).id;

/** A first-level group; gives its id. */
export const newGroup = async (call, name, members) =>
  (await call("POST", "/groups", { name, level: "first", members })).id;

/** A page on which somebody has signed in. */
export async function signedIn(browser, desk, email, options) {
  const { context, page, errors } = await newPage(browser, options);
  const call = callOf(context, desk.url);
  await call("POST", "/session", { email, password: PASSWORD });
  return { context, page, errors, call };
}

export const MARK = {
  id: 1,
  kind: "satisfaction",
  required: true,
  text: { es: "¿Cómo evalúa la atención?" },
};
export const WORDS = { id: 2, kind: "text", text: { es: "¿Algo más?" } };

/** A survey with these questions, published; gives its id. */
export async function newSurvey(call, name, confidence, questions) {
  const title = { es: "Su opinión" };
  const form = { confidence, languages: ["es"], title, questions };
  const { id } = await call("POST", "/surveys", { name, form });
  await call("POST", `/surveys/${id}/publish`);
  return id;
}

/** A case of somebody that a group solved; gives its number. */
export async function solvedCase(call, group, person) {
  const { solution_codes: codes } = await call("GET", "/model");
  const { number } = await call("POST", "/tickets", {
    subject: "No imprime",
    channel: "phone",
    requester: { id: person },
    group,
  });
  await call("POST", `/tickets/${number}/resolve`, {
    text: "Se reinició.",
    code: codes[0].code,
  });
  return number;
}

/** The whole page is sound: in a window so high that no line that stays at an edge covers anything. */
export async function whole(page, name) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: size.width, height: 4000 });
  await sound(page, name);
  await page.setViewportSize(size);
}
