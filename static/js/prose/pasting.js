// What is pasted from Word, WPS, LibreOffice, Google Docs, Excel, Zalo and PDF, as paragraphs and real lists, before it is inserted.
// The browser's half of plans/prose/pasting.py, which has the last word; both are tested with the same clipboards.
import { linesOf, plainLine, typedMark } from "./clipboard.js";
import { guess, toUnicode } from "./encodings.js";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}]/gu;

const inline = (line) => {
  const groups = [];
  for (const [text, { bold, italic }] of line.stretches) {
    const last = groups.at(-1);
    if (last && last.bold === bold && last.italic === italic) last.text += text;
    else groups.push({ text, bold, italic });
  }
  return groups.map(({ text, bold, italic }) => {
    const words = text.replaceAll("\u00a0", " ").replaceAll("\t", " ").replace(INVISIBLE, "").replace(/ {2,}/g, " ").normalize("NFC");
    let html = escaped(words).replaceAll("\n", "<br>");
    if (italic && text.trim()) html = `<em>${html}</em>`;
    return bold && text.trim() ? `<strong>${html}</strong>` : html;
  }).join("");
};

// The lists that are open: a member goes under the one before it when its list says so, or else its mark.
class Lists {
  constructor() { this.path = []; this.tags = []; }

  member({ mark, level, listId }) {
    let html = "";
    while (this.path.length && !this.isDeeper(mark, level, listId)) {
      html += this.path.length === this.tags.length ? "</li>" : `</${this.tags.pop()}></li>`;
      this.path.pop();
    }
    const tag = mark.sign === "1" && !this.path.length ? "ol" : "ul";
    const isOpen = this.tags.length > this.path.length;
    if (isOpen && !this.path.length && this.tags[0] !== tag) {
      html += `</${this.tags.pop()}><${tag}>`;
      this.tags.push(tag);
    } else if (!isOpen) {
      html += `<${tag}>`;
      this.tags.push(tag);
    }
    this.path.push({ listId, level, rank: mark.rank });
    return `${html}<li>`;
  }

  isDeeper(mark, level, listId) {
    const last = this.path.at(-1);
    if (listId === last.listId && listId !== "" && listId !== "word") return level > last.level;
    return mark.rank > last.rank || (mark.rank === last.rank && level > last.level);
  }

  closed() {
    let html = "";
    while (this.tags.length) {
      if (this.path.length === this.tags.length) html += "</li>";
      html += `</${this.tags.pop()}>`;
      this.path.length = Math.min(this.path.length, this.tags.length);
    }
    return html;
  }
}

const convert = (lines) => {
  const told = lines.some((line) => line.stretches.some(([, style]) => style.encoding));
  const guessed = guess(lines.map((line) => line.text).join("\n"));
  for (const line of lines) {
    line.stretches = line.stretches.map(([text, style]) => {
      const encoding = told ? style.encoding : guessed;
      return [encoding ? toUnicode(text, encoding, style.capitals) : text, style];
    });
  }
};

const written = (lines, unicode) => {
  if (unicode) convert(lines);
  const lists = new Lists();
  let html = "";
  for (const line of lines.flatMap((each) => each.parts())) {
    line.trim();
    line.takeMark();
    line.trim();
    html += line.mark?.sign ? lists.member(line) : lists.closed();
    html += `<p>${inline(line)}</p>`;
  }
  return html + lists.closed();
};

export const tidy = (html, unicode = false) => written(linesOf(html), unicode);
export const fromPlain = (text, unicode = false) => written(joined(text).map(plainLine), unicode);

export const encodingOf = (html) => {
  const lines = linesOf(html);
  const named = lines.flatMap((line) => line.stretches).find(([, style]) => style.encoding);
  return named ? named[1].encoding : guess(lines.map((line) => line.text).join("\n"));
};
export const encodingOfPlain = guess;

// --- plain text: lines that a page's edge has broken are joined again

const FULL_LINE = 60;
const goesOn = (last, line) => {
  if (/^(?:\d{1,2}[.)]|[IVX]{1,5}\.|[a-zđ]\))\s/.test(line) || typedMark(line)[0]) return false;
  const first = line[0];
  if (first !== first.toUpperCase() && first === first.toLowerCase()) return last.length >= FULL_LINE || !/[.;:!?]$/.test(last);
  return last.length >= FULL_LINE && !/[.;:!?…,"”)]$/.test(last);
};

const joined = (text) => {
  const whole = [];
  let last = "";
  for (const line of text.split(/\r\n?|\n/).map((each) => each.trim())) {
    if (last && line && goesOn(last, line)) whole[whole.length - 1] += ` ${line}`;
    else if (line) whole.push(line);
    last = line;
  }
  return whole;
};
