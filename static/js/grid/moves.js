// Rows and groups in another order: step by step, to a named place, into another group; groups merged and split.

const FRESH = "Nhóm mới";

export const titleOf = (table, group) => table.boxes(group)[0].value.trim() || `Nhóm ${table.placeOf(group)[0]}`;

const told = (table, part) => {
  const [place, count] = table.placeOf(part);
  table.say(`Đã chuyển đến vị trí ${place} trên ${count}.`);
};

// Put a row or a group at a place counted from 1; a row also into another group.
// The rows of another group among which these come to stand: none, where nobody has typed into any of them yet.
export const standing = (table, group) => {
  const rows = table.rowsIn(group);
  return rows.some((row) => !table.isFresh(row) || table.boxes(row).some((box) => box.value)) ? rows : [];
};

const comeIn = (table, journal, rows, group, place) => {
  const others = standing(table, group);
  const before = others[Math.max(0, Math.min(place - 1, others.length))] || null;
  const empty = table.rowsIn(group).filter((row) => !others.includes(row));
  return [...rows.map((row) => journal.move(row, group, before)), ...empty.map((row) => journal.remove(row))];
};

export const moveTo = (table, journal, part, place, group = null) => {
  const isGroup = part.matches("tbody");
  const into = isGroup ? table.table : group || table.groupOf(part);
  if (part.parentElement !== into) journal.act("chuyển dòng", comeIn(table, journal, [part], into, place));
  else {
    const others = (isGroup ? table.groups : table.rowsIn(into)).filter((other) => other !== part);
    const before = others[Math.max(0, Math.min(place - 1, others.length))] || null;
    const stays = table.placeOf(part)[0] === Math.min(place, others.length + 1);
    if (!stays) journal.act(isGroup ? "chuyển nhóm" : "chuyển dòng", [journal.move(part, into, before)]);
  }
  told(table, part);
};

export const step = (table, journal, part, by) => moveTo(table, journal, part, Math.max(1, table.placeOf(part)[0] + by));

export const moveMany = (table, journal, rows, group, place) => {
  const others = table.rowsIn(group).filter((row) => !rows.includes(row));
  const before = others[Math.max(0, Math.min(place - 1, others.length))] || null;
  const inside = rows.some((row) => table.groupOf(row) === group);
  const steps = inside ? rows.map((row) => journal.move(row, group, before)) : comeIn(table, journal, rows, group, place);
  journal.act(`chuyển ${rows.length} dòng`, steps);
  table.say(`Đã chuyển ${rows.length} dòng.`);
};

export const remove = (table, journal, rows) => {
  const name = rows.length > 1 ? `xóa ${rows.length} dòng` : "xóa dòng";
  // In the order of the page: taken back from the last one up, each finds the row below it in its place again.
  journal.act(name, rows.map((row) => journal.remove(row)));
  table.say(`Đã ${name}. Bấm “Hoàn tác trong bảng” để lấy lại.`);
  journal.offer(`Đã ${name}.`);
};

export const removeGroup = (table, journal, group) => {
  journal.act("xóa nhóm", [journal.remove(group)]);
  table.say("Đã xóa nhóm. Bấm “Hoàn tác trong bảng” để lấy lại.");
  journal.offer("Đã xóa nhóm.");
};

export const addRow = (table, journal, group, before = null) => {
  const row = table.newRow();
  journal.act("thêm dòng", [journal.insert(row, group, before)]);
  return row;
};

export const addGroup = (table, journal) => {
  const group = table.newGroup();
  journal.act("thêm nhóm", [journal.insert(group, table.table, null)]);
  addRow(table, journal, group);
  return group;
};

// From this row on the rows stand in a group of their own, behind the one that they stood in.
export const split = (table, journal, row) => {
  const group = table.groupOf(row);
  const rows = table.rowsIn(group);
  const behind = table.newGroup();
  const [title] = table.boxes(behind);
  const steps = [journal.insert(behind, table.table, group.nextElementSibling), journal.set(title, FRESH)];
  for (const each of rows.slice(rows.indexOf(row))) steps.push(journal.move(each, behind, null));
  journal.act("tách nhóm", steps);
  table.say(`Đã tách ${table.rowsIn(behind).length} dòng thành nhóm mới.`);
  return title;
};

// The rows go to the end of the group above, and the forms of telling that it does not name yet.
export const merge = (table, journal, group) => {
  const above = group.previousElementSibling;
  if (!above?.matches("tbody")) return;
  const [title, channels] = table.boxes(above);
  const [otherTitle, otherChannels] = table.boxes(group);
  const lines = (box) => box.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const steps = table.rowsIn(group).map((row) => journal.move(row, above, null));
  const all = [...new Set([...lines(channels), ...lines(otherChannels)])].join("\n");
  if (!title.value.trim() && otherTitle.value.trim()) steps.push(journal.set(title, otherTitle.value));
  if (all !== channels.value) steps.push(journal.set(channels, all));
  steps.push(journal.remove(group));
  journal.act("gộp nhóm", steps);
  table.say("Đã gộp vào nhóm trên.");
};
