// Files dropped anywhere on the field are chosen as if from the window: the field's own control lies hidden behind a button.
for (const input of document.querySelectorAll('input[type="file"][multiple]')) {
  const zone = input.closest("form");
  const over = (event, is) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("is-dropping", is);
  };
  zone.classList.add("drop-zone");
  zone.addEventListener("dragenter", (event) => over(event, true));
  zone.addEventListener("dragover", (event) => over(event, true));
  zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) over(event, false); });
  zone.addEventListener("drop", (event) => {
    over(event, false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
