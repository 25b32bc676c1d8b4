// The keyboard: from cell to cell, new rows, rows moved. Letters, Backspace and Tab are never touched.

import { composing } from "./table.js";
import { addRow, remove, step } from "./moves.js";
import { fillDown } from "./blocks.js";
import { typedSince } from "./journal.js";

const oneLine = (box) => box.scrollHeight < 2.2 * parseFloat(getComputedStyle(box).lineHeight) + 2;

export const focus = (box, end = false) => {
  if (!box) return false;
  box.focus();
  if (box.setSelectionRange) box.setSelectionRange(end ? box.value.length : 0, end ? box.value.length : 0);
  return true;
};

export const startKeys = (table, journal, chosen, openDialog) => {
  let runStart = null; // the column in which a run of Tabs began: Enter goes back to it
  let tabbing = false;

  const parts = () => table.groups.flatMap((group) => [group, ...table.rowsIn(group)]);
  const beside = (box, by) => {
    const all = [...table.table.querySelectorAll("tbody textarea")];
    return all[all.indexOf(box) + by];
  };
  const inColumn = (part, box) => table.box(part, box.dataset.field) || table.boxes(part)[0];
  const vertical = (box, by) => {
    const all = parts();
    const next = all[all.indexOf(table.partOf(box)) + by];
    return next && inColumn(next, box);
  };

  const isEmpty = (row) => table.boxes(row).every((box) => !box.value.trim());
  const newRow = (row) => {
    const added = addRow(table, journal, table.groupOf(row), row.nextElementSibling);
    focus(table.boxes(added)[0]);
  };
  const enter = (box) => {
    const row = table.rowOf(box);
    const group = table.groupOf(box);
    const field = runStart || box.dataset.field;
    const rows = table.rowsIn(group);
    const next = row ? rows[rows.indexOf(row) + 1] : rows[0];
    runStart = null;
    if (next) focus(table.box(next, row ? field : table.fields[0]), true);
    else if (row && isEmpty(row)) focus(table.boxes(row)[0]);
    else if (row) newRow(row);
    else focus(table.boxes(addRow(table, journal, group))[0]);
  };

  // An arrow that would leave the text leaves the cell. In text of several lines the browser is asked first.
  const arrow = (box, key) => {
    const { selectionStart: from, selectionEnd: to, value } = box;
    if (from !== to) return false;
    if (key === "ArrowLeft") return from === 0 && (focus(beside(box, -1), true) || true);
    if (key === "ArrowRight") return from === value.length && (focus(beside(box, 1)) || true);
    const by = key === "ArrowUp" ? -1 : 1;
    if (from === (by < 0 ? 0 : value.length) || oneLine(box)) return focus(vertical(box, by), by < 0) || true;
    setTimeout(() => {
      if (document.activeElement === box && box.selectionStart === from) focus(vertical(box, by), by < 0);
    });
    return false;
  };

  // Letters typed since the box was entered are taken back by the browser, everything else by the journal.
  const turn = (box, key, shift) => {
    if (box && typedSince(box)) return false;
    if (key === "z" && !shift) journal.undo();
    else journal.redo();
    return true;
  };

  const inBox = (event, box) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    const command = ctrlKey || metaKey;
    if (key === "Tab") {
      runStart = shiftKey ? null : runStart || box.dataset.field;
      tabbing = true;
      return false;
    }
    if (altKey && !command && (key === "ArrowUp" || key === "ArrowDown")) {
      step(table, journal, table.partOf(box), key === "ArrowUp" ? -1 : 1);
      box.focus();
      return true;
    }
    if (key === "Enter" && altKey) return document.execCommand("insertText", false, "\n");
    if (key === "Enter" && command) return table.rowOf(box) ? (newRow(table.rowOf(box)), true) : (enter(box), true);
    if (key === "Enter" && !shiftKey) return (enter(box), true);
    if (command && !altKey && key.toLowerCase() === "d") return (fillDown(table, journal, chosen, box), true);
    if (key === "Escape" && table.rowOf(box)) return (table.rowOf(box).querySelector("[data-handle]").focus(), true);
    if (key.startsWith("Arrow") && !command && !altKey && !shiftKey) return arrow(box, key);
    return false;
  };

  const onHandle = (event, handle) => {
    const { key, altKey, shiftKey } = event;
    const part = table.partOf(handle);
    const by = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (by && altKey) {
      step(table, journal, part, by);
      handle.focus();
      return true;
    }
    if (!table.rowOf(handle)) return false;
    if (by) {
      const all = table.rows;
      const next = all[all.indexOf(part) + by];
      if (!next) return true;
      if (shiftKey) chosen.extend(part, next);
      next.querySelector("[data-handle]").focus();
      return true;
    }
    if (key === "Delete") {
      const rows = chosen.rows.includes(part) ? chosen.rows : [part];
      const near = rows.at(-1).nextElementSibling.querySelector("[data-handle], [data-do]");
      remove(table, journal, rows);
      near?.focus();
      return true;
    }
    if (key === "ArrowRight") return focus(table.boxes(part)[0]);
    return false;
  };

  table.root.addEventListener("keydown", (event) => {
    if (composing(event) || event.defaultPrevented) return;
    const box = event.target.closest("tbody textarea");
    const handle = event.target.closest("[data-handle], .grid__row [type=checkbox]");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && "zy".includes(event.key.toLowerCase()) && !event.target.closest("dialog")) {
      if (turn(box, event.key.toLowerCase(), event.shiftKey)) event.preventDefault();
      return;
    }
    if (box ? inBox(event, box) : handle && onHandle(event, handle)) event.preventDefault();
  });
  table.root.addEventListener("pointerdown", () => { runStart = null; });
  table.root.addEventListener("focusin", (event) => {
    if (tabbing && event.target.matches("tbody textarea")) event.target.setSelectionRange(event.target.value.length, event.target.value.length);
    tabbing = false;
  });
  table.root.addEventListener("click", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (handle) openDialog(table.partOf(handle));
  });
};
