// Keeps what is typed in the form of a page in this browser until it has arrived: neither a network that fails nor a
// visit that is over takes it away. An empty form may be replaced meanwhile, so it is looked for each time.
const OURS = "ventanilla-ask-";
const LASTS = 12 * 60 * 60 * 1000;
const told = () => document.getElementById("kept");
const formNow = () => told()?.closest("form");
const placeOf = (form) => OURS + told().dataset.of + form.getAttribute("action");
// Its number goes along: sent again with the same words, it is done once.
const fieldsOf = (form) => [...form.querySelectorAll("input[type=text], input[name=once], textarea")];
const places = () => Object.keys(localStorage).filter((key) => key.startsWith(OURS));

// What arrived nobody has to type again. The address says so once, or the page, loaded anew, would forget what was
// typed next.
function forgetWhatArrived() {
  const here = new URL(location.href);
  const done = here.searchParams.get("done");
  const said = ["sent", "rejected", "settled"].includes(done);
  if (!said && done !== "asked") return;
  const from = said ? here.pathname : "/my/new";
  for (const key of places()) if (key.endsWith(from)) localStorage.removeItem(key);
  here.searchParams.delete("done");
  history.replaceState(null, "", here);
}

// Whoever leaves on purpose leaves nothing behind.
function forgetWhoLeft() {
  if (!new URL(location.href).searchParams.has("left")) return;
  for (const key of places()) localStorage.removeItem(key);
}

// What somebody else typed at this browser is not kept, nor what nobody came back to.
function sweep() {
  const of = told()?.dataset.of;
  for (const key of places()) {
    const whose = key.slice(OURS.length).split("/")[0];
    const { at } = JSON.parse(localStorage.getItem(key));
    if ((of && whose !== of) || Date.now() - at > LASTS) localStorage.removeItem(key);
  }
}

function putBack() {
  const form = formNow();
  const kept = JSON.parse(localStorage.getItem(placeOf(form)) ?? "null");
  if (!kept) return;
  // Where something else was typed already, that stays.
  for (const { name, value } of form.querySelectorAll("textarea"))
    if (value !== "" && value !== kept.words[name]) return;
  for (const field of fieldsOf(form)) field.value = kept.words[field.name] ?? "";
  told().textContent = told().dataset.back;
}

function keep(form) {
  const fields = fieldsOf(form);
  const words = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  if (fields.every(({ type, value }) => type === "hidden" || value === "")) localStorage.removeItem(placeOf(form));
  else localStorage.setItem(placeOf(form), JSON.stringify({ at: Date.now(), words }));
}

// Where nothing may be kept the form does without.
function tried(what) {
  try {
    what();
  } catch {
    return;
  }
}

tried(forgetWhatArrived);
tried(forgetWhoLeft);
tried(sweep);
if (told() && "fresh" in told().dataset) tried(putBack);
document.addEventListener("input", ({ target }) => {
  const form = formNow();
  if (form?.contains(target)) tried(() => keep(form));
});
document.addEventListener("submit", (event) => {
  const form = formNow();
  if (!form?.contains(event.target)) return;
  tried(() => keep(form));
  if (navigator.onLine) return;
  event.preventDefault();
  told().textContent = told().dataset.offline;
});
