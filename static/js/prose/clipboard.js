// Clipboard HTML as lines of styled text: the browser's half of plans/prose/clipboard.py and marks.py, step by step the same.

const SYMBOL_FONTS = "\uf0b7\uf02d\uf0a7\uf0d8\uf0fc\uf076\uf0e8\uf06f\uf0fe";
const TYPED = `-–—•·●○■□▪▫◦‣∙➢➤❖✓✔→⁃${SYMBOL_FONTS}`;
const MARK = new RegExp(
  `^[\\s\u00a0]*(?:(?<dash>[\\-${TYPED.slice(1)}*§ØüvqàðÞo])|(?<plus>\\+)|(?<roman>[IVXL]{1,6})[.)]` +
    `|(?<digits>\\d{1,3}(?:\\.\\d{1,3})*)[.)]?|(?<letter>[a-zđ]{1,2})[.)])[\\s\u00a0]+`,
  "u",
);
export const NEVER = { sign: "", rank: 9 };
const DASH = { sign: "-", rank: 3 };
const NUMBER = { sign: "1", rank: 1 };

export const wordMark = (text) => {
  const found = MARK.exec(`${text} `);
  if (!found) return [null, 0];
  const { dash, plus, roman, digits } = found.groups;
  const mark = dash ? DASH : plus ? { sign: "+", rank: 4 } : roman ? { sign: "1", rank: 0 } : digits ? NUMBER : { sign: "1", rank: 2 };
  return [mark, Math.min(found[0].length, text.length)];
};

export const typedMark = (text) => {
  const [mark, length] = wordMark(text);
  const sign = text.slice(0, length).trim();
  return sign && (sign === "+" || TYPED.includes(sign)) && length < text.length ? [mark, length] : [null, 0];
};

const NOTHING = /^(?:style|script|head|title|meta|link|xml|template|del|svg|object|iframe|noscript|select|textarea|button|input|img|colgroup|hr)$/;
const BLOCK = /^(?:p|div|h[1-6]|t[rdh]|blockquote|pre|section|article|header|footer|main|center|address|form|fieldset|d[ltd]|table|tbody|thead|tfoot|caption|figure|figcaption)$/;
const BOLD = /^(?:b|strong|th|h[1-6])$/;
const ITALIC = /^(?:i|em)$/;
const OF_REVIEW = /\b(msocom(anchor|txt|off)|MsoCommentReference|msoDel|TrackChangeTextDeletion)\b/;
const HIDDEN = /display:none|mso-hide:all|mso-element:comment/;
const MSO_LEVEL = /\b(l\d+)\s+level(\d+)/;

// Style attributes and event handlers are renamed before anything is parsed: the content policy would report every one of them.
const parsed = (html) => {
  const quiet = html
    .replace(/\0/g, "")
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])style(\s*=)/gi, "$1data-said$2").replace(/([\s"'/])on([a-z]+\s*=)/gi, "$1data-on$2"));
  return new DOMParser().parseFromString(quiet, "text/html").documentElement;
};

const declared = (element) => {
  const said = {};
  for (const part of (element.getAttribute("data-said") || "").split(";")) {
    const at = part.indexOf(":");
    if (at > 0) said[part.slice(0, at).trim().toLowerCase()] = part.slice(at + 1).trim();
  }
  return said;
};

const isHidden = (element) =>
  OF_REVIEW.test(element.getAttribute("class") || "") ||
  HIDDEN.test((element.getAttribute("data-said") || "").replaceAll(" ", "").toLowerCase()) ||
  (element.getAttribute("href") || "").startsWith("#cmnt");

const encodingOf = (family, style) => {
  const name = (family || "").split(",")[0].replace(/^["' ]+|["' ]+$/g, "").toLowerCase();
  if (!name) return [style.encoding, style.capitals];
  if (name.startsWith(".vn")) return ["tcvn3", name.endsWith("h")];
  return [name.startsWith("vni") ? "vni" : "", false];
};

const PLAIN = { bold: false, italic: false, keepsLines: false, encoding: "", capitals: false };
const styleOf = (element, tag, style) => {
  const said = declared(element);
  const weight = (said["font-weight"] || "").toLowerCase();
  const slant = (said["font-style"] || "").toLowerCase();
  const space = (said["white-space"] || "").toLowerCase();
  const [encoding, capitals] = encodingOf(said["font-family"] || element.getAttribute("face"), style);
  return {
    bold: weight ? weight === "bold" || weight === "bolder" || (/^\d+$/.test(weight) && Number(weight) >= 600) : style.bold || BOLD.test(tag),
    italic: slant ? /^(italic|oblique)/.test(slant) : style.italic || ITALIC.test(tag),
    keepsLines: space ? space.startsWith("pre") : style.keepsLines || tag === "pre",
    encoding, capitals,
  };
};

const cellsOf = (row) => [...row.children].filter((cell) => /^t[dh]$/i.test(cell.tagName));
const isFrame = (table) => [...table.querySelectorAll("tr")].every((row) => cellsOf(row).length <= 1);
const toldLevel = (member) => {
  const told = member.getAttribute("data-aria-level") || member.getAttribute("aria-level") || "";
  return /^\d{1,2}$/.test(told) ? Number(told) : 0;
};
const without = (stretches, length) => {
  const kept = [];
  for (const [text, style] of stretches) {
    const cut = Math.min(length, text.length);
    length -= cut;
    if (text.length > cut) kept.push([text.slice(cut), style]);
  }
  return kept;
};

export class Line {
  constructor(stretches = [], mark = null) { this.stretches = stretches; this.mark = mark; this.level = 1; this.listId = ""; }

  get text() { return this.stretches.map(([text]) => text).join(""); }

  takeMark() {
    if (this.mark) return;
    const [mark, length] = (this.listId ? wordMark : typedMark)(this.text);
    this.mark = mark;
    this.stretches = without(this.stretches, length);
  }

  parts() {
    const further = this.text.split("\n").slice(1);
    if (this.mark || this.listId || !further.some((line) => typedMark(line)[0])) return [this];
    const lines = [new Line()];
    for (const [text, style] of this.stretches) {
      const [first, ...others] = text.split("\n");
      lines.at(-1).stretches.push([first, style]);
      for (const other of others) lines.push(new Line([[other, style]]));
    }
    return lines.filter((line) => line.text.trim());
  }

  trim() {
    const { text } = this;
    this.stretches = without(this.stretches, text.length - text.trimStart().length);
    const reversed = (stretches) => stretches.map(([part, style]) => [[...part].reverse().join(""), style]).reverse();
    this.stretches = reversed(without(reversed(this.stretches), text.length - text.trimEnd().length));
  }
}

class Reader {
  constructor() { this.lines = []; this.line = new Line(); this.lists = []; this.member = null; }

  endLine() {
    if (this.line.text.trim()) this.lines.push(this.line);
    this.line = new Line();
  }

  walk(element, outer) {
    const tag = element.tagName.toLowerCase();
    if (NOTHING.test(tag) || isHidden(element)) return;
    const style = styleOf(element, tag, outer);
    if (tag === "br") this.line.stretches.push(["\n", style]);
    else if (tag === "table" && !isFrame(element)) this.table(element, style);
    else if (tag === "ul" || tag === "ol") this.list(element, tag, style);
    else if (tag === "li") this.listMember(element, style);
    else if (BLOCK.test(tag)) this.block(element, style);
    else this.inside(element, style);
  }

  inside(element, style) {
    if ((declared(element)["mso-list"] || "").toLowerCase() === "ignore") {
      this.line.mark = wordMark(element.textContent)[0] || DASH;
      return;
    }
    for (const child of element.childNodes) {
      if (child.nodeType === 3) this.say(child.data, style);
      else if (child.nodeType === 1) this.walk(child, style);
    }
  }

  say(text, style) {
    if (text) this.line.stretches.push([style.keepsLines ? text.replaceAll("\r\n", "\n") : text.replace(/[ \t\r\n\f]+/g, " "), style]);
  }

  block(element, style) {
    const within = this.member !== null && this.line === this.member;
    this.endParagraph(within, style);
    const found = MSO_LEVEL.exec(declared(element)["mso-list"] || "");
    if (found) { this.line.listId = found[1]; this.line.level = Number(found[2]); }
    else if ((element.getAttribute("class") || "").startsWith("MsoListParagraph")) this.line.listId = "word";
    this.inside(element, style);
    this.endParagraph(within && this.line === this.member, style);
  }

  endParagraph(within, style) {
    if (!within) this.endLine();
    else if (this.line.text.trim() && !this.line.text.endsWith("\n")) this.line.stretches.push(["\n", style]);
  }

  list(element, tag, style) {
    const outer = this.member;
    this.member = null;
    this.endLine();
    this.lists.push(tag);
    this.inside(element, style);
    this.lists.pop();
    this.endLine();
    this.member = outer;
  }

  listMember(element, style) {
    this.endLine();
    this.line.listId = "html";
    this.line.level = Math.max(this.lists.length, 1, toldLevel(element));
    this.line.mark = this.lists.at(-1) === "ol" ? NUMBER : DASH;
    this.member = this.line;
    this.inside(element, style);
    this.endLine();
    this.member = null;
  }

  table(table, style) {
    this.endLine();
    for (const row of table.querySelectorAll("tr")) {
      const line = new Line([], NEVER);
      cellsOf(row).filter((cell) => !isHidden(cell)).forEach((cell, at) => {
        if (at) line.stretches.push([" | ", PLAIN]);
        line.stretches.push(...oneLine(cell, styleOf(cell, cell.tagName.toLowerCase(), style)));
      });
      while (line.stretches.length && !line.stretches.at(-1)[0].replace(/[ |\n\u00a0]/g, "")) line.stretches.pop();
      if (line.stretches.length) this.lines.push(line);
    }
  }
}

const oneLine = (cell, style) => {
  const reader = new Reader();
  reader.inside(cell, style);
  reader.endLine();
  return reader.lines.flatMap((line, at) => {
    line.trim();
    return [
      ...(at ? [[" ", style]] : []),
      ...(line.mark && "-+".includes(line.mark.sign) && line.mark.sign ? [[`${line.mark.sign} `, style]] : []),
      ...line.stretches.map(([text, each]) => [text.replaceAll("\n", " "), each]),
    ];
  });
};

export const linesOf = (html) => {
  const reader = new Reader();
  reader.walk(parsed(html), PLAIN);
  reader.endLine();
  return reader.lines;
};

export const plainLine = (text) => new Line([[text, PLAIN]]);
