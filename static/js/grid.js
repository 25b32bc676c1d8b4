// The grid of content items: a table of text boxes that one types into as into a spreadsheet. Without it the form still saves.

import { Table, baseline, setBaseline } from "./grid/table.js";
import { Journal } from "./grid/journal.js";
import { Chosen } from "./grid/chosen.js";
import { startChoices } from "./grid/choices.js";
import { startDialogs } from "./grid/dialogs.js";
import { startDragging } from "./grid/dragging.js";
import { focus, startKeys } from "./grid/keys.js";
import { onCopy, onPaste } from "./grid/blocks.js";
import { addGroup, addRow, remove } from "./grid/moves.js";

const SOON = 500;
const LONGEST = 1500; // who types without a pause is not waited for any longer
const AT_ONCE = 20;
const WIDE = "cchc:wide-grid";

// What is typed is told on half a second later, when a syllable is finished, and on leaving the box.
const startTyping = (table, journal) => {
  const timers = new Map();
  const begun = new Map(); // row → since when it has been typed in without a pause
  const commit = (part) => {
    clearTimeout(timers.get(part));
    timers.delete(part);
    begun.delete(part);
    table.commit(part);
  };
  const later = (part) => {
    clearTimeout(timers.get(part));
    if (!begun.has(part)) begun.set(part, performance.now());
    if (performance.now() - begun.get(part) > LONGEST) { commit(part); return; }
    timers.set(part, setTimeout(commit, SOON, part));
  };
  const all = () => [...timers.keys()].forEach(commit);
  const typing = new Set(); // rows with words that may not have been told on
  const boxOf = (event) => event.target.closest?.("tbody textarea");

  table.root.addEventListener("input", (event) => {
    const box = boxOf(event);
    if (!box) return;
    journal.withdraw();
    typing.add(table.partOf(box));
    if (event.isComposing) clearTimeout(timers.get(table.partOf(box)));
    else later(table.partOf(box));
    box.dispatchEvent(new CustomEvent("portal:typing", { bubbles: true, detail: {} }));
  });
  document.addEventListener("portal:collect", (event) => {
    for (const part of typing) {
      const change = table.untold(part);
      if (change) event.detail.push(change); else if (!timers.has(part)) typing.delete(part);
    }
  });
  table.root.addEventListener("compositionend", (event) => { if (boxOf(event)) later(table.partOf(boxOf(event))); });
  table.root.addEventListener("focusin", (event) => {
    const box = boxOf(event);
    if (box) box.dataset.entered = box.value;
  });
  // One visit to a box is one act to take back.
  const note = (box) => {
    const { entered } = box.dataset;
    box.dataset.entered = box.value;
    if (entered !== undefined && entered !== box.value) journal.note("nhập ô", [journal.set(box, box.value, entered)]);
  };
  journal.typed = () => { if (document.activeElement.matches("tbody textarea")) note(document.activeElement); };
  table.root.addEventListener("focusout", (event) => {
    const box = boxOf(event);
    if (!box) return;
    note(box);
    commit(table.partOf(box));
  });
  table.root.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") all();
  }, true);
  document.addEventListener("visibilitychange", all, true);
  window.addEventListener("pagehide", all, true);
};

// Answers to what was told: the number of a new row, the spelling that was stored, the text that a person chose of two.
const startResults = (table) => {
  // A new row or group has a page of its own once it has a number.
  const linked = (part, at) => {
    const isGroup = part.matches("tbody");
    const place = isGroup ? part.rows[0].cells[0] : part.cells[part.cells.length - 1];
    if (place.querySelector(":scope > a")) return;
    const link = document.createElement("a");
    const [, kind, key] = /^(.+)-(\d+)$/.exec(at);
    link.href = new URL(`../../${kind}/${key}/`, table.root.querySelector("[data-do=add-group]").href);
    link.textContent = "Chi tiết";
    if (isGroup) {
      link.className = "grid__more";
      link.dataset.more = "";
      link.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` nhóm ${table.placeOf(part)[0]}` }));
    } else {
      link.tabIndex = -1;
      link.setAttribute("aria-labelledby", `chi-tiet-${table.root.id.replace("bang-", "")} ${part.querySelector(".grid__number > span").id}`);
    }
    place.append(link);
  };
  const named = (part, at) => {
    part.dataset.at = part.id = at;
    const add = part.querySelector("[data-do=add-row]");
    if (add) add.href = add.href.replace(/nhom=\d*$/, `nhom=${at.slice(at.lastIndexOf("-") + 1)}`);
    linked(part, at);
  };
  table.root.addEventListener("portal:result", (event) => {
    const part = event.target;
    const { temp, at, waits, fields = {} } = event.detail;
    if (!part.matches(".grid__row, .grid__body")) return;
    if (temp && at) named(part, at);
    if (!waits) delete part.dataset.unsaved;
    for (const [field, stored] of Object.entries(fields)) {
      const box = table.box(part, field);
      if (!box || box.value !== baseline(box) || box === document.activeElement) continue;
      box.value = stored;
      setBaseline(box, stored);
    }
  });
  table.root.addEventListener("portal:put", (event) => {
    const { field, value } = event.detail;
    const part = event.target.closest(".grid__row, .grid__body");
    const box = part && table.box(part, field);
    if (!box) return;
    box.value = value;
    setBaseline(box, value); // whoever puts it tells of it
  });
  // A row that was taken out again before its number came.
  document.addEventListener("portal:result", (event) => {
    const part = event.target === document && event.detail.temp && table.detached.get(event.detail.temp);
    if (part) named(part, event.detail.at);
  });
  document.addEventListener("portal:stopped", (event) => {
    if (event.detail.why !== "closed") return;
    for (const box of table.root.querySelectorAll("textarea")) box.readOnly = true;
  });
};

// Rows that nobody has scrolled to are drawn in pauses, a few at a time: until then they are hidden from screen readers.
const idle = window.requestIdleCallback || ((work) => setTimeout(work, 50));
const drawSoon = (table) => {
  if (table.drawing) return;
  table.drawing = true;
  const draw = () => {
    const waiting = [...table.table.querySelectorAll(".grid__row:not(.grid__row--drawn)")].slice(0, AT_ONCE);
    for (const row of waiting) row.classList.add("grid__row--drawn");
    table.drawing = waiting.length > 0;
    if (table.drawing) idle(draw);
  };
  idle(draw);
};

const start = (root) => {
  const table = new Table(root);
  const journal = new Journal(table);
  const chosen = new Chosen(table);
  const dialogs = startDialogs(table, journal, chosen);
  const button = (name) => root.querySelector(`[data-do="${name}"]`);

  journal.changed = () => {
    button("undo").disabled = !journal.done.length;
    button("redo").disabled = !journal.undone.length;
    chosen.show();
    drawSoon(table);
  };
  const verbs = {
    undo: () => journal.undo(),
    redo: () => journal.redo(),
    widen() {
      widen(!isWide());
      root.scrollIntoView({ block: "nearest" });
    },
    "add-row": (pressed) => focus(table.boxes(addRow(table, journal, table.groupOf(pressed)))[0]),
    "add-group": () => focus(table.boxes(addGroup(table, journal))[0]),
    "edit-many": () => dialogs.edit(),
    "move-many": () => dialogs.move(),
    "remove-many": () => remove(table, journal, chosen.rows),
    copy: () => document.execCommand("copy"),
    unselect: () => chosen.clear(),
  };
  const shown = () => { button("widen").textContent = isWide() ? "Thu hẹp bảng" : "Mở rộng bảng"; };
  document.addEventListener("portal:widened", shown);
  root.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-do]");
    if (!pressed || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    verbs[pressed.dataset.do](pressed);
  });
  root.addEventListener("submit", (event) => { if (!event.target.closest("dialog")) event.preventDefault(); });
  root.addEventListener("paste", (event) => onPaste(table, journal, event));
  root.addEventListener("copy", (event) => onCopy(table, chosen, event));

  const inDialog = root.querySelector("[data-dialog=many] form").elements;
  const fieldOf = (box) => {
    if (box === inDialog.text) return inDialog.field.value;
    return box.matches("tbody textarea") ? box.dataset.field : "";
  };
  startChoices(root, fieldOf);
  startKeys(table, journal, chosen, dialogs.about);
  startDragging(table, journal);
  startTyping(table, journal);
  startResults(table);
  // A table with room enough needs no scrolling of its own, and its heading then stays in sight.
  const frame = root.querySelector(".grid__frame");
  new ResizeObserver(() => {
    const least = parseFloat(getComputedStyle(root.querySelector("table")).minWidth) || 0;
    frame.toggleAttribute("data-fits", least <= frame.clientWidth);
  }).observe(frame);
  shown();
  root.querySelector("[data-grid-tools]").hidden = false;
  drawSoon(table);
  root.dataset.ready = "";
};

// The table over the whole width, without outline and paper: for every table of the page, and the next time, too.
const isWide = () => document.documentElement.classList.contains("wide-grid");
const widen = (wide) => {
  document.documentElement.classList.toggle("wide-grid", wide);
  try { localStorage.setItem(WIDE, wide ? "1" : ""); } catch { /* the choice then lasts for this page */ }
  document.dispatchEvent(new CustomEvent("portal:widened"));
};
try { document.documentElement.classList.toggle("wide-grid", localStorage.getItem(WIDE) === "1"); } catch { /* as it is */ }
document.addEventListener("portal:narrow", () => widen(false));

const startIn = (place) => {
  for (const root of [place, ...place.querySelectorAll("[data-grid]")]) {
    if (root.matches?.("[data-grid]:not([data-ready])")) start(root);
  }
};
document.addEventListener("portal:arrived", (event) => startIn(event.detail.root));
startIn(document);

// Straight from the top of the page into the first row.
document.querySelector("[data-to-table]")?.addEventListener("click", (event) => {
  const box = document.querySelector("[data-grid] tr textarea[data-field=content]") || document.querySelector("[data-grid] tbody textarea");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.scrollIntoView({ block: "center" });
});
