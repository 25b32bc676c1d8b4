// The editor: the preview follows each change, deleting asks in a dialog, suggestions add a line. All of it works without.
(() => {
  "use strict";

  // Without a script the button opens a page that asks; with one the question comes in a dialog and the button acts.
  const prepareQuestions = (root) => {
    for (const button of root.querySelectorAll("button[data-question]")) {
      button.formMethod = "post";
      button.dataset.confirm = button.dataset.question;
      button.dataset.confirmAction = "Xóa";
    }
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
    prepareQuestions(document);
    refreshPreview();
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

  prepareQuestions(document);
})();
