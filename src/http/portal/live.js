// Keeps the page of a case up to date. What somebody types, or has the focus in, stays as it is.
const part = (id, page = document) => page.getElementById(id);
let stamp = part("live").dataset.stamp;
const busy = (place) =>
  place.contains(document.activeElement) ||
  place.querySelector("input[name=kept]") !== null ||
  [...place.querySelectorAll("textarea, input[type=file]")].some((field) => field.value !== "");
async function look() {
  if (document.hidden || busy(part("live"))) return;
  try {
    const answer = await fetch(location.href, { headers: { "if-none-match": stamp } });
    if (answer.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = part("live", page);
    if (!now || now.dataset.stamp === stamp) return;
    stamp = now.dataset.stamp;
    part("live").replaceChildren(...now.childNodes);
    if (!busy(part("acts"))) part("acts").replaceChildren(...part("acts", page).childNodes);
    part("news").textContent = part("live").dataset.news;
  } catch {
    // Without a network there is nothing new; it is tried again.
  }
}
setInterval(look, 8000);
document.addEventListener("visibilitychange", look);
