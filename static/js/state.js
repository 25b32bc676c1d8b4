// The line that says whether everything is saved. Words change seldom, so that a screen reader is not talked over.

const line = document.querySelector("[data-save-state]");
const words = line.querySelector("[data-save-words]");
let soon = 0;

const show = (kind, text) => {
  clearTimeout(soon);
  line.dataset.state = kind;
  if (text && words.textContent !== text) words.textContent = text;
};

const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });

// Something is on its way to being saved; what is wrong already stays on view.
export const pending = () => { if (["none", "saved"].includes(line.dataset.state)) line.dataset.state = "saving"; };
export const saving = () => {
  pending();
  clearTimeout(soon);
  soon = setTimeout(() => show("saving", "Đang lưu…"), 600);
};
export const saved = (at) => show("saved", `Đã lưu lúc ${at || clock()}`);
export const offline = () => show("kept", "Mất kết nối. Nội dung đang được giữ trên máy này và sẽ tự lưu khi có mạng.");
export const failed = (text) => show("failed", text);

export const announce = (text) => {
  const place = document.getElementById("announcements");
  if (!place) return;
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
};
