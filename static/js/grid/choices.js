// Words to choose from under the box while typing, found with or without accents; anything else may simply be typed.

import { composing } from "./table.js";
import { fold } from "./heads.js";

const MOST = 6;
const AMOUNT = /^\s*[-–•]?\s*[\d.,]+\s+/;
let words = null;
let asked = null;

const load = (address, done) => {
  asked ||= fetch(address, { headers: { Accept: "application/json" } })
    .then((answer) => answer.json())
    .then((lists) => {
      words = {};
      for (const [field, texts] of Object.entries(lists)) words[field] = texts.map((text) => [text, fold(text)]);
      done();
    })
    .catch(() => { asked = null; });
};

// Each word that was typed begins a word of the choice; choices that begin with it all come first.
const matching = (field, typed) => {
  const wanted = fold(typed);
  if (!wanted || !words?.[field]) return [];
  const parts = wanted.split(" ");
  const found = words[field].filter(([text, folded]) => text !== typed.trim() && parts.every((part) => ` ${folded}`.includes(` ${part}`)));
  const rank = ([, folded]) => (folded.startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST).map(([text]) => text);
};

// The entry that has the cursor, without the amount in front of a product: entries end at a line or a semicolon.
const lineAt = (box) => {
  const { value, selectionStart: at } = box;
  const end = value.slice(0, at).search(/[\n;][^\n;]*$/);
  let from = end + 1;
  from += /^ */.exec(value.slice(from, at))[0].length;
  const after = value.slice(at).search(/[\n;]/);
  if (box.dataset.field === "products") from += AMOUNT.exec(value.slice(from, at))?.[0].length || 0;
  return { from, to: after < 0 ? value.length : at + after, typed: value.slice(from, at), semicolon: value[end] === ";" ? end : -1 };
};

export const startChoices = (root, fieldOf) => {
  const list = document.createElement("ul");
  list.className = "grid__choices";
  list.id = `chon-${root.id}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  list.hidden = true;
  root.append(list);
  // Only heard: who sees the list needs no count, and a line that came and went above the table would move
  // what somebody is just pressing below it.
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  told.dataset.choicesTold = "";
  root.append(told);
  let box = null;
  let active = -1;

  const close = () => {
    if (!box) return;
    told.textContent = "";
    list.hidden = true;
    for (const name of ["aria-controls", "aria-activedescendant"]) box.removeAttribute(name);
    box = null;
    active = -1;
  };
  const put = () => {
    const home = box.closest("dialog") || root;
    if (list.parentElement !== home) home.append(list);
    const [at, about] = [box.getBoundingClientRect(), home.getBoundingClientRect()];
    list.style.left = `${at.left - about.left - home.clientLeft}px`;
    list.style.top = `${at.bottom - about.top - home.clientTop + home.scrollTop}px`;
    list.style.minWidth = `${Math.min(at.width, innerWidth - 16)}px`;
    list.hidden = false;
    const beyond = list.getBoundingClientRect().right - innerWidth + 8;
    if (beyond > 0) list.style.left = `${parseFloat(list.style.left) - beyond}px`;
  };
  const show = (into) => {
    const found = matching(fieldOf(into), lineAt(into).typed);
    if (!found.length || document.activeElement !== into) { close(); return; }
    box = into;
    active = -1;
    list.replaceChildren(...found.map((text, at) => {
      const option = document.createElement("li");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.id = `${list.id}-${at}`;
      option.append(Object.assign(document.createElement("span"), { textContent: text }));
      return option;
    }));
    box.setAttribute("aria-controls", list.id);
    box.removeAttribute("aria-activedescendant");
    put();
    told.textContent = `${found.length} gợi ý, bấm mũi tên xuống để chọn.`;
  };
  const activate = (to) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (to + list.children.length) % list.children.length;
    list.children[active].setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", list.children[active].id);
  };
  const choose = (option) => {
    const into = box;
    const { from, to, semicolon } = lineAt(into);
    close();
    into.setSelectionRange(semicolon < 0 ? from : semicolon, to); // each entry has a line of its own
    document.execCommand("insertText", false, (semicolon < 0 ? "" : "\n") + option.textContent);
    close();
  };

  // The words came after the first letters.
  let typing = null;
  const again = () => { if (typing) show(typing); };
  root.addEventListener("focusin", (event) => { if (fieldOf(event.target)) load(root.dataset.suggest, again); });
  root.addEventListener("input", (event) => {
    if (event.isComposing || event.inputType === "insertLineBreak" || !fieldOf(event.target)) close();
    else show(typing = event.target);
  });
  root.addEventListener("compositionend", (event) => { if (fieldOf(event.target)) show(event.target); });
  root.addEventListener("focusout", () => { typing = null; close(); });
  document.addEventListener("scroll", (event) => { if (box && event.target !== list) put(); }, true);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  root.addEventListener("keydown", (event) => {
    if (composing(event) || !box || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") activate(active + (key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    else if (key === "Enter" && active >= 0) choose(list.children[active]);
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
};
