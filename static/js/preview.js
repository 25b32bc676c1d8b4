// The paper beside the text: it stands at what is being written, and what was saved is put in without drawing it anew.
import * as fields from "./fields.js";

const editor = document.querySelector("[data-editor]");
const frame = document.querySelector("iframe[data-preview]");
const part = editor.dataset.previewPart;
let all = false;
let timer = 0;
const changed = new Set();

const paper = () => frame?.contentDocument;
const find = (anchor) => {
  const page = paper();
  return anchor && page ? page.querySelector(`[data-anchor~="${CSS.escape(anchor)}"]`) : null;
};

export const scale = () => {
  const room = frame?.parentElement?.clientWidth || 0;
  if (room) frame.parentElement.style.setProperty("--scale", String(Math.min(1, room / 864)));
};

let last = "";
export const follow = (anchor) => {
  if (!anchor || anchor === last) return;
  const place = find(anchor);
  if (!place) return;
  last = anchor;
  const view = frame.contentWindow;
  const box = place.getBoundingClientRect();
  const height = view.innerHeight;
  if (box.top < 0 || box.bottom > height * 0.9) view.scrollTo({ top: view.scrollY + box.top - height * 0.2 });
};

const reload = () => {
  const view = frame?.contentWindow;
  if (!view) return;
  if (!paper()) { frame.src = frame.getAttribute("src"); return; } // the browser's own page stands there since the network was lost
  const { scrollX, scrollY } = view;
  frame.addEventListener("load", () => { if (paper()) view.scrollTo(scrollX, scrollY); last = ""; }, { once: true });
  view.location.reload();
};

// What is printed of one row: its paragraphs with the notes under them, or its line of a table.
const replace = (anchor, html) => {
  const old = [...paper().querySelectorAll(`[data-anchor="${CSS.escape(anchor)}"]`)];
  if (!old.length) return false;
  const made = paper().createElement("template");
  made.innerHTML = html;
  old[0].before(made.content);
  for (const line of old) {
    while (line.nextElementSibling?.matches(".footnote")) line.nextElementSibling.remove();
    line.remove();
  }
  return true;
};

const put = async (anchor) => {
  if (!part || !find(anchor)) return false;
  const answer = await fetch(part.replace("/cho/", `/${encodeURIComponent(anchor)}/`), { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status !== 200 || answer.redirected) return false;
  const { pieces } = await answer.json();
  return Object.entries(pieces).every(([name, html]) => replace(name, html));
};

const draw = async () => {
  const anchors = [...changed];
  const whole = all || anchors.length > 3;
  changed.clear();
  all = false;
  if (frame.offsetParent === null) { all = true; return; }
  if (whole || !paper()) { reload(); return; }
  for (const anchor of anchors) if (!(await put(anchor))) { reload(); return; }
};

const soon = () => { clearTimeout(timer); timer = setTimeout(draw, 400); };

export const start = () => {
  if (!frame) return;
  new ResizeObserver(scale).observe(frame.parentElement);
  scale();
  document.addEventListener("focusin", (event) => follow(fields.anchorOf(event.target)));
  document.addEventListener("portal:saved", (event) => {
    if (event.detail.structural) all = true;
    for (const anchor of event.detail.changed) changed.add(anchor);
    soon();
  });
  document.addEventListener("portal:others", () => { all = true; soon(); });
};

export const shown = () => { scale(); if (all || changed.size) soon(); };
