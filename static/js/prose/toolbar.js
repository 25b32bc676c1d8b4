// The buttons of a rich text, one set for the page: it stands at the text that has the cursor. Arrow keys go from button to button.
import { nest } from "./lists.js";

const BUTTONS = [
  ["bold", "In đậm", "Ctrl+B", "M7 4h6a4 4 0 0 1 0 8H7zM7 12h7a4 4 0 0 1 0 8H7z"],
  ["italic", "In nghiêng", "Ctrl+I", "M10 4h8M6 20h8M14 4l-4 16"],
  ["bulletList", "Danh sách gạch đầu dòng", "Ctrl+Shift+8", "M4 6h2M4 12h2M4 18h2M10 6h10M10 12h10M10 18h10"],
  ["orderedList", "Danh sách đánh số", "Ctrl+Shift+7", "M4 4.500l1.500-1V9M3.500 14h3l-3 5h3.200M10 6h10M10 12h10M10 18h10"],
  ["deeper", "Thụt vào một cấp", "Ctrl+]", "M4 5h16M11 10h9M11 14h9M4 19h16M4 9.500l3 2.500-3 2.500"],
  ["shallower", "Đưa ra một cấp", "Ctrl+[", "M4 5h16M11 10h9M11 14h9M4 19h16M7 9.500L4 12l3 2.500"],
  ["note", "Chú thích cuối trang", "ở đoạn văn", "M5 19h14M4 14l3-8 3 8M5 11.500h4M15 5h2v6M14.500 11h5"],
  ["undo", "Hoàn tác", "Ctrl+Z", "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4"],
  ["redo", "Làm lại", "Ctrl+Y", "M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h4"],
];
const PARAGRAPH_ONLY = new Set(["bulletList", "orderedList", "deeper", "shallower"]);

const depth = (editor) => {
  const { $from } = editor.state.selection;
  let members = 0;
  for (let at = $from.depth; at > 0; at -= 1) if ($from.node(at).type.name === "listItem") members += 1;
  return members;
};

const COMMANDS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  deeper: (chain) => chain.command(({ state, dispatch }) => nest(state, dispatch)),
  shallower: (chain) => chain.liftListItem("listItem"),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};

// A footnote is written beside its paragraph, or on the page that the text's menu leads to.
const noteBox = () => wanted?.querySelector(".prose__notes textarea");
const noteLink = () => wanted?.closest("[data-row]")?.querySelector("[data-note]");
const toNotes = () => {
  const [box, link] = [noteBox(), noteLink()];
  setTimeout(() => { // after the click, which closes every menu
    if (!box && link) link.closest("details").open = true;
    (box || link)?.focus();
  });
};

// An inner list is always one of dashes: a plan numbers its outer points only.
export const can = (editor, name) => {
  if (name === "note") return Boolean(noteBox() || noteLink());
  if (name === "orderedList" && depth(editor) > 1) return false;
  return COMMANDS[name](editor.can().chain()).run();
};
export const run = (editor, name) => {
  if (name === "note") { toNotes(); return true; }
  if (!can(editor, name)) return true;
  editor.view.focus(); // at once: chain.focus() waits a frame
  COMMANDS[name](editor.chain()).run();
  return true;
};
const isOn = (editor, name) => {
  if (name === "bulletList" || name === "orderedList") {
    const { $from } = editor.state.selection;
    for (let at = $from.depth; at > 0; at -= 1) if (/List$/.test($from.node(at).type.name)) return $from.node(at).type.name === name;
    return false;
  }
  return editor.isActive(name);
};

const drawn = (path) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ class: "icon", viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false" })) svg.setAttribute(name, value);
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  svg.firstChild.setAttribute("d", path);
  return svg;
};

let editor = null;
let tools = null; // holds the bar above the text, in a place of its own
let bar = null;
const buttons = new Map();

const build = () => {
  tools = document.createElement("div");
  tools.className = "prose__tools";
  bar = document.createElement("div");
  tools.append(bar);
  bar.className = "prose__bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Trình bày chữ");
  for (const [name, words, keys, path] of BUTTONS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "prose__button";
    button.title = `${words} (${keys})`;
    button.setAttribute("aria-label", words);
    button.tabIndex = name === "bold" ? 0 : -1;
    if (["bold", "italic", "bulletList", "orderedList"].includes(name)) button.setAttribute("aria-pressed", "false");
    button.append(drawn(path));
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays where it is
    button.addEventListener("click", () => { if (editor && button.getAttribute("aria-disabled") !== "true") run(editor, name); });
    bar.append(button);
    buttons.set(name, button);
  }
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const shown = [...buttons.values()].filter((button) => !button.hidden);
    const at = shown.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    for (const button of shown) button.tabIndex = -1;
    const next = shown[(to + shown.length) % shown.length];
    next.tabIndex = 0;
    next.focus();
  });
};

export const refresh = (changed) => {
  if (changed !== editor || !editor || editor.isDestroyed) return;
  for (const [name, button] of buttons) {
    if (button.hidden) continue;
    if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(isOn(editor, name)));
    if (can(editor, name)) button.removeAttribute("aria-disabled"); else button.setAttribute("aria-disabled", "true");
  }
};

// The bar takes room and so moves what is below it. That never happens under a pressed pointer, which would let go of another thing
// than it has pressed; and the text that is being worked in stays where it stands on the screen.
let pressed = false;
let wanted = null;
addEventListener("pointerdown", () => { pressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { setTimeout(() => { pressed = false; place(); }); }, true);

const place = () => {
  if (pressed || !tools || tools.parentElement === wanted) return;
  const stays = wanted?.querySelector(".prose__text") || document.activeElement;
  const before = stays.getBoundingClientRect().top;
  if (wanted) wanted.prepend(tools); else tools.remove();
  scrollBy({ top: stays.getBoundingClientRect().top - before, behavior: "instant" });
};

// Before the text in the page's order, so that Shift+Tab reaches it; Tab goes on to what follows.
export const attach = (to, box, paragraphOnly) => {
  if (!bar) build();
  editor = to;
  for (const [name, button] of buttons) button.hidden = paragraphOnly && PARAGRAPH_ONLY.has(name);
  wanted = box;
  place();
  refresh(to);
};
export const detach = (from) => {
  if (from !== editor) return;
  editor = null;
  wanted = null;
  setTimeout(place);
};
