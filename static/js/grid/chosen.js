// Rows that are ticked, and what may be done with all of them.

export class Chosen {
  constructor(table) {
    this.table = table;
    this.bar = table.root.querySelector("[data-grid-chosen]");
    this.count = table.root.querySelector("[data-grid-count]");
    this.last = null;
    table.root.addEventListener("click", (event) => {
      const tick = event.target.closest(".grid__row [type=checkbox]");
      if (!tick) return;
      const row = table.rowOf(tick);
      if (event.shiftKey && this.last?.isConnected) this.between(this.last, row);
      this.last = row;
      this.show();
    });
  }

  get rows() { return this.table.rows.filter((row) => this.tick(row).checked); }
  tick(row) { return row.cells[0].querySelector("[type=checkbox]"); }

  between(one, other) {
    const all = this.table.rows;
    const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b);
    for (const row of all.slice(from, to + 1)) this.tick(row).checked = true;
  }

  extend(from, to) {
    const back = this.tick(to).checked;
    this.tick(from).checked = !back;
    this.tick(to).checked = true;
    this.last = to;
    this.show();
  }

  clear() {
    for (const row of this.rows) this.tick(row).checked = false;
    this.show();
  }

  show() {
    const { length } = this.rows;
    for (const row of this.table.rows) row.toggleAttribute("data-chosen", this.tick(row).checked);
    this.bar.hidden = !length;
    this.count.textContent = `Đã chọn ${length} dòng`;
  }
}
