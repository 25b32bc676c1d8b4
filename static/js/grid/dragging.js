// Dragging a row by its number: an extra; everything that it does has keys and a window too.

import { moveTo } from "./moves.js";

export const startDragging = (table, journal) => {
  let dragged = null;
  const mark = (row) => {
    for (const each of table.root.querySelectorAll("[data-over]")) each.removeAttribute("data-over");
    row?.setAttribute("data-over", "");
  };
  const over = (event) => dragged && event.target.closest?.(".grid__row, .grid__add");

  table.root.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("th[draggable]")?.parentElement || null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(dragged, 8, 8);
  });
  table.root.addEventListener("dragover", (event) => {
    const row = over(event);
    if (!row) return;
    event.preventDefault();
    mark(row);
  });
  table.root.addEventListener("drop", (event) => {
    const row = over(event);
    if (!row || row === dragged) return;
    event.preventDefault();
    const group = table.groupOf(row);
    const others = table.rowsIn(group).filter((each) => each !== dragged);
    const place = row.matches(".grid__row") ? others.indexOf(row) + 1 : others.length + 1;
    moveTo(table, journal, dragged, place, group);
  });
  table.root.addEventListener("dragend", () => { dragged = null; mark(null); });
};
