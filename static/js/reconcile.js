// The page as the server has it now, laid over the page as it stands: what somebody is typing in, or has not saved, stays.
import * as fields from "./fields.js";
import { ask } from "./page.js";
import * as saver from "./saver.js";
import { steadily } from "./steady.js";

const own = (row, selector) => [...row.querySelectorAll(selector)].filter((each) => each.parentElement.closest("[data-row]") === row);

const isTouched = (row) => {
  if (row.contains(document.activeElement)) return true;
  const anchors = [row, ...row.querySelectorAll("[data-at]")].map((each) => each.dataset.at).filter(Boolean);
  return anchors.some((at) => saver.isBusy(at)) || row.querySelector(".merge, .merge-line") !== null;
};

const freshen = (row, newer) => {
  const fresh = new Map(own(newer, "[data-fresh]").map((each) => [each.dataset.fresh, each]));
  for (const old of own(row, "[data-fresh]")) {
    const wanted = fresh.get(old.dataset.fresh);
    if (!wanted || wanted.outerHTML === old.outerHTML) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.do : "";
    const open = old.matches("details[open]") || old.querySelector("details[open]");
    if (open && focused) continue;
    old.replaceWith(wanted);
    if (focused) (wanted.querySelector(`[data-do="${focused}"]:not(:disabled)`) || wanted.querySelector("button:not(:disabled), summary"))?.focus({ preventScroll: true });
  }
  if (newer.hasAttribute("aria-label")) row.setAttribute("aria-label", newer.getAttribute("aria-label"));
  if (newer.dataset.blocks) row.dataset.blocks = newer.dataset.blocks;
};

const refill = (row, newer) => {
  for (const field of own(newer, "[data-field]")) {
    if (!fields.isPlain(field)) continue;
    const at = fields.anchorOf(field);
    const here = fields.fieldOf(at, field.dataset.field);
    if (!here || here === document.activeElement || fields.isDirty(here) || saver.isBusy(at)) continue;
    const text = fields.read(field);
    if (fields.read(here) !== text) fields.put(here, text);
    fields.setBaseline(here, text);
    saver.serverSays(at, field.dataset.field, text);
  }
};

// A grid or a prose editor is put in anew only where it says something else and nobody is in it.
const says = (widget) => [...widget.querySelectorAll("[data-field]")].map((field) => `${fields.anchorOf(field)}|${field.dataset.field}|${fields.read(field)}`).join("\n");
const rewidget = (row, newer) => {
  const [old, wanted] = [own(row, "[data-widget]")[0], own(newer, "[data-widget]")[0]];
  if (!old || !wanted || isTouched(old) || says(old) === says(wanted)) return;
  for (const each of wanted.querySelectorAll("[data-at]")) saver.forgetServer(each.dataset.at);
  old.replaceWith(wanted);
  arrive(wanted);
};

export const arrive = (root) => {
  fields.unlock(root);
  document.dispatchEvent(new CustomEvent("portal:arrived", { detail: { root } }));
};

const merge = (row, newer) => {
  freshen(row, newer);
  refill(row, newer);
  rewidget(row, newer);
  const inner = new Map(own(newer, "[data-rows]").map((each) => [each.dataset.rows, each]));
  for (const box of own(row, "[data-rows]")) if (inner.has(box.dataset.rows)) mergeRows(box, inner.get(box.dataset.rows));
};

const mergeRows = (box, newer) => {
  const rows = (each) => [...each.children].filter((child) => child.dataset.row);
  const here = new Map(rows(box).map((row) => [row.dataset.row, row]));
  const wanted = rows(newer);
  const names = new Set(wanted.map((row) => row.dataset.row));
  for (const [name, row] of here) if (!names.has(name) && !isTouched(row)) { row.remove(); here.delete(name); }
  // Rows that already follow one another stay where they are, so that the one with the cursor is never lifted.
  let last = null;
  for (const row of wanted) {
    const old = elsewhere(here, row.dataset.row);
    const placed = old || row;
    const next = last ? last.nextElementSibling : box.firstElementChild;
    if (placed !== next && !(old && old.contains(document.activeElement) && old.parentElement === box)) {
      if (last) last.after(placed); else box.prepend(placed);
    }
    if (old) merge(old, row); else arrive(placed);
    last = placed;
  }
};

// A row that has been moved into another section is taken along with what is typed in it.
const elsewhere = (here, name) => here.get(name) || document.querySelector(`[data-text] [data-row="${CSS.escape(name)}"]`);

let asking = null;
export const refresh = async () => {
  asking ||= (async () => {
    const { page } = await ask(location.pathname);
    const editor = page?.querySelector("[data-editor]");
    if (!editor) return false;
    const text = document.querySelector("[data-text]");
    steadily(() => {
      for (const newer of editor.querySelector("[data-text]").querySelectorAll(":scope > [data-row]")) {
        const row = text.querySelector(`:scope > [data-row="${CSS.escape(newer.dataset.row)}"]`);
        if (row) merge(row, newer);
      }
    });
    for (const name of ["muc-luc", "trich-yeu"]) {
      const [old, wanted] = [document.querySelector(`[data-fresh="${name}"]`), page.querySelector(`[data-fresh="${name}"]`)];
      if (old && wanted && old.innerHTML !== wanted.innerHTML) old.innerHTML = wanted.innerHTML;
    }
    saver.setRevision(Number(editor.dataset.revision));
    document.dispatchEvent(new CustomEvent("portal:refreshed"));
    return true;
  })().catch(() => false).finally(() => { asking = null; });
  return asking;
};
