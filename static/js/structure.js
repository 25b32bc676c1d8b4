// Adding, moving and deleting parts, each by a button and each undone by its inverse.
import * as fields from "./fields.js";
import { offer, withdraw } from "./offer.js";
import { refresh } from "./reconcile.js";
import * as saver from "./saver.js";
import { announce } from "./state.js";

const text = document.querySelector("[data-text]");
const undoButton = document.querySelector('.editor__acts [data-do="undo"]');
const done = [];
const undone = [];
let temps = 0;

const temp = () => { temps += 1; return `${saver.tab.slice(0, 8)}-${temps}`; };
const box = (row) => row.parentElement.closest("[data-rows]");
const rows = (inside) => [...inside.children].filter((each) => each.dataset.row);
const inside = (row) => box(row).dataset.in;
const anchors = (row) => (row.dataset.blocks ? row.dataset.blocks.trim().split(/\s+/) : [row.dataset.row]);
const nameOf = (row) => (row.querySelector("[data-field='heading'], [data-field='title']")?.value || row.getAttribute("aria-label") || "").trim().slice(0, 60);

const show = (row, { focus = "" } = {}) => {
  if (!row) return;
  const field = row.querySelector("textarea:not([hidden]), input:not([type=hidden]), [role=textbox]");
  if (focus) (row.querySelector(`:scope > * [data-do="${focus}"]:not(:disabled)`) || field)?.focus({ preventScroll: true });
  else field?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};
const find = (at) => document.querySelector(`[data-text] [data-row="${CSS.escape(at)}"]`) || document.getElementById(at)?.closest("[data-row]");

const trouble = (results) => results.find((result) => !result.ok);

// --- undoing and doing again

const tell = () => {
  undoButton.hidden = done.length === 0;
  undoButton.title = done.length ? `Hoàn tác: ${done.at(-1).words}` : "";
};

// `changes` are those that take the act back.
const remember = (words, changes) => {
  done.push({ words, changes });
  undone.length = 0;
  tell();
};

// What takes a change back, as the page stands before it is made. What is removed comes back with its words.
const inverse = (change) => {
  const row = find(change.at);
  if (change.op === "add") return { op: "remove", at: change.at };
  if (!row) return null;
  const next = rows(box(row))[rows(box(row)).indexOf(row) + 1];
  const home = { at: change.at, in: inside(row), before: next ? anchors(next)[0] : null };
  return change.op === "move" ? { op: "move", ...home } : { op: "add", kind: change.at.replace(/-\d+$/, ""), temp: "", fields: {}, ...home };
};

const turn = async (from, to, said, again) => {
  const act = from.pop();
  if (!act) return;
  withdraw();
  fields.tellAll();
  const back = act.changes.map(inverse).filter(Boolean).reverse();
  const results = await saver.perform(act.changes);
  const failed = trouble(results);
  if (!failed) {
    to.push({ words: act.words, changes: back });
    for (const change of act.changes) if (change.op === "remove") find(change.at)?.remove();
  }
  tell();
  await refresh();
  if (failed) { announce(failed.sentence || "Chưa hoàn tác được."); return; }
  offer(`${said}: ${act.words}.`, again.act, { label: again.label });
  show(find(act.changes[0].at));
};
export const undo = () => turn(done, undone, "Đã hoàn tác", { act: () => redo(), label: "Làm lại" });
const redo = () => turn(undone, done, "Đã làm lại", { act: () => undo(), label: "Hoàn tác" });

// --- the verbs

const add = async (change, { after = null } = {}) => {
  const [result] = await saver.perform([{ op: "add", temp: temp(), before: null, fields: {}, ...change }]);
  if (!result.ok) { announce(result.sentence || Object.values(result.errors || {})[0] || "Chưa thêm được."); return; }
  await refresh();
  remember("thêm một phần", [{ op: "remove", at: result.at }]);
  show(find(result.at) || after);
};

const addBelow = (row) => {
  const next = rows(box(row))[rows(box(row)).indexOf(row) + 1];
  add({ kind: row.dataset.row.replace(/-\d+$/, ""), in: inside(row), before: next ? anchors(next)[0] : null });
};

const addAsked = (link) => {
  const holder = link.closest("[data-row]");
  const { kind, loai } = link.dataset;
  link.closest("details")?.removeAttribute("open");
  const within = /^(muc|phu-luc)-\d+$/.test(holder?.dataset.row || "") ? holder.dataset.row : "";
  add({ kind, in: within, ...(loai ? { loai } : {}) }, { after: holder });
};

const place = async (row, before, focus) => {
  const order = rows(box(row));
  const follower = order[order.indexOf(row) + 1];
  const within = inside(row);
  const to = (next) => anchors(row).map((at) => ({ op: "move", at, in: within, before: next ? anchors(next)[0] : null }));
  const results = await saver.perform(to(before));
  if (trouble(results)) { announce(trouble(results).sentence || "Chưa chuyển được."); await refresh(); return; }
  remember("chuyển chỗ", to(follower));
  await refresh();
  const now = rows(box(row));
  announce(`Đã chuyển đến vị trí ${now.indexOf(row) + 1} trên ${now.length}.`);
  show(row, { focus });
};

const step = (row, by, focus) => {
  const order = rows(box(row));
  const at = order.indexOf(row);
  if (by < 0 && at > 0) place(row, order[at - 1], focus);
  if (by > 0 && at < order.length - 1) place(row, order[at + 2] || null, focus);
};

const remove = async (row) => {
  const order = rows(box(row));
  const neighbour = order[order.indexOf(row) + 1] || order[order.indexOf(row) - 1];
  const next = order[order.indexOf(row) + 1];
  const name = nameOf(row);
  const gone = anchors(row);
  fields.tellAll();
  const results = await saver.perform(gone.map((at) => ({ op: "remove", at })));
  if (trouble(results)) { announce(trouble(results).sentence || "Chưa xóa được."); await refresh(); return; }
  const before = next ? anchors(next)[0] : null;
  remember(`xóa ${name ? `“${name}”` : "một phần"}`, gone.map((at) => ({ op: "add", at, kind: at.replace(/-\d+$/, ""), in: inside(row), before, temp: "", fields: {} })));
  row.remove();
  await refresh();
  offer(`Đã xóa ${name ? `“${name}”` : "phần này"}.`, undo);
  if (neighbour?.isConnected) show(neighbour);
};

// --- "Chuyển đến vị trí…": a number asked for in place, no page and no dialog

const askPlace = (row, link) => {
  const order = rows(box(row));
  const form = document.createElement("form");
  form.className = "place-asked";
  form.dataset.asked = "";
  const label = document.createElement("label");
  label.textContent = `Chuyển đến vị trí (1–${order.length})`;
  const input = document.createElement("input");
  Object.assign(input, { className: "form-control", inputMode: "numeric", autocomplete: "off", value: String(order.indexOf(row) + 1) });
  label.append(input);
  const go = document.createElement("button");
  Object.assign(go, { className: "btn btn-primary btn-sm", textContent: "Chuyển" });
  const back = document.createElement("button");
  Object.assign(back, { className: "btn btn-link btn-sm", type: "button", textContent: "Đóng" });
  form.append(label, go, back);
  const close = () => { form.remove(); row.querySelector("summary.tool")?.focus({ preventScroll: true }); };
  back.addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = Number.parseInt(input.value, 10);
    if (!(wanted >= 1 && wanted <= order.length)) { announce(`Nhập vị trí từ 1 đến ${order.length}.`); input.focus(); return; }
    form.remove();
    const others = order.filter((each) => each !== row);
    place(row, others[wanted - 1] || null, "up");
  });
  link.closest("details")?.removeAttribute("open");
  document.querySelector("[data-asked]")?.remove();
  link.closest(".tools").after(form);
  input.focus();
  input.select();
};

// --- who presses what

const VERBS = {
  up: (row) => step(row, -1, "up"),
  down: (row) => step(row, 1, "down"),
  place: askPlace,
  remove: (row, link) => { link.closest("details")?.removeAttribute("open"); remove(row); },
  "add-below": (row, link) => { link.closest("details")?.removeAttribute("open"); addBelow(row); },
  add: (row, link) => addAsked(link),
};

text.addEventListener("click", (event) => {
  const control = event.target.closest("[data-do]");
  if (!control || control.closest("[data-widget]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const verb = VERBS[control.dataset.do];
  if (!verb) return;
  event.preventDefault();
  verb(control.closest("[data-row]"), control);
});
undoButton.addEventListener("click", undo);

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const typing = event.target.closest?.("input, textarea, select, [contenteditable=true], [data-widget]");
  const key = event.key.toLowerCase();
  if (typing || event.altKey || !(event.ctrlKey || event.metaKey) || !"zy".includes(key)) return;
  const forward = key === "y" || event.shiftKey;
  if (!(forward ? undone : done).length) return;
  event.preventDefault();
  if (forward) redo(); else undo();
});

document.addEventListener("portal:refresh", async (event) => { await refresh(); if (event.detail?.focus) show(find(event.detail.focus)); });
