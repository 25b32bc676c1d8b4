// The picker of legal bases: what is typed is looked for in the register, and a choice becomes a line in the right words.
// It offers and never insists: without a choice what was typed stays as it is.

const picker = document.querySelector("[data-legal]");
const SOON = 180;
const OPENING = /^\s*(?:căn cứ|thực hiện)\s+/i;
let opened = 0;

const look = async (words, signal) => {
  const answer = await fetch(`${picker.dataset.legalSearch}?tim=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" }, signal });
  if (!answer.ok || answer.redirected) return [];
  return (await answer.json()).offers;
};

// A line names a document by the first symbol in it, a law by its words.
const SYMBOL = /\d[\p{L}\d]*(?:\/[\p{L}\d-]+)+/u;
const bare = (line) => line.trim().replace(/[\s.;,]+$/, "");
const isIn = (lines, { line, symbol }) => lines.some((each) => bare(each) === bare(line) || (symbol && SYMBOL.exec(each)?.[0] === symbol));
const THERE = "Văn bản này đã có trong căn cứ.";
const say = (words) => {
  const place = document.getElementById("announcements");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = words; });
};

const optionOf = (offer, id) => {
  const option = document.createElement("li");
  option.className = "legal__option";
  option.id = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.append(offer.line);
  if (offer.chosen) option.setAttribute("aria-disabled", "true");
  for (const words of [offer.chosen && "đã chọn", offer.note].filter(Boolean)) {
    const note = document.createElement("span");
    note.className = offer.old && words === offer.note ? "legal__note legal__note--old" : "legal__note";
    note.textContent = words;
    option.append(note);
  }
  return option;
};

// A box with a list under it: arrows go through it, Enter takes, Escape closes; the box keeps the focus.
class Choices {
  constructor(box, { wanted, choose, chosen }) {
    Object.assign(this, { box, wanted, choose, chosen, timer: 0, at: -1, offers: [], asking: null });
    this.list = document.createElement("ul");
    this.list.className = "legal__list";
    opened += 1;
    this.list.id = `can-cu-goi-y-${opened}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Văn bản trong sổ");
    this.list.hidden = true;
    box.parentElement.classList.add("legal-host");
    box.after(this.list);
    if (box.tagName === "INPUT") { box.setAttribute("role", "combobox"); box.setAttribute("aria-expanded", "false"); }
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
    box.addEventListener("input", (event) => { if (!event.isComposing) this.soon(); });
    box.addEventListener("compositionend", () => this.soon());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take([...this.list.children].indexOf(option));
    });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), SOON);
  }

  async ask() {
    this.asking?.abort();
    const words = this.wanted();
    if (words.length < 2) { this.close(); this.tellNone(""); return; }
    this.asking = new AbortController();
    try {
      const offers = await look(words, this.asking.signal);
      if (document.activeElement === this.box && this.wanted() === words) { this.show(offers); this.tellNone(offers.length ? "" : words); }
    } catch { /* no network: typing goes on by itself */ }
  }

  show(found) {
    const lines = found.length ? this.chosen() : [];
    const offers = found.map((offer) => ({ ...offer, chosen: isIn(lines, offer) }));
    this.offers = offers;
    this.at = -1;
    this.box.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...offers.map((offer, at) => optionOf(offer, `${this.list.id}-${at}`)));
    this.list.hidden = offers.length === 0;
    if (this.box.hasAttribute("aria-expanded")) this.box.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  // Only the search box answers that nothing was found; who types a basis of their own is not disturbed.
  tellNone(words) {
    const none = this.box.closest(".legal__form")?.querySelector("[data-legal-none]");
    if (none) none.textContent = words && `Không có văn bản nào khớp “${words}”. Căn cứ vẫn nhập tự do được ở ô bên dưới.`;
  }

  close() {
    clearTimeout(this.timer);
    this.show([]);
  }

  move(by) {
    const options = [...this.list.children];
    options[this.at]?.setAttribute("aria-selected", "false");
    this.at = (this.at + by + options.length) % options.length;
    options[this.at].setAttribute("aria-selected", "true");
    options[this.at].scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", options[this.at].id);
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" && this.list.hidden && this.box.tagName === "INPUT") { this.ask(); event.preventDefault(); return; }
    if (this.list.hidden) return;
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(this.at < 0 ? 0 : -1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) this.take(this.at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(at) {
    const offer = this.offers[at];
    if (offer && isIn(this.chosen(), offer)) { say(THERE); return; }
    this.close();
    if (offer) this.choose(offer.line);
  }
}

const tell = (field) => {
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

// --- on the page of the bases: a choice is one more line of the box

const intoLines = () => {
  const lines = document.getElementById("id_bases");
  const box = picker.querySelector("[data-legal-box]");
  picker.querySelector("[data-legal-plain]").hidden = true;
  new Choices(box, {
    wanted: () => box.value.trim(),
    chosen: () => lines.value.split("\n"),
    choose: (line) => {
      const rows = lines.value.split("\n").filter((each) => each.trim());
      const closing = rows.findIndex((each) => /^\s*-?\s*(?:Theo|Xét) đề nghị/.test(each));
      rows.splice(closing < 0 ? rows.length : closing, 0, line);
      lines.value = rows.join("\n");
      box.value = "";
      tell(lines);
    },
  });
  picker.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
};

// --- in the editor: a choice is one more basis, or the words of the one being typed

const intoEditor = async () => {
  const [saver, { refresh }, state] = await Promise.all([import("./saver.js"), import("./reconcile.js"), import("./state.js")]);
  const box = picker.querySelector("[data-legal-box]");
  const rows = () => [...document.querySelectorAll("[data-rows='can-cu'] > [data-row]")];
  picker.querySelector("[data-legal-plain]").hidden = true;
  picker.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  const linesBut = (own) => [...document.querySelectorAll("[data-rows='can-cu'] textarea[data-field='text']")].filter((each) => each !== own).map((each) => each.value);
  let added = 0;
  const add = (text, before) => saver.perform([{ op: "add", kind: "can-cu", in: "", before, temp: `${saver.tab.slice(0, 8)}-can-cu-${(added += 1)}`, fields: { text } }]);
  new Choices(box, {
    wanted: () => box.value.trim(),
    chosen: () => linesBut(null),
    choose: async (line) => {
      const closing = rows().find((row) => /^\s*(?:Theo|Xét) đề nghị/.test(row.querySelector("[data-field]")?.value || ""));
      const [result] = await add(line, closing?.dataset.row || null);
      if (!result.ok) { state.announce(result.sentence || "Chưa thêm được căn cứ."); return; }
      box.value = "";
      await refresh();
      state.announce("Đã thêm vào căn cứ.");
    },
  });
  // A block of lines is as many bases: the first goes where the cursor is, the others stand below it.
  document.addEventListener("paste", async (event) => {
    const box = event.target.closest?.("[data-rows='can-cu'] textarea[data-field='text']");
    const [first, ...more] = (event.clipboardData?.getData("text/plain") || "").split("\n").map((line) => line.replace(/^[\s\-–+•]+/, "").trim()).filter(Boolean);
    if (!box || !more.length) return;
    event.preventDefault();
    document.execCommand("insertText", false, first);
    const next = box.closest("[data-row]").nextElementSibling?.dataset.row || null;
    const results = [];
    for (const line of more) results.push(...await add(line, next));
    await refresh();
    const refused = results.find((result) => !result.ok);
    state.announce(refused ? refused.sentence || "Chưa thêm được căn cứ." : `Đã tách thành ${more.length + 1} căn cứ.`);
  });
  const known = new WeakSet();
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches("[data-rows='can-cu'] textarea[data-field='text']") || known.has(target)) return;
    known.add(target);
    new Choices(target, {
      wanted: () => (target.value.length < 80 ? target.value.replace(OPENING, "").trim() : ""),
      chosen: () => linesBut(target),
      choose: (line) => { target.value = line; tell(target); },
    });
  });
  const arrange = document.querySelector("[data-legal-arrange]");
  arrange?.addEventListener("submit", async (event) => {
    event.preventDefault();
    await saver.flush();
    try {
      const answer = await fetch(arrange.action, { method: "POST", body: new FormData(arrange) });
      if (!answer.ok) throw new Error("refused");
    } catch { state.announce("Chưa xếp lại được. Kiểm tra kết nối rồi thử lại."); return; }
    await refresh();
    document.dispatchEvent(new CustomEvent("portal:others"));
    state.announce("Đã xếp các căn cứ theo thứ bậc.");
  });
};

if (picker) (picker.dataset.legal === "editor" ? intoEditor : intoLines)();
