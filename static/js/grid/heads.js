// Which field each pasted column goes to: by the words above it, else by its place. No column is left behind unsaid.

export const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();

const SERIAL = "serial";
const NUMBER = /^\d{1,3}[.)]?$/;
const PLACE = /^\(?\d{1,2}\)?$/;
const ROMAN = /^[IVX]{1,5}[.)]?$/;

// The table's own headings first, then the wording that files are read by.
const reader = (table) => {
  const own = new Map();
  for (const row of table.table.tHead.rows) {
    [...row.cells].slice(1, -1).forEach((cell, place) => own.set(fold(cell.textContent), table.columns[place]));
  }
  const { unit, heads } = JSON.parse(table.root.dataset.heads);
  const known = heads.map(([field, pattern]) => [field, new RegExp(`^(?:${pattern})$`)]);
  return (text) => {
    const folded = fold(text);
    const bare = folded.replace(/[ .:*]+$/, "").replace(new RegExp(unit), "");
    return own.get(folded) || known.find(([, pattern]) => pattern.test(bare))?.[0] || "";
  };
};

// A line that names a group: one cell over all columns; or, where lines are numbered, words alone, or a Roman number and words.
const bandOf = (line, numbered) => {
  const filled = line.filter(Boolean);
  if (line.band) return line[0];
  if (!numbered || NUMBER.test(line[0]) || !line[0]) return "";
  if (filled.length === 1) return line[0];
  return filled.length === 2 && ROMAN.test(line[0]) ? line[1] : "";
};

// Numbers counting up, anew in each group, where there are more columns than fields to take them.
const isSerial = (lines, room) => {
  const numbers = lines.filter((line) => !bandOf(line, true)).map((line) => line[0]).filter(Boolean);
  const follows = (text, before) => NUMBER.test(text) && (before === undefined || [1, parseInt(before, 10) + 1].includes(parseInt(text, 10)));
  return lines[0].length > room && numbers.length > 0 && numbers.every((text, at) => follows(text, numbers[at - 1]));
};

const byPlace = (table, lines, start) => {
  const from = Math.max(0, table.fields.indexOf(start));
  const serial = isSerial(lines, table.fields.length - from);
  const fields = lines[0].map((_, place) => (serial && !place ? SERIAL : table.fields[from + place - serial] || ""));
  return { fields, lines, said: serial ? ["bỏ cột số thứ tự"] : [] };
};

const labelOf = (table, field) => {
  const at = table.columns.indexOf(field);
  return at < 0 ? "" : table.table.tHead.rows[0].cells[at + 1].textContent.trim();
};

// A heading that nobody knows has the field at its own place, where no other heading claims that one.
const byHeads = (table, [head, ...below], kinds, start) => {
  const lines = below.length > 1 && below[0].every((text) => PLACE.test(text)) ? below.slice(1) : below;
  const named = kinds.some((kind) => table.fields.includes(kind));
  const from = named ? 0 : Math.max(0, table.fields.indexOf(start));
  const said = [];
  let serials = 0;
  const fields = kinds.map((kind, place) => {
    if (kind === SERIAL) { serials += 1; return SERIAL; }
    if (kind) return table.fields.includes(kind) && kinds.indexOf(kind) === place ? kind : "";
    const field = table.fields[from + place - serials] || "";
    if (!field || kinds.includes(field)) return "";
    if (head[place]) said.push(`cột “${head[place]}” lấy theo thứ tự${labelOf(table, field) && ` vào cột “${labelOf(table, field)}”`}`);
    return field;
  });
  return { fields, lines, said };
};

// The lines to paste, the field of each of their columns ("" where there is none, nothing is written of a serial), the
// group that a line names, what to say.
export const aim = (table, cells, start) => {
  const kinds = cells[0].map(reader(table));
  const words = new Set(kinds.filter((kind) => kind && kind !== "quarter"));
  const headed = cells.length > 1 && (words.size > 1 || kinds[0] === SERIAL);
  const found = headed ? byHeads(table, cells, kinds, start) : byPlace(table, cells, start);
  const bands = new Map(found.lines.map((line) => [line, bandOf(line, found.fields[0] === SERIAL)]));
  const over = found.fields.flatMap((field, place) => (!field && found.lines.some((line) => !bands.get(line) && line[place]) ? [place] : []));
  const rest = table.fields.includes("note") ? "note" : table.fields.at(-1);
  if (over.length) found.said.push(`${over.length} cột thừa đưa vào ${rest === "note" ? "Ghi chú" : "ô cuối"}`);
  return { ...found, over, rest, bands };
};

// Channels and offices that a sheet keeps in one line, apart by semicolons, have a line each here. A channel is put in
// words that may have semicolons of their own: the next one begins with a capital.
const OFFICES = /\s*;\s*/;
const APART = { channels: /\s*;\s*(?=\p{Lu}|\n|$)/u, lead: OFFICES, support: OFFICES };
const parted = (field, text) => (APART[field] ? text.split(APART[field]).filter(Boolean).join("\n") : text);

// What one line writes: the text of each field; what has no column stands behind the last, apart by a bar.
export const textsOf = ({ fields, over, rest }, line, shown) => {
  const texts = new Map();
  fields.forEach((field, place) => { if (field && field !== SERIAL) texts.set(field, parted(field, line[place])); });
  const more = over.map((place) => line[place]).filter(Boolean);
  if (more.length) texts.set(rest, [texts.get(rest) ?? shown(rest), ...more].filter(Boolean).join(" | "));
  return texts;
};
