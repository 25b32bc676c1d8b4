// What could not simply be saved is shown beside its place: both texts of a conflict, the words of a refusal, a part that is gone.
import * as fields from "./fields.js";
import * as saver from "./saver.js";
import { announce } from "./state.js";

const element = (tag, css, text = "") => {
  const made = document.createElement(tag);
  if (css) made.className = css;
  if (text) made.textContent = text;
  return made;
};

const button = (words, kind, act) => {
  const made = element("button", `btn btn-${kind} btn-sm`, words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const plainText = (value) => {
  if (!/<(p|ul|ol|li|br|strong|em)\b/i.test(value)) return value;
  const parsed = new DOMParser().parseFromString(value.replace(/<\/(p|li)>/gi, "$&\n").replace(/<br\s*\/?>/gi, "\n"), "text/html");
  for (const point of parsed.querySelectorAll("li")) point.prepend(point.parentElement.tagName === "OL" ? "• " : "- ");
  return parsed.body.textContent.trim();
};

const copy = async (text) => {
  try { await navigator.clipboard.writeText(text); announce("Đã chép vào bộ nhớ tạm."); } catch { announce("Trình duyệt không cho chép; có thể chọn chữ rồi bấm Ctrl+C."); }
};

// Where a box stands: under the field, under a table's row, or at the top of the text where its place is gone.
const boxId = (at, name) => `ghep-${at}-${name}`;
const put = (box, at, name) => {
  document.getElementById(boxId(at, name))?.remove();
  box.id = boxId(at, name);
  const field = fields.fieldOf(at, name) || fields.rowsOf(at)[0];
  const row = field?.closest("tr");
  if (row) {
    const line = element("tr", "merge-line");
    const cell = element("td");
    cell.colSpan = 99;
    line.id = box.id;
    box.removeAttribute("id");
    cell.append(box);
    line.append(cell);
    row.after(line);
  } else if (field) (field.closest(".cell, [data-widget]") || field).after(box);
  else document.querySelector("[data-notices]").append(box);
};
const clear = (at, name) => document.getElementById(boxId(at, name))?.remove();

// A widget takes a text by "portal:put"; a plain field takes it here, where the server is known to say `known`.
const write = (at, name, text, known) => {
  const field = fields.fieldOf(at, name);
  if (field && fields.isPlain(field)) {
    fields.put(field, text);
    fields.setBaseline(field, known);
    return;
  }
  (field || fields.rowsOf(at)[0])?.dispatchEvent(new CustomEvent("portal:put", { bubbles: true, detail: { at, field: name, value: text } }));
};

const together = (mine, theirs) => (/<(p|ul|ol)\b/i.test(mine + theirs) ? theirs + mine : `${theirs}\n${mine}`);

const version = (name, text) => {
  const side = element("div", "merge__side");
  side.append(element("p", "merge__name", name), element("blockquote", "", plainText(text) || "(để trống)"));
  return side;
};

const mineNow = (at, name) => saver.heldChange(at, name)?.fields[name].now ?? "";

// A person's own other window is no other person.
const showConflict = (at, name, { theirs, by, when, own }) => {
  const then = when ? ` lúc ${when}` : "";
  const box = element("section", "merge");
  box.setAttribute("role", "group");
  const title = element("p", "merge__title", `${own ? "Chỗ này đã được sửa ở cửa sổ khác của chính tài khoản này" : `${by} đã sửa chỗ này`}${then}. Phần vừa nhập vẫn được giữ; chọn bản để lưu.`);
  title.id = `${boxId(at, name)}-ten`;
  box.setAttribute("aria-labelledby", title.id);
  const pair = element("div", "merge__pair");
  pair.append(version(`${own ? "Bản đã lưu ở cửa sổ khác" : `Bản của ${by}`}${then}`, theirs), version("Phần vừa nhập", mineNow(at, name)));
  const decide = (text) => {
    write(at, name, text, theirs);
    clear(at, name);
    saver.decide(at, name, text);
    fields.fieldOf(at, name)?.focus({ preventScroll: true });
  };
  const row = element("div", "button-row");
  row.append(
    button("Giữ bản vừa nhập", "primary", () => decide(mineNow(at, name))),
    button("Lấy bản đã lưu", "secondary", () => decide(theirs)),
    button("Ghép hai bản", "secondary", () => decide(together(mineNow(at, name), theirs))),
  );
  box.append(title, pair, row);
  put(box, at, name);
  announce(title.textContent);
};

// Nothing is called wrong while somebody is still typing it: it is said on leaving the field, or when saving is asked for.
const waiting = new Map(); // field → what is to be said of it
let asked = false;
const sayNow = (field) => { const say = waiting.get(field); waiting.delete(field); say?.(); };
document.addEventListener("focusout", (event) => sayNow(event.target));
document.addEventListener("input", () => { asked = false; });
document.addEventListener("keydown", (event) => {
  if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  asked = true;
  for (const field of [...waiting.keys()]) sayNow(field);
}, true);

const showError = (at, name, message) => {
  const field = fields.fieldOf(at, name);
  if (field && field === document.activeElement && !asked) {
    waiting.set(field, () => { if (saver.heldChange(at, name)) showError(at, name, message); });
    return;
  }
  const box = element("p", "cell__error", `Chưa lưu được: ${message}`);
  put(box, at, name);
  if (!field) return;
  field.setAttribute("aria-invalid", "true");
  field.classList.add("is-invalid");
  box.id = boxId(at, name);
  const named = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== box.id);
  field.setAttribute("aria-describedby", [...named, box.id].join(" "));
};

const clearError = (at, name) => {
  const field = fields.fieldOf(at, name);
  clear(at, name);
  if (!field || !field.classList.contains("is-invalid")) return;
  field.removeAttribute("aria-invalid");
  field.classList.remove("is-invalid");
  const named = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== boxId(at, name));
  if (named.length) field.setAttribute("aria-describedby", named.join(" ")); else field.removeAttribute("aria-describedby");
};


const showGone = (at, sentence, typed) => {
  const texts = Object.values(typed).map((field) => plainText(field.now ?? field)).filter(Boolean);
  if (!texts.length) { saver.drop(at); return; }
  const box = element("section", "merge");
  box.append(element("p", "merge__title", `${sentence} Phần vừa nhập vẫn còn ở đây:`));
  for (const text of texts) box.append(element("blockquote", "", text));
  const row = element("div", "button-row");
  const end = () => { box.remove(); saver.drop(at); };
  row.append(
    button("Thêm lại", "primary", async () => {
      const [result] = await saver.perform([{ op: "add", at, kind: at.replace(/-\d+$/, ""), in: "", before: null, temp: "", fields: {} }]);
      if (!result.ok) { announce(result.sentence || "Chưa thêm lại được."); return; }
      const latest = Object.entries(typed).map(([name, field]) => [name, saver.heldChange(at, name)?.fields[name] || field]);
      saver.drop(at);
      for (const [name, field] of latest) saver.enqueue({ op: "set", at, fields: { [name]: { was: field.was, now: field.now } } });
      box.remove();
      document.dispatchEvent(new CustomEvent("portal:refresh", { detail: { focus: at } }));
    }),
    button("Chép nội dung", "secondary", () => copy(texts.join("\n"))),
    button("Bỏ phần này", "secondary", end),
  );
  box.append(row);
  put(box, at, "mat");
  announce(sentence);
};

document.addEventListener("portal:result", (event) => {
  const { at, sent, conflict, errors, gone, sentence } = event.detail;
  if (sent?.op === "set" || conflict) for (const name of Object.keys(sent?.fields || {})) if (!errors?.[name] && !conflict?.[name]) clearError(at, name);
  if (gone && sent?.op === "set") { showGone(at, sentence, sent.fields); return; }
  if (gone) { announce(sentence); return; }
  for (const [name, theirs] of Object.entries(conflict || {})) showConflict(at, name, theirs);
  for (const [name, message] of Object.entries(errors || {})) showError(at, name, message);
});

// What is typed on while both texts are shown belongs to "Phần vừa nhập".
document.addEventListener("portal:change", (event) => {
  const { at, op, fields: changed } = event.detail;
  if (op !== "set") return;
  for (const name of Object.keys(changed)) {
    const shown = document.getElementById(boxId(at, name))?.querySelector(".merge__side:last-child blockquote");
    if (shown) shown.textContent = plainText(changed[name].now) || "(để trống)";
  }
});

