// Plain fields of the editor: what the server is known to hold, what is typed, and when it is told on.
// The server's text of a field is its defaultValue; a field that differs from it has something to save.

const SELECTOR = "[data-field]";
const SOON = 1500;
const timers = new Map();
const known = new WeakMap();
const composing = new Set();

export const isPlain = (element) => element instanceof HTMLElement && element.matches("[data-plain]");

export const anchorOf = (element) => element?.closest?.("[data-at]")?.dataset.at || "";
export const rowOf = (anchor) => document.querySelector(`[data-at="${CSS.escape(anchor)}"]`);
export const rowsOf = (anchor) => [...document.querySelectorAll(`[data-at="${CSS.escape(anchor)}"], [data-temp="${CSS.escape(anchor)}"]`)];

export const fieldOf = (anchor, name) => {
  for (const row of rowsOf(anchor)) {
    for (const field of row.querySelectorAll(`[data-field="${CSS.escape(name)}"]`)) {
      if (field.closest("[data-at]") === row) return field;
    }
  }
  return null;
};

export const read = (field) => (field.type === "checkbox" ? (field.checked ? "on" : "") : field.value);
const original = (field) => {
  if (field.type === "checkbox") return field.defaultChecked ? "on" : "";
  if (field.tagName === "SELECT") return [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value ?? "";
  return field.defaultValue;
};

export const baseline = (field) => (known.has(field) ? known.get(field) : original(field));
export const setBaseline = (field, text) => known.set(field, text);
export const isDirty = (field) => read(field) !== baseline(field);

export const grow = (field) => {
  if (field.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
  field.style.setProperty("height", "auto");
  field.style.setProperty("height", `${field.scrollHeight + 2}px`);
};

export const put = (field, text) => {
  if (field.type === "checkbox") field.checked = text === "on";
  else field.value = text;
  grow(field);
};

const tell = (field) => {
  clearTimeout(timers.get(field));
  timers.delete(field);
  field.dispatchEvent(new CustomEvent("portal:change", { bubbles: true, detail: change(field) }));
};

// Typing is kept on this machine almost at once, and sent a little later.
const typed = (field) => {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => tell(field), SOON));
  field.dispatchEvent(new CustomEvent("portal:typing", { bubbles: true, detail: { at: anchorOf(field) } }));
};

// What is typed and has not been told on yet, as changes; for the copy on this machine.
const change = (field) => ({ op: "set", at: anchorOf(field), fields: { [field.dataset.field]: { was: baseline(field), now: read(field) } } });
export const untold = () => [...new Set([...timers.keys(), ...composing])].filter((field) => field.isConnected && isPlain(field) && isDirty(field)).map(change);
export const tellAll = () => [...timers.keys()].filter((field) => !composing.has(field)).forEach(tell);

export const unlock = (root) => {
  for (const field of root.querySelectorAll("[data-locked]")) {
    field.removeAttribute("data-locked");
    if (field.matches("select, [type=checkbox]")) field.disabled = false;
    else field.readOnly = false;
    if (read(field) !== original(field)) put(field, original(field)); // a browser may fill in what stood here before
    grow(field);
  }
};

export const lock = (root) => {
  for (const field of root.querySelectorAll(SELECTOR)) {
    if (!isPlain(field)) continue;
    field.setAttribute("data-locked", "");
    if (field.matches("select, [type=checkbox]")) field.disabled = true;
    else field.readOnly = true;
  }
};

document.addEventListener("compositionstart", (event) => { composing.add(event.target); });
document.addEventListener("compositionend", (event) => {
  composing.delete(event.target);
  if (isPlain(event.target) && isDirty(event.target)) tell(event.target);
});
document.addEventListener("input", (event) => {
  if (!isPlain(event.target)) return;
  grow(event.target);
  if (event.isComposing || composing.has(event.target)) {
    event.target.dispatchEvent(new CustomEvent("portal:typing", { bubbles: true, detail: { at: anchorOf(event.target) } }));
    return;
  }
  typed(event.target);
});
document.addEventListener("change", (event) => {
  if (isPlain(event.target) && !composing.has(event.target) && (timers.has(event.target) || isDirty(event.target))) tell(event.target);
});
document.addEventListener("focusout", (event) => {
  if (timers.has(event.target)) tell(event.target);
});
