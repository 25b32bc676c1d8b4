// Remarks: the forms are sent without leaving the page; "@" opens the list of colleagues.
// In the editor also: the drawer, "Nhận xét đoạn này" beside selected words, and how many remarks stand at each block.

const announce = (text) => {
  const place = document.getElementById("announcements");
  if (place) place.textContent = text;
};
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const panel = () => document.querySelector("[data-remarks-panel]");

// --- sending

const fetchPanel = async (address, options = {}) => {
  const headers = { "HX-Request": "true" };
  const answer = await fetch(address, { credentials: "same-origin", headers, ...options });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.text();
};

const show = (html) => {
  const now = panel();
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-remarks-panel]");
  if (!fresh) return;
  if (now) {
    if (now.getAttribute("aria-label")) { // the page of its own has its heading already
      fresh.querySelector("h2")?.remove();
      fresh.removeAttribute("aria-labelledby");
      fresh.setAttribute("aria-label", now.getAttribute("aria-label"));
    }
    now.replaceWith(fresh);
  } else document.querySelector("[data-remarks-body]")?.replaceChildren(fresh);
  suggest();
  countAll();
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-remark-form]");
  if (!form || !window.fetch) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const button = event.submitter || form.querySelector("[type=submit]");
  if (form.querySelector("textarea") && !form.querySelector("textarea").value.trim()) {
    form.querySelector("textarea").focus();
    announce("Nhập nội dung nhận xét.");
    return;
  }
  button.disabled = true;
  try {
    show(await fetchPanel(form.action, { method: "POST", body: data }));
    announce(form.querySelector("textarea") ? "Đã gửi." : "Đã lưu.");
    panel()?.querySelector("h2, textarea")?.focus({ preventScroll: true });
  } catch {
    button.disabled = false;
    HTMLFormElement.prototype.submit.call(withSubmitter(form, event.submitter)); // the page itself says what is wrong
  }
});

const withSubmitter = (form, submitter) => {
  if (submitter?.name) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = submitter.name;
    field.value = submitter.value;
    form.append(field);
  }
  return form;
};

// --- "@" and the colleagues

const ASKING = /@([^@\n]{0,40})$/u;

document.addEventListener("input", (event) => {
  const box = event.target.closest?.("[data-remark-form] textarea");
  const list = box?.form.querySelector("[data-remark-names]");
  if (!list || event.isComposing) return;
  const asked = box.value.slice(0, box.selectionStart).match(ASKING);
  const word = asked ? fold(asked[1]) : "";
  const named = [...list.querySelectorAll("label.form-check-label, .form-check label")];
  const fits = named.filter((label) => fold(label.textContent).includes(word.trim()));
  if (asked && fits.length) list.open = true;
  for (const label of named) label.closest(".form-check").hidden = Boolean(asked) && fits.length > 0 && !fits.includes(label);
});

document.addEventListener("change", (event) => {
  const tick = event.target.closest?.("[data-remark-names] input[type=checkbox]");
  const box = tick?.form.querySelector("textarea");
  if (!box || !tick.checked) return;
  const name = tick.labels[0].textContent.trim().split(",")[0];
  const end = box.selectionStart;
  const before = box.value.slice(0, end);
  if (!ASKING.test(before)) return;
  box.value = before.replace(ASKING, `@${name} `) + box.value.slice(end);
  for (const each of tick.closest("[data-remark-names]").querySelectorAll(".form-check")) each.hidden = false;
});

// --- the editor

const drawer = document.querySelector("[data-remarks-drawer]");
const toggle = document.querySelector("[data-remarks-toggle]");

const load = async () => {
  try {
    show(await fetchPanel(`${drawer.dataset.href}?ve=soan`));
  } catch {
    announce("Chưa tải được nhận xét. Đề nghị thử lại khi có mạng.");
  }
};

const open = async () => {
  drawer.hidden = false;
  toggle.setAttribute("aria-expanded", "true");
  if (!panel()) await load();
  suggest();
};

const close = () => {
  drawer.hidden = true;
  toggle.setAttribute("aria-expanded", "false");
  toggle.focus({ preventScroll: true });
};

// The number stands as an attribute: nothing is put into blocks that are being edited.
const countAll = () => {
  const counts = new Map();
  for (const each of document.querySelectorAll("[data-remark-at]")) {
    const anchor = each.dataset.remarkAt;
    if (anchor) counts.set(anchor, (counts.get(anchor) || 0) + 1);
  }
  for (const marked of document.querySelectorAll("[data-remarked]")) {
    marked.removeAttribute("data-remarked");
    marked.removeAttribute("aria-description");
  }
  for (const [anchor, count] of counts) {
    for (const place of document.querySelectorAll(`[data-at="${CSS.escape(anchor)}"]`)) {
      place.dataset.remarked = count;
      place.setAttribute("aria-description", `${count} nhận xét`);
    }
  }
  const total = document.querySelector("[data-remarks-total]");
  if (total && panel()) total.textContent = panel().dataset.count === "0" ? "" : ` (${panel().dataset.count})`;
};

const offers = (choice, anchor) => [...choice.options].some((option) => option.value === anchor);

// A new remark is about the part that the writer was just in, unless words of it are written already.
let lastPlace = null;
const suggest = () => {
  const form = panel()?.querySelector("form.remark-form");
  if (!form || form.querySelector("textarea").value) return;
  const choice = form.querySelector("select[name=anchor]");
  for (let place = lastPlace; place; place = place.parentElement?.closest("[data-at]")) {
    if (offers(choice, place.dataset.at)) { choice.value = place.dataset.at; return; }
  }
};

const prepare = (anchor, quote) => {
  const form = panel()?.querySelector("form.remark-form");
  if (!form) return;
  const choice = form.querySelector("select[name=anchor]");
  if (!offers(choice, anchor)) choice.add(new Option("Đoạn đang chọn", anchor), 1);
  choice.value = anchor;
  form.querySelector("input[name=quote]").value = quote;
  const shown = form.querySelector("[data-remark-quote]");
  shown.textContent = quote;
  shown.hidden = !quote;
  form.querySelector("textarea").focus();
};

// The words that are selected, and the block that they stand in.
const selected = () => {
  const field = document.activeElement;
  if (field?.matches?.("textarea, input[type=text]") && field.closest("[data-at]") && !field.closest("[data-remarks-drawer]")) {
    const quote = field.value.slice(field.selectionStart, field.selectionEnd).trim();
    return quote ? { quote, anchor: field.closest("[data-at]").dataset.at, box: field.getBoundingClientRect() } : null;
  }
  const range = document.getSelection();
  if (!range || range.isCollapsed || !range.rangeCount) return null;
  const node = range.anchorNode?.nodeType === Node.ELEMENT_NODE ? range.anchorNode : range.anchorNode?.parentElement;
  const place = node?.closest("[data-at]");
  const quote = range.toString().replace(/\s+/g, " ").trim();
  return place && quote ? { quote, anchor: place.dataset.at, box: range.getRangeAt(0).getBoundingClientRect() } : null;
};

const offer = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-secondary btn-sm remark-offer";
  button.textContent = "Nhận xét đoạn này";
  button.hidden = true;
  document.body.append(button);
  let found = null;
  let soon = 0;
  const place = () => {
    found = selected();
    button.hidden = !found;
    if (!found) return;
    const left = Math.min(found.box.left, window.innerWidth - button.offsetWidth - 8);
    button.style.left = `${Math.max(8, left)}px`;
    const below = found.box.bottom + 6;
    button.style.top = `${Math.min(below, window.innerHeight - button.offsetHeight - 8)}px`;
  };
  const later = () => { clearTimeout(soon); soon = setTimeout(place, 250); };
  for (const name of ["selectionchange", "select"]) document.addEventListener(name, later);
  document.addEventListener("scroll", () => { button.hidden = true; }, { capture: true, passive: true });
  const remark = async () => {
    const what = found || selected();
    button.hidden = true;
    if (!what) return;
    await open();
    prepare(what.anchor, what.quote.slice(0, 1000));
  };
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", remark);
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey && event.altKey && event.code === "KeyM") { event.preventDefault(); found = selected(); remark(); }
    if (event.key === "Escape" && drawer.contains(document.activeElement)) close();
  });
};

if (drawer && toggle) {
  toggle.setAttribute("aria-expanded", "false");
  toggle.setAttribute("aria-controls", drawer.id);
  toggle.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (drawer.hidden) open().then(() => panel()?.querySelector("h2")?.focus({ preventScroll: true }));
    else close();
  });
  drawer.querySelector("[data-remarks-close]")?.addEventListener("click", close);
  document.addEventListener("focusin", (event) => {
    const place = drawer.contains(event.target) ? null : event.target.closest("[data-at]");
    if (!place) return;
    lastPlace = place;
    if (!drawer.hidden) suggest();
  });
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest("[data-remark-go]")?.dataset.remarkGo;
    const place = anchor && document.querySelector(`[data-at="${CSS.escape(anchor)}"]`);
    if (!place) return;
    event.preventDefault();
    place.scrollIntoView({ block: "center" });
    place.querySelector("textarea, input, [contenteditable=true]")?.focus({ preventScroll: true });
  });
  let quiet = 0;
  const busy = () => drawer.contains(document.activeElement) || [...drawer.querySelectorAll("textarea")].some((box) => box.value);
  document.addEventListener("portal:saved", () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => { if (panel() && !busy()) load(); }, 3000);
  });
  offer();
  load();
  if (location.hash.startsWith("#nhan-xet")) open();
}
