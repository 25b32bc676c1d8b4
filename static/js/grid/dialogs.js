// What may be done with a row, a group or many rows, asked in one small window each.

import * as moves from "./moves.js";
import { writeMany } from "./blocks.js";
import { focus } from "./keys.js";

export const startDialogs = (table, journal, chosen) => {
  const dialogs = Object.fromEntries([...table.root.querySelectorAll("dialog")].map((each) => [each.dataset.dialog, each]));
  const number = (form) => parseInt(form.elements.place.value, 10);
  let about = [];

  const open = (name, title, parts) => {
    const dialog = dialogs[name];
    about = parts;
    dialog.querySelector("[data-title]").textContent = title;
    dialog.returnValue = "";
    dialog.showModal();
    return dialog;
  };
  const place = (dialog, now, count) => {
    const { place: input } = dialog.querySelector("form").elements;
    input.value = now;
    dialog.querySelector("[data-of]").textContent = `(1 đến ${count})`;
    input.focus();
    input.select();
  };

  const rowDialog = (rows) => {
    const many = rows.length > 1;
    const [now, count] = table.placeOf(rows[0]);
    const dialog = open("row", many ? `${rows.length} dòng đã chọn` : `Dòng ${now}`, rows);
    const { group } = dialog.querySelector("form").elements;
    group.replaceChildren(...table.groups.map((each, at) => new Option(moves.titleOf(table, each), at)));
    group.selectedIndex = table.groups.indexOf(table.groupOf(rows[0]));
    dialog.querySelector("[data-groups]").hidden = table.groups.length < 2;
    dialog.querySelector("[data-actions]").hidden = many;
    place(dialog, now, count);
  };
  dialogs.row.querySelector("select").addEventListener("change", (event) => {
    const group = table.groups[event.target.selectedIndex];
    const inside = about.filter((row) => table.groupOf(row) !== group).length;
    const count = moves.standing(table, group).length + inside;
    place(dialogs.row, count, count);
  });
  const groupDialog = (group) => {
    const [now, count] = table.placeOf(group);
    const dialog = open("group", moves.titleOf(table, group), [group]);
    dialog.querySelector("[value=merge]").disabled = now === 1;
    place(dialog, now, count);
  };

  const handleOf = (part) => part?.isConnected && part.querySelector("[data-handle]");
  const onRows = {
    move(rows, form) {
      const group = table.groups[form.elements.group.selectedIndex];
      if (rows.length > 1) moves.moveMany(table, journal, rows, group, number(form) || 1);
      else moves.moveTo(table, journal, rows[0], number(form) || 1, group);
      handleOf(rows[0])?.focus();
      rows[0].scrollIntoView({ block: "nearest" });
    },
    above: ([row]) => focus(table.boxes(moves.addRow(table, journal, table.groupOf(row), row))[0]),
    below: ([row]) => focus(table.boxes(moves.addRow(table, journal, table.groupOf(row), row.nextElementSibling))[0]),
    split: ([row]) => moves.split(table, journal, row).select(),
    remove(rows) {
      const near = rows.at(-1).nextElementSibling;
      moves.remove(table, journal, rows);
      near.querySelector("[data-handle], [data-do]")?.focus();
    },
  };
  const onGroup = {
    move: ([group], form) => { moves.moveTo(table, journal, group, number(form) || 1); handleOf(group).focus(); },
    merge([group]) {
      const above = group.previousElementSibling;
      moves.merge(table, journal, group);
      handleOf(above)?.focus();
    },
    remove: ([group]) => moves.removeGroup(table, journal, group),
  };
  const onMany = {
    apply(rows, form) {
      const { field, text, how } = form.elements;
      writeMany(table, journal, rows, field.value, text.value.trim(), how.value === "append");
    },
  };
  for (const [name, verbs] of Object.entries({ row: onRows, group: onGroup, many: onMany })) {
    const dialog = dialogs[name];
    // Enter in the box of places moves; which button was pressed is known only here.
    dialog.addEventListener("close", () => {
      const rows = about.filter((part) => part.isConnected);
      if (rows.length) verbs[dialog.returnValue]?.(rows, dialog.querySelector("form"));
      chosen.show();
    });
  }

  return {
    about: (part) => (part.matches("tbody") ? groupDialog(part) : rowDialog([part])),
    move: () => rowDialog(chosen.rows),
    edit() {
      const dialog = open("many", `Sửa ${chosen.rows.length} dòng`, chosen.rows);
      const { field, text } = dialog.querySelector("form").elements;
      const boxes = chosen.rows.flatMap((row) => table.boxes(row));
      // What many rows lack is what is most often written into all of them.
      const lacking = [...field.options].findIndex(({ value }) => boxes.some((box) => box.dataset.field === value && !box.value));
      field.selectedIndex = Math.max(0, lacking);
      text.value = "";
    },
  };
};
