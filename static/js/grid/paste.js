// Blocks of cells from and to spreadsheets and word processors: HTML tables first, tab-separated text else.

const BLOCKS = "P,DIV,LI,H1,H2,H3,H4,H5,H6,TR";
const NOTES = 'a[href*="#_ftn"], a[href*="#_edn"], .MsoFootnoteReference, .MsoEndnoteReference, .sdfootnoteanc, .sdendnoteanc';
const plainSpaces = (text) => text.replace(/[\s\u00a0]+/g, " ");

// The text of a cell as it is read: line breaks and paragraphs are lines, everything else is a space; the number of a
// footnote is no part of it.
const textOf = (cell) => {
  let text = "";
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text += plainSpaces(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(`style, script, del, template, ${NOTES}`)) return;
    if (node.tagName === "BR") text += "\n";
    const apart = node !== cell && node.matches(BLOCKS);
    if (apart && text && !text.endsWith("\n")) text += "\n";
    node.childNodes.forEach(walk);
    if (apart && !text.endsWith("\n")) text += "\n";
  };
  walk(cell);
  return text.split("\n").map((line) => line.trim()).join("\n").trim();
};

// Styles are dropped before the browser reads them; a hidden row stays known as one.
const withoutStyles = (html) => html
  .replace(/<style[\s\S]*?<\/style>/gi, "")
  .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, (style) => (/display:\s*none/i.test(style) ? " hidden" : ""));

// Rows of cells; a merged cell says the same in each of its rows, and is empty in the further columns. One cell over
// the whole width is the name of a group: such a row carries `band`.
export const fromHtml = (html) => {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const table = page.querySelector("table");
  if (!table) return null;
  const grid = [];
  [...table.rows].filter((row) => !row.hidden).forEach((row, y) => {
    grid[y] ||= [];
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x] !== undefined) x += 1;
      const text = textOf(cell);
      const down = Math.min(cell.rowSpan || 1, table.rows.length - y);
      for (let dy = 0; dy < down; dy += 1) {
        for (let dx = 0; dx < cell.colSpan; dx += 1) (grid[y + dy] ||= [])[x + dx] = dx ? "" : text;
      }
      x += cell.colSpan;
    }
    grid[y].over = row.cells.length === 1 ? row.cells[0].colSpan : 0;
  });
  const cells = square(grid);
  cells.noted = table.querySelector(NOTES) !== null;
  return cells;
};

const square = (grid) => {
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => {
    const cells = Array.from({ length: width }, (_, x) => row[x] ?? "");
    cells.band = row.over === width && width > 1 && cells[0] !== "";
    return cells;
  });
};

// Tab between cells, quotes around cells with line ends or quotes in them.
export const fromText = (text) => {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (quoted) {
      if (letter === '"' && source[at + 1] === '"') { cell += '"'; at += 1; }
      else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t" || letter === "\n") {
      rows.at(-1).push(cell.trim());
      cell = "";
      if (letter === "\n") rows.push([]);
    } else cell += letter;
  }
  rows.at(-1).push(cell.trim());
  return square(rows);
};

export const read = (clipboard) => {
  const html = clipboard.getData("text/html");
  const fromTable = html && /<table[\s>]/i.test(html) ? fromHtml(html) : null;
  if (fromTable?.length) return fromTable;
  const text = clipboard.getData("text/plain");
  return text.includes("\t") ? fromText(text) : null;
};

// --- what is copied out

const quote = (text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");

export const write = (clipboard, cells) => {
  clipboard.setData("text/plain", cells.map((row) => row.map(quote).join("\t")).join("\n"));
  const rows = cells.map((row) => `<tr>${row.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`);
  clipboard.setData("text/html", `<table>${rows.join("")}</table>`);
};
