// The list of findings beside the text: a link leads into the very field, “Sửa chỗ này” changes the words in the page,
// and where the page holds them in no plain box the server does it. Without a script links and buttons work by themselves.
import * as fields from "./fields.js";
import { refresh } from "./reconcile.js";
import * as saver from "./saver.js";
import * as state from "./state.js";

const once = (text, words) => words !== "" && text.split(words).length === 2;

const enter = (field) => {
  const box = field.closest("details:not([open])");
  if (box) box.open = true;
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
};

// --- into the field

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-checks] a[data-go-field]");
  if (!link) return;
  const field = fields.fieldOf(link.hash.slice(1), link.dataset.goField);
  if (field && !field.hidden) setTimeout(enter, 0, field);
});

// --- one click to mend

const done = (form, words) => {
  const item = form.closest("li");
  const next = item.nextElementSibling || item.previousElementSibling;
  const said = document.createElement("span");
  said.className = "findings__label";
  said.textContent = words;
  form.replaceWith(said);
  (next?.querySelector("a") || item.querySelector("a")).focus({ preventScroll: true });
  state.announce(words);
};

const inPage = (form, was, now) => {
  const field = fields.fieldOf(form.dataset.mend, form.dataset.fieldName);
  if (!field || field.hidden || field.readOnly || field.closest("[data-prose]") || !once(field.value, was)) return false;
  field.value = field.value.replace(was, () => now);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
};

const onServer = async (form) => {
  await saver.flush();
  let answer;
  try { answer = await fetch(form.action, { method: "POST", body: new FormData(form) }); } catch { return false; }
  if (!answer.ok) return false;
  await refresh();
  document.dispatchEvent(new CustomEvent("portal:others"));
  return true;
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-checks] form[data-mend]");
  if (!form) return;
  event.preventDefault();
  const sent = new FormData(form);
  const button = form.querySelector("button");
  button.disabled = true;
  const mended = inPage(form, sent.get("was"), sent.get("now"));
  if (mended || await onServer(form)) {
    done(form, "Đã sửa.");
    if (mended) await saver.flush();
    document.dispatchEvent(new CustomEvent("portal:mended"));
    return;
  }
  button.disabled = false;
  state.announce("Chưa sửa được. Kiểm tra kết nối rồi thử lại.");
});
