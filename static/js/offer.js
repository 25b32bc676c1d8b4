// The bar that floats over the page after something was taken out or pasted: what was done, and the button that takes it back.

const STAYS = 10000;

export const withdraw = () => document.querySelector("[data-undo-offer]")?.remove();

// Words that the page says elsewhere too are not `spoken` a second time.
export const offer = (words, undo, { spoken = true } = {}) => {
  withdraw();
  const made = document.createElement("div");
  made.className = "undo-offer";
  made.dataset.undoOffer = "";
  made.setAttribute("role", "status");
  if (!spoken) made.setAttribute("aria-live", "off");
  const said = document.createElement("span");
  said.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-secondary btn-sm";
  button.textContent = "Hoàn tác";
  button.addEventListener("click", undo);
  made.append(said, button);
  document.body.append(made);
  let left = setTimeout(() => made.remove(), STAYS);
  made.addEventListener("focusin", () => clearTimeout(left));
  made.addEventListener("focusout", () => { left = setTimeout(() => made.remove(), STAYS); });
  return made;
};
