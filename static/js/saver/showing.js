// Texts that come from elsewhere than this page's keyboard, put where they are read.
import * as fields from "../fields.js";

export function show(field, at, name, text, known) {
  if (!fields.isPlain(field)) { field.dispatchEvent(new CustomEvent("portal:put", { bubbles: true, detail: { at, field: name, value: text, quiet: true } })); return; }
  fields.put(field, text);
  fields.setBaseline(field, known);
}

// Where only the server can tell whether the words go on from what the page shows, nobody types before it has.
const unseen = new Map(); // "anchor|field" → its element
export const hide = (key, field) => { field.readOnly = true; unseen.set(key, field); };
export function reveal(key) {
  const field = unseen.get(key);
  unseen.delete(key);
  if (field) field.readOnly = false;
  return field;
}
