// What a paste has lost, because running text cannot hold it, in one sentence below the text.

const FOOTNOTE = /mso-footnote|MsoFootnote|href=["']?[^"'>]*#_(?:ft|ed)n|sdfootnote|footnote-ref/i;
const TABLE = /<table\b[\s\S]*<t[dh]\b[\s\S]*<t[dh]\b/i;

const lostIn = (html) => {
  const table = TABLE.test(html) && "bảng đã thành lời văn, muốn có bảng thì thêm bảng ở cuối mục rồi dán vào đó";
  const note = FOOTNOTE.test(html) && "chú thích cuối trang không dán theo được: xóa số còn lại trong câu, ghi lại ở đoạn văn bằng nút “Chú thích cuối trang” (gạch đầu dòng không có chú thích)";
  return [table, note].filter(Boolean).join("; ");
};

export const tell = (text, html, button) => {
  const lost = lostIn(html);
  if (!lost) return;
  const box = document.createElement("div");
  box.className = "prose__offer prose__lost";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = `Trong phần vừa dán, ${lost}.`;
  const row = document.createElement("div");
  row.className = "button-row";
  row.append(button("Đã rõ", "secondary", () => { box.remove(); text.editor.view.focus(); }));
  box.append(words, row);
  text.box.append(box);
};
