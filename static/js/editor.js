// The editor's page: brings its pieces together, shows where the cursor stands, and what the checks say.
import * as fields from "./fields.js";
import "./merging.js";
import "./oldletters.js";
import { ask } from "./page.js";
import * as presence from "./presence.js";
import * as preview from "./preview.js";
import * as saver from "./saver.js";
import { begin } from "./saver/leftover.js";
import * as state from "./state.js";
import { steadily } from "./steady.js";
import "./structure.js";

const editor = document.querySelector("[data-editor]");
const text = document.querySelector("[data-text]");
const notices = document.querySelector("[data-notices]");

// --- where the cursor stands

const outline = () => document.querySelector("[data-outline]");
let current = "";
const mark = (id) => {
  if (!id || id === current) return;
  current = id;
  for (const link of outline().querySelectorAll("a[aria-current]")) link.removeAttribute("aria-current");
  const link = outline().querySelector(`a[href="#${CSS.escape(id)}"]`);
  link?.setAttribute("aria-current", "true");
  link?.scrollIntoView({ block: "nearest" });
};
const listed = (element) => {
  for (let each = element; each && each !== text; each = each.parentElement) {
    if (each.id && outline().querySelector(`a[href="#${CSS.escape(each.id)}"]`)) return each.id;
  }
  return "";
};
const here = () => {
  const focused = text.contains(document.activeElement) ? listed(document.activeElement) : "";
  if (focused) { mark(focused); return; }
  const line = 140;
  const parts = [...text.querySelectorAll(".sheet-part, .leaf")].filter((each) => each.id && each.getBoundingClientRect().top <= line);
  mark(listed(parts.at(-1)));
};
document.addEventListener("focusin", here);
let waiting = 0;
document.addEventListener("scroll", () => { waiting ||= requestAnimationFrame(() => { waiting = 0; here(); }); }, { passive: true });
document.addEventListener("portal:refreshed", () => { current = ""; here(); });

const goTo = (id) => {
  const place = document.getElementById(id);
  if (!place) return false;
  place.scrollIntoView({ block: "start" });
  const row = place.matches(".anchor") ? place.parentElement : place;
  (row.querySelector("[data-field]:not([hidden]), [role=textbox]") || row).focus?.({ preventScroll: true });
  return true;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest(".editor__outline a, [data-checks] a");
  if (!link?.hash || !goTo(link.hash.slice(1))) return;
  event.preventDefault();
  history.replaceState(null, "", link.hash);
  if (matchMedia("(max-width: 74.99rem)").matches && link.closest(".editor__outline")) toggle("muc-luc", false);
});

// --- panels that fold

const NARROW = matchMedia("(max-width: 74.99rem)");
const panel = { "muc-luc": document.querySelector(".editor__outline"), "trang-in": document.querySelector(".editor__paper") };
const remembered = (name) => { try { return localStorage.getItem(`cchc:soan:${name}`); } catch { return null; } };
function toggle(name, open) {
  editor.dataset[name === "trang-in" ? "paper" : "contents"] = open ? "open" : "closed";
  document.querySelector(`[data-toggle="${name}"]`).setAttribute("aria-expanded", String(open));
  if (name === "trang-in") preview.shown();
}
for (const button of document.querySelectorAll("[data-toggle]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const name = button.dataset.toggle;
    if (document.documentElement.classList.contains("wide-grid")) { document.dispatchEvent(new CustomEvent("portal:narrow")); toggle(name, true); return; }
    const open = button.getAttribute("aria-expanded") !== "true";
    toggle(name, open);
    try { if (!NARROW.matches) localStorage.setItem(`cchc:soan:${name}`, open ? "mo" : "dong"); } catch { /* the choice then lasts for this page */ }
    if (open && NARROW.matches) panel[name].scrollIntoView({ block: "start" });
  });
}
const fold = () => {
  toggle("trang-in", !NARROW.matches && remembered("trang-in") !== "dong");
  toggle("muc-luc", !NARROW.matches);
};
NARROW.addEventListener("change", fold);

// --- what the checks say

let checking = 0;
const check = async () => {
  if (!editor.dataset.findings) return;
  const { page: made } = await ask(editor.dataset.findings);
  if (!made) return;
  const [count, body] = [made.querySelector("[data-checks-count]"), made.querySelector("[data-checks-body]") || made.body];
  const list = document.querySelector("[data-checks-body]");
  const stops = () => [...list.querySelectorAll("a, button, summary")];
  const place = stops().indexOf(document.activeElement);
  steadily(() => {
    if (count) document.querySelector("[data-checks-count]").textContent = count.textContent;
    list.replaceChildren(...body.childNodes);
  });
  if (place >= 0) (stops()[place] || stops().at(-1))?.focus({ preventScroll: true });
};
const checkIn = (wait) => { clearTimeout(checking); checking = setTimeout(check, wait); };
document.addEventListener("portal:saved", () => checkIn(2000));
document.addEventListener("portal:others", () => checkIn(2000));
document.addEventListener("portal:mended", () => checkIn(0));

// --- a name of one line: Enter goes on to what stands under it

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
  const name = event.target.closest("[data-row] textarea[data-field=heading], [data-row] > .leaf__head textarea[data-field=title]");
  if (!name || name.closest("[data-widget], [data-grid]")) return;
  event.preventDefault();
  const places = [...text.querySelectorAll("textarea:not([hidden]), [role=textbox]")].filter((each) => each.offsetParent);
  places[places.indexOf(name) + 1]?.focus();
});

// --- saving on request, leaving, coming back

document.addEventListener("keydown", async (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  await saver.flush();
  state.announce(document.querySelector("[data-save-words]").textContent);
});

// A link waits until what was typed has been saved, so that the next page shows it.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.hash) return;
  if (!saver.isUnsaved()) return;
  event.preventDefault();
  await saver.flush(3000);
  location.assign(link.href);
});

window.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-sign-out]") || !saver.isUnsaved() || form.dataset.flushed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.dataset.flushed = "yes";
  await saver.flush(3000);
  form.requestSubmit();
  delete form.dataset.flushed;
}, true);

const notice = (title, body, acts) => {
  const box = document.createElement("div");
  box.className = "notice notice--warn";
  box.setAttribute("role", "alert");
  const words = document.createElement("div");
  words.className = "notice__body";
  for (const [css, said] of [["notice__title", title], ["", body]]) {
    const line = document.createElement("p");
    line.className = css;
    line.textContent = said;
    words.append(line);
  }
  const row = document.createElement("div");
  row.className = "button-row";
  row.append(...acts);
  words.append(row);
  box.append(words);
  notices.replaceChildren(box);
  return box;
};
const act = (tag, css, words, more) => Object.assign(document.createElement(tag), { className: `btn ${css} btn-sm`, textContent: words, ...more });

document.addEventListener("portal:stopped", (event) => {
  if (event.detail.why === "closed") {
    notice("Kế hoạch không còn chỉnh sửa được", `${event.detail.sentence} Phần chưa lưu vẫn được giữ trên máy này.`, []);
    fields.lock(text);
    return;
  }
  const signIn = act("a", "btn-secondary", "Đăng nhập lại (mở thẻ mới)", { href: `/tai-khoan/dang-nhap/?next=${encodeURIComponent(location.pathname)}`, target: "_blank", rel: "noopener" });
  const again = act("button", "btn-primary", "Lưu lại", { type: "button" });
  again.addEventListener("click", () => saver.renew());
  notice("Phiên làm việc đã hết", "Nội dung vừa nhập đang được giữ trên máy này. Đăng nhập lại ở thẻ mới bằng đúng tài khoản này, rồi quay về đây và bấm “Lưu lại”.", [signIn, again]);
});
document.addEventListener("portal:resumed", () => notices.replaceChildren());
document.addEventListener("portal:replayed", () => state.announce("Đang lưu phần đã nhập từ lần trước trên máy này."));

// The bar may need two lines: what stands under it keeps clear of it.
const bar = document.querySelector(".editor__bar");
new ResizeObserver(() => editor.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);

fields.unlock(text);
fold();
preview.start();
here();
begin().then(presence.ask);
