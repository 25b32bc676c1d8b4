// Lists and forms of plans: a refusal is shown whole, suggestions add a line. All of it works without.
(() => {
  "use strict";

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
