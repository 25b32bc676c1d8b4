// Acts on many cells at once: paste, fill down, one value into many rows, copy.

import * as clip from "./paste.js";

export const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();

const NUMBERS = new Set(["stt", "tt", "so tt", "so thu tu"]);

// Which field each pasted column goes to. A first row that names columns of this table says so itself and is no content.
const aim = (table, cells, start) => {
  const names = new Map();
  for (const row of table.table.tHead.rows) {
    [...row.cells].slice(1, -1).forEach((cell, place) => names.set(fold(cell.textContent), table.columns[place]));
  }
  const first = cells[0].map(fold);
  const found = first.map((name) => names.get(name));
  if (cells.length > 1 && found.filter(Boolean).length > 1) return [found, cells.slice(1)];
  const from = Math.max(0, table.fields.indexOf(start));
  const skip = cells.length > 1 && NUMBERS.has(first[0]) ? 1 : 0;
  return [cells[0].map((_, place) => (place < skip ? undefined : table.fields[from + place - skip])), cells.slice(skip)];
};

// Rows from the one that has the cursor down; those beyond the group's last are added.
export const paste = (table, journal, cells, box) => {
  const row = table.rowOf(box);
  const group = table.groupOf(box);
  const [fields, lines] = aim(table, cells, row ? box.dataset.field : table.fields[0]);
  const rows = table.rowsIn(group);
  const from = row ? rows.indexOf(row) : 0;
  const steps = [];
  lines.forEach((line, place) => {
    let target = rows[from + place];
    if (!target) {
      target = table.newRow();
      steps.push(journal.insert(target, group, null));
    }
    const boxes = new Map(table.boxes(target).map((each) => [each.dataset.field, each]));
    fields.forEach((field, at) => {
      const into = boxes.get(field);
      if (into && into.value !== line[at]) steps.push(journal.set(into, line[at]));
    });
  });
  const name = `dán ${lines.length} dòng`;
  journal.act(name, steps);
  table.say(`Đã ${name}.`);
};

// The clipboard's block goes into the grid; what is no block is left to the text box.
export const onPaste = (table, journal, event) => {
  const box = event.target.closest?.("tbody textarea");
  const cells = box && clip.read(event.clipboardData);
  if (!cells) return;
  event.preventDefault();
  if (cells.length === 1 && cells[0].length === 1) document.execCommand("insertText", false, cells[0][0]);
  else paste(table, journal, cells, box);
};

export const onCopy = (table, chosen, event) => {
  const rows = chosen.rows;
  const box = event.target.closest?.("textarea");
  if (!rows.length || (box && box.selectionStart !== box.selectionEnd)) return;
  event.preventDefault();
  clip.write(event.clipboardData, rows.map((row) => table.boxes(row).map((each) => each.value)));
  table.say(`Đã sao chép ${rows.length} dòng.`);
};

export const fillDown = (table, journal, chosen, box) => {
  const row = table.rowOf(box);
  if (!row) return;
  const { field } = box.dataset;
  const all = table.rowsIn(table.groupOf(row));
  const [source, ...targets] = chosen.rows.length > 1 ? chosen.rows : [all[all.indexOf(row) - 1], row];
  if (!source) return;
  const text = table.box(source, field).value;
  const boxes = targets.map((target) => table.box(target, field)).filter((each) => each.value !== text);
  journal.act(`chép xuống ${boxes.length} ô`, boxes.map((each) => journal.set(each, text)));
  table.say(boxes.length ? `Đã chép xuống ${boxes.length} ô.` : "Các ô đã giống nhau.");
};

export const writeMany = (table, journal, rows, field, text, append) => {
  const boxes = rows.map((row) => table.box(row, field));
  const written = (box) => (append && box.value.trim() ? `${box.value.trimEnd()}\n${text}` : text);
  const steps = boxes.filter((box) => box.value !== written(box)).map((box) => journal.set(box, written(box)));
  journal.act(`sửa ${rows.length} dòng`, steps);
  table.say(`Đã sửa ${rows.length} dòng.`);
};
