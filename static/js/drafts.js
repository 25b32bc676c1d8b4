// Nothing typed is lost: forms marked data-draft keep what is typed on this machine until it has been saved.
// Keyed by person, page and form; removed after success and at signing out. Passwords and files are never kept.
(() => {
  "use strict";

  const PREFIX = "cchc:draft:";
  const SENT = "cchc:sent";
  const person = document.body.dataset.user;
  const forms = [...document.querySelectorAll("form[data-draft], form[data-guard]")];
  const dirty = new Set();
  let leaving = false;

  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
    remove: (key) => { try { localStorage.removeItem(key); } catch { /* nothing was kept then */ } },
  };

  const keyOf = (form) => {
    const place = form.id || form.getAttribute("name") || [...document.forms].indexOf(form);
    return `${PREFIX}${person}:${location.pathname}:${place}`;
  };

  const isKept = (control) =>
    control.name && !control.disabled && !["password", "file", "hidden", "submit", "button", "reset"].includes(control.type);

  const read = (form) => {
    const seen = new Map();
    return [...form.elements].filter(isKept).map((control) => {
      const nth = seen.get(control.name) || 0;
      seen.set(control.name, nth + 1);
      const ticked = control.type === "checkbox" || control.type === "radio";
      const value = control.multiple ? [...control.selectedOptions].map((option) => option.value) : control.value;
      return { name: control.name, nth, value, ...(ticked ? { checked: control.checked } : {}) };
    });
  };

  // Put the kept values back; what has no control any more is returned, so that it can be shown.
  const put = (form, entries) => {
    const homeless = [];
    for (const entry of entries) {
      const control = [...form.elements].filter((each) => each.name === entry.name && isKept(each))[entry.nth];
      if (!control) {
        if (entry.checked === undefined && String(entry.value).trim()) homeless.push(entry.value);
      } else if (entry.checked !== undefined) {
        control.checked = entry.checked;
      } else if (Array.isArray(entry.value)) {
        for (const option of control.options) option.selected = entry.value.includes(option.value);
      } else {
        control.value = entry.value;
      }
    }
    return homeless;
  };

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const tell = (form, text) => {
    const place = form.querySelector("[data-save-indicator]");
    if (!place || form.matches("[data-autosave]")) return;
    place.dataset.state = "unsaved";
    if (place.textContent !== text) place.textContent = text;
  };

  const keep = (form) => {
    if (!dirty.has(form) || !form.matches("[data-draft]") || !person) return;
    const kept = store.set(keyOf(form), { at: new Date().toISOString(), entries: read(form) });
    tell(form, kept ? "Chưa lưu. Phần vừa nhập đang được giữ trên máy này." : "Chưa lưu.");
  };

  const button = (words, kind, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn btn-${kind}`;
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  const clock = (iso) => {
    const at = new Date(iso);
    const two = (number) => String(number).padStart(2, "0");
    return `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  };

  const offer = (form, draft) => {
    const box = document.createElement("div");
    box.className = "notice notice--warn draft-notice";
    box.setAttribute("role", "status");
    const body = document.createElement("div");
    body.className = "notice__body";
    const words = document.createElement("p");
    words.textContent = `Trên máy này còn phần đã nhập lúc ${clock(draft.at)} chưa được lưu.`;
    const row = document.createElement("div");
    row.className = "button-row";
    row.append(
      button("Khôi phục phần đã nhập", "primary", () => {
        const homeless = put(form, draft.entries);
        dirty.add(form);
        words.textContent = homeless.length
          ? "Đã khôi phục. Các đoạn sau không còn ô để đặt, có thể chép lại:"
          : "Đã khôi phục phần đã nhập. Cần lưu để giữ lâu dài.";
        row.remove();
        for (const text of homeless) {
          const shown = document.createElement("blockquote");
          shown.className = "timeline__note";
          shown.textContent = text;
          body.append(shown);
        }
        form.dispatchEvent(new Event("portal:restored", { bubbles: true }));
        [...form.elements].find(isKept)?.focus();
      }),
      button("Bỏ phần đó", "secondary", () => {
        store.remove(keyOf(form));
        box.remove();
      }),
    );
    body.append(words, row);
    box.append(body);
    form.before(box);
  };

  const failed = () => document.querySelector("[data-error-summary], [data-page-failed]") !== null;

  // The page after sending: where nothing went wrong, the kept copy has done its duty.
  const settleSent = () => {
    let sent = null;
    try { sent = sessionStorage.getItem(SENT); sessionStorage.removeItem(SENT); } catch { return; }
    if (sent && person && !failed()) store.remove(sent);
  };

  const watch = (form) => {
    let timer = 0;
    const start = read(form);
    const changed = () => {
      dirty.add(form);
      clearTimeout(timer);
      timer = setTimeout(() => keep(form), 500);
    };
    form.addEventListener("input", (event) => { if (!event.isComposing) changed(); });
    form.addEventListener("compositionend", changed);
    form.addEventListener("change", changed);
    form.addEventListener("portal:restored", changed);
    form.addEventListener("submit", () => {
      keep(form);
      leaving = true;
      try { sessionStorage.setItem(SENT, keyOf(form)); } catch { /* the copy then stays until it is discarded */ }
      setTimeout(() => { leaving = false; }, 4000);
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.target !== form || !event.detail.successful || event.detail.xhr.status === 204) return;
      dirty.delete(form);
      store.remove(keyOf(form));
    });
    const draft = person && form.matches("[data-draft]") ? store.get(keyOf(form)) : null;
    if (draft && !failed() && !same(draft.entries, start)) offer(form, draft);
  };

  settleSent();
  forms.forEach(watch);

  const keepAll = () => forms.forEach(keep);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepAll(); });
  window.addEventListener("pagehide", keepAll);
  window.addEventListener("beforeunload", (event) => {
    keepAll();
    if (!leaving && dirty.size) event.preventDefault();
  });

  // What the editor of a plan still holds unsaved is named before it goes.
  const unsaved = () => {
    try { return Object.keys(localStorage).some((key) => key.startsWith(`${PREFIX}${person}:soan:`)); } catch { return false; }
  };
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-sign-out]") || form.dataset.confirmed) return;
    delete form.dataset.confirm;
    if (!unsaved()) return;
    form.dataset.confirm = "Trên máy này còn phần soạn thảo chưa lưu được. Đăng xuất thì phần đó bị bỏ; mở lại trang soạn thảo của kế hoạch thì phần đó tự được lưu.";
    form.dataset.confirmAction = "Đăng xuất và bỏ phần chưa lưu";
  }, true);

  // Signing out leaves nothing of this person on a shared machine.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]") || event.defaultPrevented) return;
    dirty.clear();
    try {
      indexedDB.deleteDatabase(`cchc:soan:${person}`);
      Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${person}:`)).forEach((key) => localStorage.removeItem(key));
    } catch { /* nothing was kept then */ }
  });
})();
