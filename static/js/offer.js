// The bar that floats over the page after something was taken out, pasted or taken back: what was done, and the button that turns it round.

const STAYS = 10000;

export const withdraw = () => document.querySelector("[data-undo-offer]")?.remove();

// Words that the page says elsewhere too are not `spoken` a second time.
export const offer = (words, act, { spoken = true, label = "Hoàn tác" } = {}) => {
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
  button.textContent = label;
  button.addEventListener("click", act);
  made.append(said, button);
  document.body.append(made);
  let left = setTimeout(() => made.remove(), STAYS);
  made.addEventListener("focusin", () => clearTimeout(left));
  made.addEventListener("focusout", () => { left = setTimeout(() => made.remove(), STAYS); });
  return made;
};
