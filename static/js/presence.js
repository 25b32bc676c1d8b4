// Who else is in this plan, and what they have saved: asked every ten seconds while the page is looked at.
import { refresh } from "./reconcile.js";
import * as saver from "./saver.js";

const editor = document.querySelector("[data-editor]");
const top = document.querySelector("[data-people]");
const EVERY = 10000;
let timer = 0;

const who = ({ name, own }) => (own ? "cửa sổ khác của chính tài khoản này" : name);
const words = (person) => (person.place_name ? `${who(person)} (${person.place_name})` : who(person));

const mark = (people) => {
  for (const badge of document.querySelectorAll("[data-here]")) badge.remove();
  for (const person of people) {
    const { place } = person;
    const row = place && (document.querySelector(`[data-text] [data-row="${CSS.escape(place)}"]`) || document.getElementById(place));
    if (!row) continue;
    const badge = document.createElement(row.matches("tr, tbody") ? "span" : "p");
    badge.className = "here";
    badge.dataset.here = "";
    badge.textContent = `đang sửa: ${who(person)}`;
    (row.matches("tr") ? row.querySelector("td") : row.matches("tbody") ? row.querySelector("th") : row)?.prepend(badge);
  }
};

let shown = "";
export const show = (people) => {
  const now = JSON.stringify(people);
  if (now === shown) return;
  shown = now;
  const line = people.length ? `Đang sửa: ${people.map(words).join("; ")}` : "";
  top.hidden = !line;
  top.textContent = line;
  mark(people);
};

const STATES = { draft: true, returned: true, approved: true };

export const ask = async () => {
  clearTimeout(timer);
  timer = setTimeout(ask, EVERY);
  if (document.hidden || !editor.dataset.presence) return;
  const where = `${editor.dataset.presence}?phien=${encodeURIComponent(saver.tab)}&cho=${encodeURIComponent(saver.place())}`;
  try {
    const answer = await fetch(where, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const said = await answer.json();
    show(said.people);
    if (said.revision > saver.revision) {
      await refresh();
      document.dispatchEvent(new CustomEvent("portal:others"));
    }
    if (!(said.state in STATES)) document.dispatchEvent(new CustomEvent("portal:closed"));
  } catch { /* no network: the saver says so where it matters */ }
};

// Whoever leaves the page is no second writer when they come back to it.
window.addEventListener("pagehide", () => {
  clearTimeout(timer);
  if (!editor.dataset.presence) return;
  fetch(`${editor.dataset.presence}?phien=${encodeURIComponent(saver.tab)}&het=1`, { headers: { Accept: "application/json" }, keepalive: true }).catch(() => {});
});
window.addEventListener("pageshow", (event) => { if (event.persisted) ask(); });

// A save came back with more than its own change: others have saved meanwhile.
document.addEventListener("portal:behind", async () => { if (await refresh()) document.dispatchEvent(new CustomEvent("portal:others")); });
document.addEventListener("portal:saved", (event) => { if (event.detail.people) show(event.detail.people); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
