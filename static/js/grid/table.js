// The table as it stands in the page: groups, rows, boxes; what the server is known to hold of each; what is told on.

export const composing = (event) => event.isComposing || event.keyCode === 229;

let number = 0;
const own = Math.random().toString(36).slice(2, 10); // no two tabs name a new row alike
const nextTemp = () => `t${own}-${(number += 1)}`;

const UNCOUNTED = "mới";

const known = new WeakMap();
export const baseline = (box) => known.get(box) ?? box.defaultValue;
export const setBaseline = (box, text) => known.set(box, text);
export const anchorOf = (part) => part?.dataset.at || part?.dataset.temp || "";

const tell = (part, change) => part.dispatchEvent(new CustomEvent("portal:change", { bubbles: true, detail: change }));

export class Table {
  constructor(root) {
    this.root = root;
    this.table = root.querySelector("table");
    this.told = root.querySelector("[data-grid-told]");
    this.rowTemplate = root.querySelector("template[data-grid-row]").content.firstElementChild;
    this.groupTemplate = root.querySelector("template[data-grid-group]").content.firstElementChild;
    this.fields = this.boxes(this.rowTemplate).map((box) => box.dataset.field);
    // The first field of each printed column, and rows taken out before the server had named them.
    this.columns = [...this.rowTemplate.cells].slice(1, -1).map((cell) => cell.firstElementChild.dataset.field);
    this.detached = new Map();
    for (const part of [...this.groups, ...this.rows]) this.furnish(part);
    this.renumber();
  }

  get groups() { return [...this.table.tBodies]; }
  get rows() { return this.groups.flatMap((group) => this.rowsIn(group)); }
  rowsIn(group) { return [...group.rows].filter((row) => row.matches(".grid__row")); }
  rowOf(part) { return part.closest?.(".grid__row"); }
  groupOf(part) { return part.closest?.("tbody"); }
  partOf(box) { return this.rowOf(box) || this.groupOf(box); }

  boxes(part) {
    return [...(part.matches("tbody") ? part.rows[0] : part).querySelectorAll("textarea")];
  }

  box(part, field) { return this.boxes(part).find((box) => box.dataset.field === field); }

  // What a row needs once scripts run: a tick to choose it, its number as a button.
  furnish(part) {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.dataset.handle = "";
    handle.setAttribute("aria-haspopup", "dialog");
    if (part.matches("tbody")) {
      handle.className = "btn btn-secondary btn-sm";
      handle.textContent = "Nhóm…";
      part.querySelector(".grid__title").append(handle);
      return;
    }
    const head = part.cells[0];
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.className = "form-check-input";
    handle.className = "grid__number";
    handle.append(document.createElement("span"));
    handle.tabIndex = tick.tabIndex = -1;
    head.replaceChildren(tick, handle);
    head.draggable = true;
    const more = part.cells[part.cells.length - 1].firstElementChild;
    if (more) more.tabIndex = -1;
    this.name(part);
  }

  // Each box is called by its column and the row's number: "Hình thức, dòng 3".
  name(row) {
    const place = row.cells[0];
    const [tick, handle] = place.children;
    const key = place.id || `n${anchorOf(row)}`;
    const block = this.root.id.replace("bang-", "");
    place.removeAttribute("id");
    handle.firstElementChild.id = key;
    tick.setAttribute("aria-labelledby", `chon-dong-${block} ${key}`);
    handle.setAttribute("aria-labelledby", `thao-tac-${block} ${key}`);
    for (const box of this.boxes(row)) {
      box.setAttribute("aria-labelledby", `${box.getAttribute("aria-labelledby").split(" ")[0]} ${key}`);
    }
  }

  newRow() {
    const row = this.rowTemplate.cloneNode(true);
    row.dataset.temp = nextTemp();
    row.cells[0].id = `n${row.dataset.temp}`;
    this.furnish(row);
    return row;
  }

  newGroup() {
    const group = this.groupTemplate.cloneNode(true);
    group.dataset.temp = nextTemp();
    this.furnish(group);
    return group;
  }

  // An empty row that nobody has typed into is not kept: above rows that are, it does not count, as on paper.
  renumber() {
    for (const group of this.groups) {
      const rows = this.rowsIn(group);
      const last = rows.findLastIndex((row) => !this.isFresh(row));
      let number = 0;
      rows.forEach((row, place) => {
        const name = place < last && this.isFresh(row) ? UNCOUNTED : String((number += 1));
        const shown = this.shownNumber(row);
        if (shown.textContent !== name) shown.textContent = name;
      });
    }
  }

  shownNumber(row) { return row.querySelector(".grid__number > span"); }

  placeOf(part) {
    const all = part.matches("tbody") ? this.groups : this.rowsIn(this.groupOf(part));
    return [all.indexOf(part) + 1, all.length];
  }

  say(text) { this.told.textContent = text; }

  // --- what is told on

  // A row that nobody has typed into yet is not worth saving; nothing is told of it.
  isFresh(part) { return !part.dataset.at && !part.dataset.sent; }

  follower(part) {
    let next = part.nextElementSibling;
    while (next && (!anchorOf(next) || this.isFresh(next))) next = next.nextElementSibling;
    return next ? anchorOf(next) : null;
  }

  holder(part) { return part.matches("tbody") ? this.root.dataset.grid : anchorOf(this.groupOf(part)); }

  // Tell of everything in this row or group that differs from what was last told.
  commit(part) {
    const changed = this.boxes(part).filter((box) => box.value !== baseline(box));
    if (!part.isConnected || !changed.length) return;
    if (this.isFresh(part)) {
      this.send(part);
      return;
    }
    const fields = {};
    for (const box of changed) {
      fields[box.dataset.field] = { was: baseline(box), now: box.value };
      setBaseline(box, box.value);
    }
    part.dataset.unsaved = "";
    tell(part, { op: "set", at: anchorOf(part), fields });
  }

  // The same for the copy on this machine alone: nothing is told yet.
  untold(part) {
    const boxes = this.boxes(part).filter((box) => box.value !== baseline(box));
    if (!part.isConnected || !boxes.length || this.isFresh(part)) return null;
    return { op: "set", at: anchorOf(part), fields: Object.fromEntries(boxes.map((box) => [box.dataset.field, { was: baseline(box), now: box.value }])) };
  }

  // A new row or group as a whole; what it stands in goes before it.
  send(part) {
    if (!this.isFresh(part)) return;
    const group = part.matches("tbody") ? null : this.groupOf(part);
    if (group) this.send(group);
    const fields = {};
    for (const box of this.boxes(part)) {
      if (box.value) fields[box.dataset.field] = box.value;
      setBaseline(box, box.value);
    }
    part.dataset.sent = "1";
    if (group && this.shownNumber(part).textContent === UNCOUNTED) this.renumber();
    part.dataset.unsaved = "";
    const kind = group ? "noi-dung" : "nhom";
    tell(part, { op: "add", kind, in: this.holder(part), before: this.follower(part), temp: part.dataset.temp, fields });
  }

  toldMoved(part) {
    if (this.isFresh(part)) return;
    if (!part.matches("tbody")) this.send(this.groupOf(part));
    part.dataset.unsaved = "";
    tell(part, { op: "move", at: anchorOf(part), in: this.holder(part), before: this.follower(part) });
  }

  toldRemoved(part) {
    if (!this.isFresh(part)) tell(part, { op: "remove", at: anchorOf(part) });
  }

  toldBack(part) {
    if (this.isFresh(part)) return;
    const kind = part.matches("tbody") ? "nhom" : "noi-dung";
    tell(part, { op: "add", kind, in: this.holder(part), before: this.follower(part), at: anchorOf(part), fields: {} });
  }
}
