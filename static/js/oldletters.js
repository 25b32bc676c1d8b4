// Words of before Unicode (TCVN3, VNI) pasted into a box or a cell: never converted silently, an offer stands over the page.
import { guess, toUnicode } from "./prose/encodings.js";

const NAMES = { tcvn3: "TCVN3 (ABC)", vni: "VNI" };

const act = (words, kind, work) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `btn btn-${kind} btn-sm`;
  button.textContent = words;
  button.addEventListener("click", work);
  return button;
};

// What was pasted may have filled many cells of one table.
const convert = (box, encoding) => {
  const boxes = box.closest("[data-grid]")?.querySelectorAll("tbody textarea") || [box];
  for (const each of boxes) {
    if (guess(each.value) !== encoding) continue;
    each.value = toUnicode(each.value, encoding);
    each.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.focus();
};

const ask = (box, encoding) => {
  document.querySelector("[data-old-letters]")?.remove();
  const made = document.createElement("div");
  made.className = "undo-offer";
  made.dataset.oldLetters = "";
  made.setAttribute("role", "status");
  const said = document.createElement("span");
  said.textContent = `Phần vừa dán dùng bảng mã ${NAMES[encoding]}.`;
  made.append(
    said,
    act("Chuyển sang Unicode", "primary", () => { made.remove(); convert(box, encoding); }),
    act("Giữ nguyên", "secondary", () => { made.remove(); box.focus(); }),
  );
  document.body.append(made);
};

document.addEventListener("paste", (event) => {
  const box = event.target.closest?.("[data-text] textarea, [data-text] input[type=text]");
  const encoding = box && guess(event.clipboardData?.getData("text/plain") || "");
  if (encoding) setTimeout(() => ask(box, encoding));
}, true);
