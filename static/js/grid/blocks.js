// Acts on many cells at once: paste, fill down, one value into many rows, copy.

import { aim, fold, textsOf } from "./heads.js";
import * as clip from "./paste.js";

const isBare = (table, group) => !table.boxes(group)[0].value.trim() && table.rowsIn(group).every((row) => isEmpty(table, row));

const isEmpty = (table, row) => table.boxes(row).every((box) => !box.value.trim());
const titleOf = (text) => fold(text).replace(/^(doi voi|nhom|cho)\s+/, "").replace(/[\s.:;]+$/, "");
const namesake = (table, title) => table.groups.find((group) => titleOf(table.boxes(group)[0].value) === titleOf(title));

// Rows from the one that has the cursor down, those beyond the group's last are added; a line that names a group begins one, or goes
// on with the group of that name.
export const paste = (table, journal, cells, box) => {
  const row = table.rowOf(box);
  let group = table.groupOf(box);
  const aimed = aim(table, cells, row ? box.dataset.field : table.fields[0]);
  const { lines, bands, said } = aimed;
  let behind = group.nextElementSibling;
  const free = table.rowsIn(group).slice(row ? table.rowsIn(group).indexOf(row) : 0);
  const steps = [];
  let named = 0;
  for (const line of lines) {
    if (bands.get(line)) {
      named += 1;
      const known = namesake(table, bands.get(line));
      if (known) {
        group = known;
        behind = group.nextElementSibling;
        free.splice(0, Infinity, ...table.rowsIn(group).filter((each) => isEmpty(table, each)));
        continue;
      }
      if (steps.length || !isBare(table, group)) {
        group = table.newGroup();
        free.length = 0;
        steps.push(journal.insert(group, table.table, behind));
      }
      steps.push(journal.set(table.boxes(group)[0], bands.get(line)));
      continue;
    }
    let target = free.shift();
    if (!target) {
      target = table.newRow();
      steps.push(journal.insert(target, group, null));
    }
    const boxes = new Map(table.boxes(target).map((each) => [each.dataset.field, each]));
    for (const [field, text] of textsOf(aimed, line, (name) => boxes.get(name).value)) {
      if (boxes.get(field).value !== text) steps.push(journal.set(boxes.get(field), text));
    }
  }
  const name = `dán ${lines.length - named} dòng${named ? ` vào ${named} nhóm` : ""}`;
  journal.act(name, steps);
  if (cells.noted) said.push("chú thích cuối trang không đưa vào bảng được");
  const words = `${[`Đã ${name}`, ...said].join("; ")}.`;
  table.say(words);
  if (!steps.length) return;
  journal.offer(words);
  (steps.find((step) => step.part.matches(".grid__row")) || steps[0]).part.scrollIntoView({ block: "nearest" });
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
