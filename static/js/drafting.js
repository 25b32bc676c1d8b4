// The editor: the preview follows each change, deleting asks in a dialog, suggestions add a line. All of it works without.
(() => {
  "use strict";

  // Without a script the link opens a page that asks; with one the question comes in a dialog.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-question]");
    const form = document.getElementById("removing");
    if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    form.action = link.href;
    form.dataset.confirm = link.dataset.question;
    form.requestSubmit();
  });

  // The button that was pressed keeps the focus, or its neighbour where it is no longer available.
  let pressed = "";
  document.addEventListener("htmx:beforeRequest", (event) => { pressed = event.target.id || ""; });
  const keepFocus = () => {
    const button = document.getElementById(pressed);
    const target = button?.disabled ? button.closest(".tools")?.querySelector("button:not(:disabled)") : button;
    if (target && document.activeElement !== target) target.focus({ preventScroll: true });
  };

  const refreshPreview = () => {
    const frame = document.querySelector("iframe[data-preview]");
    const page = frame?.contentWindow;
    if (!page) return;
    const { scrollX, scrollY } = page;
    frame.addEventListener("load", () => page.scrollTo(scrollX, scrollY), { once: true });
    page.location.reload();
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "cau-truc" && !document.getElementById("cau-truc")?.contains(event.target)) return;
    keepFocus();
    refreshPreview();
  });

  // A refusal, a failure or the sign-in page is shown whole, never put into a part of this page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, isError, requestConfig } = event.detail;
    const elsewhere = xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith("/tai-khoan/");
    if (!elsewhere && !(isError && requestConfig.verb === "post")) return;
    event.detail.shouldSwap = false;
    window.location.reload();
  });

  // Suggested words stand under their own box, and one press adds a line to it.
  for (const box of document.querySelectorAll("[data-suggestions]")) {
    const field = document.getElementById(box.dataset.suggestions);
    if (!field) continue;
    field.after(box);
    box.hidden = false;
    box.addEventListener("click", (event) => {
      const word = event.target.closest("[data-append]")?.dataset.append;
      if (!word) return;
      field.value = `${field.value.trimEnd()}${field.value.trim() ? "\n" : ""}${word}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
