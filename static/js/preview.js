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
  const { scrollX, scrollY } = view;
  frame.addEventListener("load", () => { view.scrollTo(scrollX, scrollY); last = ""; }, { once: true });
  view.location.reload();
};

const put = async (anchor) => {
  const place = find(anchor);
  if (!part || !place) return false;
  const answer = await fetch(part.replace("/cho/", `/${encodeURIComponent(anchor)}/`)).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const made = paper().createElement("template");
  made.innerHTML = await answer.text();
  const newer = made.content.querySelector(`[data-anchor~="${CSS.escape(anchor)}"]`);
  if (!newer) return false;
  place.replaceWith(newer);
  return true;
};

const draw = async () => {
  const anchors = [...changed];
  const whole = all || anchors.length > 3;
  changed.clear();
  all = false;
  if (frame.offsetParent === null) { all = true; return; }
  if (whole) { reload(); return; }
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
