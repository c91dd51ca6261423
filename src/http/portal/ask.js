// Keeps what is typed in this browser until it has arrived, so that a network that fails takes nothing away.
const form = document.getElementById("ask");
const LASTS = 12 * 60 * 60 * 1000;
const ours = "ventanilla-ask-";
const place = ours + form.dataset.of;
const tell = (words) => (document.getElementById("kept").textContent = words);
// Its number goes along: sent again with the same words, it is the same case.
const fields = [...form.querySelectorAll("input[type=text], input[name=once], textarea")];
function putBack() {
  // What somebody else typed at this browser is not kept.
  for (const key of Object.keys(localStorage))
    if (key.startsWith(ours) && key !== place) localStorage.removeItem(key);
  const kept = JSON.parse(localStorage.getItem(place) ?? "null");
  if (!kept || Date.now() - kept.at > LASTS) return;
  for (const field of fields) field.value = kept.words[field.name] ?? "";
  tell(form.dataset.back);
}
function keep() {
  const words = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  localStorage.setItem(place, JSON.stringify({ at: Date.now(), words }));
}
// Where nothing may be kept the form does without.
function tried(what) {
  try {
    what();
  } catch {
    return;
  }
}
if ("fresh" in form.dataset) tried(putBack);
form.addEventListener("input", () => tried(keep));
form.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  tried(keep);
  tell(form.dataset.offline);
});
