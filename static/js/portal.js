// What every page can do beyond plain HTML: menus, dialogs before what cannot be undone, password help, text size.
// Every page works without it.
(() => {
  "use strict";

  // True while an input method is composing a syllable: no handler may act on such keys.
  const composing = (event) => event.isComposing || event.keyCode === 229;

  const announce = (text) => {
    const place = document.getElementById("announcements");
    if (place) place.textContent = text;
  };

  // Menus made of <details>: Escape and a click elsewhere close them.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details[data-menu][open]");
    closeMenus(null);
    menu?.querySelector("summary").focus();
  });

  // The error summary takes the focus, and its links put the focus into the field.
  const focusSummary = (root) => root.querySelector("[data-error-summary]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    (field.closest(".field") || field).scrollIntoView({ block: "center" });
  });

  // One question before what cannot be undone.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const asking = [event.submitter, form].find((element) => element?.dataset?.confirm);
      if (!asking || form.dataset.confirmed) return;
      const needs = asking.dataset.confirmNeeds;
      if (needs && !new FormData(form).has(needs)) return; // nothing is chosen: the answer says so
      const dialog = document.getElementById("confirm-dialog");
      if (!dialog?.showModal) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      dialog.querySelector("#confirm-dialog-text").textContent = asking.dataset.confirm;
      dialog.querySelector("[data-confirm-yes]").textContent = asking.dataset.confirmAction || "Tiếp tục";
      dialog.returnValue = "";
      dialog.addEventListener(
        "close",
        () => {
          if (dialog.returnValue !== "yes") return;
          form.dataset.confirmed = "yes";
          form.requestSubmit(event.submitter);
          delete form.dataset.confirmed;
        },
        { once: true },
      );
      dialog.showModal();
    },
    true,
  );

  // A button that is not available says why; it does nothing.
  document.addEventListener("click", (event) => {
    const button = event.target.closest('button[aria-disabled="true"]');
    if (!button) return;
    event.preventDefault();
    announce(document.getElementById(button.getAttribute("aria-describedby"))?.textContent || "");
  });

  // Passwords: show them, and notice a Vietnamese input method that is still on.
  const preparePasswords = (root) => {
    for (const button of root.querySelectorAll("[data-show-password]")) {
      const input = document.getElementById(button.dataset.showPassword);
      if (!input) continue;
      button.hidden = false;
      button.setAttribute("aria-controls", input.id);
      button.addEventListener("click", () => {
        const show = input.type === "password";
        input.type = show ? "text" : "password";
        button.textContent = show ? "Ẩn mật khẩu" : "Hiện mật khẩu";
      });
      input.form?.addEventListener("submit", () => { input.type = "password"; });
    }
    for (const hint of root.querySelectorAll("[data-tone-hint]")) {
      document.getElementById(hint.dataset.toneHint)?.addEventListener("input", (event) => {
        const marked = /[\u0300-\u036fđĐ]/.test(event.target.value.normalize("NFD"));
        const text = marked ? "Mật khẩu đang có chữ có dấu. Tắt bộ gõ tiếng Việt (UniKey) khi nhập mật khẩu." : "";
        if (hint.textContent !== text) hint.textContent = text;
      });
    }
  };

  // The browser words its file control in its own language: put ours in front of it.
  const prepareFiles = (root) => {
    for (const input of root.querySelectorAll('input[type="file"].form-control')) {
      const wrap = document.createElement("div");
      const button = document.createElement("span");
      const names = document.createElement("span");
      wrap.className = "file-pick";
      button.className = "btn btn-secondary";
      button.textContent = input.multiple ? "Chọn các tệp" : "Chọn tệp";
      button.setAttribute("aria-hidden", "true");
      names.className = "file-pick__names";
      names.setAttribute("role", "status");
      names.textContent = "Chưa chọn tệp nào";
      input.classList.remove("form-control");
      input.before(wrap);
      wrap.append(input, button, names);
      input.addEventListener("change", () => {
        names.textContent = [...input.files].map((file) => file.name).join(", ") || "Chưa chọn tệp nào";
      });
    }
  };

  // Text size, kept on this machine.
  const SIZES = [["", "Thường"], ["large", "Lớn"], ["larger", "Rất lớn"]];
  const readSize = () => {
    try { return localStorage.getItem("cchc:text-size") || ""; } catch { return ""; }
  };
  const showSize = (size) => {
    if (size) document.documentElement.dataset.textSize = size;
    else delete document.documentElement.dataset.textSize;
    const name = (SIZES.find(([key]) => key === size) || SIZES[0])[1];
    for (const place of document.querySelectorAll("[data-text-size-name]")) place.textContent = name;
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-text-size]:not(html)")) return;
    const now = SIZES.findIndex(([key]) => key === readSize());
    const next = SIZES[(now + 1) % SIZES.length][0];
    try { localStorage.setItem("cchc:text-size", next); } catch { /* the setting then lasts for this page */ }
    showSize(next);
  });

  // Saving in the background: the indicator tells, the field is never touched.
  const ICONLESS = { saving: "Đang lưu…", failed: "Chưa lưu được. Nội dung đang được giữ trên máy này, có thể nhập tiếp." };
  const tellSaving = (element, state) => {
    const place = element.closest?.("form")?.querySelector("[data-save-indicator]") || document.querySelector("[data-save-indicator]");
    if (!place) return;
    const clock = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
    place.dataset.state = state;
    place.textContent = state === "saved" ? `Đã lưu lúc ${clock}` : ICONLESS[state];
  };
  const autosaves = (event) => event.target.closest?.("[data-autosave]");
  document.addEventListener("htmx:beforeRequest", (event) => { if (autosaves(event)) tellSaving(event.target, "saving"); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (autosaves(event)) tellSaving(event.target, event.detail.successful ? "saved" : "failed");
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (!autosaves(event)) announce("Mất kết nối. Đề nghị thử lại khi có mạng.");
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    preparePasswords(event.target);
    prepareFiles(event.target);
    focusSummary(event.target);
  });

  for (const control of document.querySelectorAll("[data-text-size]")) {
    if (control !== document.documentElement) control.hidden = false;
  }
  showSize(readSize());
  preparePasswords(document);
  prepareFiles(document);
  focusSummary(document);
})();
