// Running text with bold, italic and lists. A text is plain HTML until it is looked at; then it becomes an editor.
// It tells of each change by "portal:change" and never takes an answer into what is being typed.
import * as toolbar from "./prose/toolbar.js";

const SOON = 1500; // as long as a plain field waits
const ENCODINGS = { tcvn3: "TCVN3 (phông .VnTime)", vni: "VNI (phông VNI-Times)" };
const texts = new Map(); // element → { editor, field, at, was, timer }

let library = null;
const load = (address) => {
  library ||= import(address).catch((lost) => { library = null; throw lost; }); // without a network: asked for again later
  return library;
};
const LATER = () => {};

// What cleans a clipboard comes along with the editor; where it could not be fetched, words are taken without their looks.
let pasting = null;
const loadPasting = async () => { pasting ||= await import("./prose/pasting.js").catch(() => null); };
const bare = (html) => {
  const words = document.createElement("p");
  words.textContent = html.replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]*>/gi, " ");
  return words.outerHTML;
};

// --- telling

const tell = (text) => {
  clearTimeout(text.timer);
  text.timer = 0;
  if (text.editor.isDestroyed || text.editor.view.composing) return;
  const now = text.editor.getHTML();
  if (now === text.was) return;
  const change = { op: "set", at: text.at, fields: { html: { was: text.was, now } } };
  text.was = now;
  text.field.value = now;
  text.box.dispatchEvent(new CustomEvent("portal:change", { bubbles: true, detail: change }));
};
const tellSoon = (text) => {
  clearTimeout(text.timer);
  text.timer = setTimeout(() => tell(text), SOON);
  text.box.dispatchEvent(new CustomEvent("portal:typing", { bubbles: true, detail: { at: text.at } }));
};
// For the copy on this machine: what has been typed and not told on yet, a syllable that is being composed among it.
document.addEventListener("portal:collect", (event) => {
  for (const text of texts.values()) {
    if (!text.editor || text.editor.isDestroyed) continue;
    const now = text.editor.getHTML();
    if (now !== text.was) event.detail.push({ op: "set", at: text.at, fields: { html: { was: text.was, now } } });
  }
});
const tellAll = () => { for (const text of texts.values()) if (text.editor && text.timer) tell(text); };

// --- the editor

const extensions = (tiptap, noted) => {
  const { Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, ListItem, History, Extension } = tiptap;
  const starsOnly = { addInputRules() { return (this.parent?.() || []).slice(0, 1); }, addPasteRules: () => [] };
  const keys = Extension.create({
    name: "planKeys",
    addKeyboardShortcuts() {
      return { "Mod-]": () => toolbar.run(this.editor, "deeper"), "Mod-[": () => toolbar.run(this.editor, "shallower"), "Mod-Shift-7": () => toolbar.run(this.editor, "orderedList") };
    },
    priority: 1000,
  });
  const marks = [Paragraph, Text, HardBreak, Bold.extend(starsOnly), Italic.extend(starsOnly), History, keys];
  if (noted) {
    // A paragraph with footnotes stays one paragraph: Enter begins a new line in it.
    const lines = Extension.create({ name: "oneParagraph", priority: 1000, addKeyboardShortcuts() { return { Enter: () => this.editor.commands.setHardBreak() }; } });
    return [Document.extend({ content: "paragraph" }), ...marks, lines];
  }
  return [
    Document, ...marks, BulletList,
    OrderedList.extend({ addAttributes: () => ({}), addNodeView: null, addInputRules: () => [] }).configure({ enableListAttributes: false }),
    ListItem.extend({ content: "paragraph bulletList*", addKeyboardShortcuts() { return { Enter: () => this.editor.commands.splitListItem(this.name) }; } }),
  ];
};

const sliceOf = (tiptap, editor, html) => {
  const holder = document.implementation.createHTMLDocument("").createElement("div");
  holder.innerHTML = html;
  return tiptap.pm.model.DOMParser.fromSchema(editor.schema).parseSlice(holder);
};

const start = (element, tiptap) => {
  const text = texts.get(element);
  if (text.editor) return text;
  if (document.activeElement === element) element.blur(); // the editor then hears of its focus
  const noted = text.box.hasAttribute("data-noted");
  let pasted = null;
  const editor = new tiptap.Editor({
    element: { mount: element },
    content: text.field.value,
    injectCSS: false,
    enablePasteRules: false,
    extensions: extensions(tiptap, noted),
    editorProps: {
      attributes: { class: "prose__text", role: "textbox", "aria-multiline": "true", "aria-labelledby": text.label, lang: "vi", spellcheck: "true", tabindex: "0" },
      transformPastedHTML: (html) => {
        if (html.includes("data-pm-slice")) return html;
        if (!pasting) return bare(html);
        pasted = { encoding: pasting.encodingOf(html), convert: () => pasting.tidy(html, true), html };
        return pasting.tidy(html);
      },
      clipboardTextParser: (plain, _context, asTyped) => {
        if (!pasting || asTyped) return null;
        pasted = { encoding: pasting.encodingOfPlain(plain), convert: () => pasting.fromPlain(plain, true) };
        return sliceOf(tiptap, editor, pasting.fromPlain(plain));
      },
      handlePaste: () => {
        if (pasted?.encoding) text.before = { state: editor.state, ...pasted };
        text.pasted = pasted?.html;
        pasted = null;
        return false;
      },
    },
    onUpdate: () => { tellSoon(text); },
    onFocus: () => { toolbar.attach(editor, text.box, noted); },
    onBlur: () => { if (text.timer) tell(text); },
    onTransaction: ({ transaction }) => {
      toolbar.refresh(editor);
      if (transaction.getMeta("uiEvent") === "paste") tellLost(text);
      if (transaction.getMeta("uiEvent") === "paste" && text.before) offer(text, tiptap, transaction);
      else if (transaction.docChanged && text.range) text.range = text.range.map((at, end) => transaction.mapping.map(at, end ? -1 : 1));
    },
  });
  text.editor = editor;
  text.was = text.field.value;
  text.box.addEventListener("focusout", (event) => { if (!text.box.contains(event.relatedTarget)) toolbar.detach(editor); });
  element.addEventListener("compositionend", () => { setTimeout(() => { if (!editor.isDestroyed && editor.getHTML() !== text.was) tellSoon(text); }); });
  return text;
};

// --- an old encoding: offered, never done silently

const button = (words, kind, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-${kind} btn-sm`;
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
};

// What running text cannot hold is said after pasting.
const tellLost = async (text) => {
  text.box.querySelector(".prose__lost")?.remove();
  const html = text.pasted;
  text.pasted = "";
  if (!html) return;
  const losing = await import("./prose/losing.js").catch(() => null);
  losing?.tell(text, html, button);
};

const offer = (text, tiptap, transaction) => {
  const { state, encoding, convert } = text.before;
  text.before = null;
  text.range = [transaction.mapping.map(state.selection.from, -1), transaction.selection.to];
  const after = transaction.doc;
  text.box.querySelector(".prose__offer:not(.prose__lost)")?.remove();
  const box = document.createElement("div");
  box.className = "prose__offer";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = `Phần vừa dán viết bằng bảng mã cũ ${ENCODINGS[encoding]}.`;
  const end = () => { box.remove(); text.range = null; text.editor.view.focus(); };
  const row = document.createElement("div");
  row.className = "button-row";
  row.append(
    button("Chuyển sang Unicode", "primary", () => {
      const { view } = text.editor;
      const slice = sliceOf(tiptap, text.editor, convert());
      const { tr } = view.state;
      if (view.state.doc.eq(after)) {
        // As if it had been pasted in Unicode: what stood there before, then the text.
        tr.replaceWith(0, tr.doc.content.size, state.doc.content);
        tr.setSelection(state.selection.constructor.fromJSON(tr.doc, state.selection.toJSON()));
        tr.replaceSelection(slice);
      } else tr.replaceRange(text.range[0], text.range[1], slice);
      view.dispatch(tiptap.pm.history.closeHistory(tr)); // an undo of its own
      end();
    }),
    button("Giữ nguyên", "secondary", end),
  );
  box.append(words, row);
  text.box.append(box);
};

// --- when an editor begins

// The caret goes to where the mouse was pressed, or to the beginning.
const enter = (text, mouse) => {
  if (text.editor.isFocused) return;
  const found = mouse && text.editor.view.posAtCoords({ left: mouse.clientX, top: mouse.clientY });
  text.editor.commands.setTextSelection(found ? found.pos : text.editor.state.selection.from);
  text.editor.view.focus();
};

const begin = async (element) => {
  const [tiptap] = await Promise.all([load(texts.get(element).address), loadPasting()]);
  return start(element, tiptap);
};

const prepare = (box) => {
  const element = box.querySelector(".prose__text");
  if (!element || texts.has(element)) return;
  const field = box.querySelector('[data-field="html"]');
  field.value = field.defaultValue; // a browser may fill in what stood here before
  const label = box.querySelector(".prose__label").id;
  texts.set(element, { box, field, at: box.dataset.at, address: box.dataset.prose, label, editor: null, timer: 0, range: null });
  for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", "aria-labelledby": label, tabindex: "0" })) element.setAttribute(name, value);
  for (const moment of ["pointerdown", "focus"]) {
    element.addEventListener(moment, (event) => {
      if (texts.get(element).editor) return;
      begin(element).then((text) => enter(text, moment === "focus" ? null : event), LATER);
    });
  }
  nearby.observe(element);
};

// Those in view become editors while the browser has nothing else to do, so that the first letter finds one.
const idle = window.requestIdleCallback || ((act) => setTimeout(act, 200));
const nearby = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    nearby.unobserve(target);
    idle(() => { if (target.isConnected && texts.has(target)) begin(target).catch(LATER); });
  }
}, { rootMargin: "50%" });

const sweep = () => {
  for (const [element, { editor }] of texts) if (!element.isConnected) { editor?.destroy(); texts.delete(element); }
};
const prepareAll = (root) => { for (const box of root.querySelectorAll("[data-prose]")) prepare(box); };

// --- what the page says to its texts

const textOf = (anchor) => [...texts.entries()].find(([, text]) => text.at === anchor);

document.addEventListener("portal:arrived", (event) => { sweep(); prepareAll(event.detail.root.parentElement || document); });
document.addEventListener("portal:put", async (event) => {
  const { at, field, value, quiet } = event.detail;
  const [element] = textOf(at) || [];
  if (!element || field !== "html") return;
  const text = await begin(element);
  text.editor.commands.setContent(value, { emitUpdate: false });
  text.was = text.editor.getHTML();
  text.field.value = text.was;
  if (quiet) return;
  text.editor.commands.setTextSelection(text.editor.state.doc.content.size);
  text.editor.view.focus();
});
for (const [name, editable] of [["portal:stopped", false], ["portal:resumed", true]]) {
  document.addEventListener(name, (event) => {
    if (!editable && event.detail.why !== "closed") return;
    for (const { editor } of texts.values()) editor?.setEditable(editable, false);
  });
}

// Footnotes are a plain list beside their paragraph.
document.addEventListener("change", (event) => {
  const field = event.target.closest?.('[data-prose] [data-field="footnotes"]');
  if (!field) return;
  const was = field.dataset.was ?? field.defaultValue;
  if (was === field.value) return;
  field.dataset.was = field.value;
  const change = { op: "set", at: field.closest("[data-at]").dataset.at, fields: { footnotes: { was, now: field.value } } };
  field.dispatchEvent(new CustomEvent("portal:change", { bubbles: true, detail: change }));
});

// Before the saver's own last word.
window.addEventListener("visibilitychange", () => { if (document.hidden) tellAll(); }, true);
window.addEventListener("pagehide", tellAll, true);
window.addEventListener("beforeunload", tellAll, true);
window.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") tellAll();
}, true);

prepareAll(document);

// Fetched once the page has settled: a text below may first be opened without a network.
const fetchAhead = () => {
  const [first] = texts.values();
  if (first) Promise.all([load(first.address), loadPasting()]).catch(LATER);
};
setTimeout(() => idle(fetchAhead), 2000);
