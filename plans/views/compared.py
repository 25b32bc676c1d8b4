"""A comparison as a page shows it: part by part, only what was touched, a neighbour before and after it, the rest counted."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plans.comparing import Cell, Change, Comparison, Row
from plans.comparing.words import Runs

HEADS = frozenset({"section", "appendix", "group"})
SILENT = frozenset({"items", "table"})  # frames: shown only where they themselves were touched
TAGS = {Change.CHANGED: "Sửa", Change.ADDED: "Thêm", Change.REMOVED: "Bỏ"}
NOUNS = {
    "section": "mục",
    "appendix": "phụ lục",
    "group": "nhóm",
    "item": "nội dung",
    "table_row": "dòng",
    "table_head": "dòng tiêu đề",
    "table_total": "dòng tổng",
    "footnote": "chú thích",
}


class Shown(NamedTuple):
    """One cell on one side."""

    label: str
    runs: Runs


@dataclass
class Line:
    """One line of the page: a row of the comparison, or a count of rows that stand as they were."""

    row: Row | None = None
    depth: int = 0
    hidden: int = 0

    @property
    def is_head(self) -> bool:
        return self.row is not None and self.row.family in HEADS

    @property
    def tag(self) -> str:
        row = self.row
        if row is None or not row.touched:
            return ""
        noun = NOUNS.get(row.family, "")
        words = [f"{TAGS[row.change]} {noun}".strip()] if row.change is not Change.SAME else []
        if row.moved:
            words.append(self._moved(row) if words else self._moved(row).capitalize())
        if row.restyled and not any(cell.changed for cell in row.cells):
            words = ["Đổi kiểu đoạn"]
        return ", ".join(words)

    @staticmethod
    def _moved(row: Row) -> str:
        if row.moved_from:
            return f"chuyển từ “{row.moved_from}”"
        return f"chuyển từ số {row.old_number.rstrip('.)')}" if row.family == "item" else "chuyển chỗ"

    @property
    def old(self) -> list[Shown]:
        return [Shown(label, cell.old) for label, cell in self._cells()]

    @property
    def new(self) -> list[Shown]:
        return [Shown(label, cell.new) for label, cell in self._cells()]

    def _cells(self) -> list[tuple[str, Cell]]:
        """What the reader needs: the words that the row is known by, and every cell that differs, with its label."""
        row = self.row
        if row is None:
            return []
        said = [cell for cell in row.cells if cell.old or cell.new]
        whole = row.change in (Change.ADDED, Change.REMOVED)
        return [
            ("" if index == 0 and row.family != "field" else cell.label, cell)
            for index, cell in enumerate(said)
            if index == 0 or cell.changed or whole
        ]


@dataclass
class Part:
    """One part, section or appendix with what was touched in it."""

    title: str
    anchor: str
    lines: list[Line] = field(default_factory=list)
    same: int = 0


def parts(comparison: Comparison, *, everything: bool = False) -> list[Part]:
    """The parts that differ; with `everything` all of them, and every line."""
    shown = []
    for number, row in enumerate(comparison.parts, start=1):
        if everything or row.differs:
            title = f"{row.new_number or row.old_number} {row.text('new') or row.text('old')}".strip()
            shown.append(Part(title, f"phan-so-{number}", _lines(row, everything=everything)))
    return shown


def _lines(part: Row, *, everything: bool) -> list[Line]:
    flat = [line for line in _flat(part, 0) if line.row is not part or part.touched]
    keep = [everything or _differs(line) for line in flat]
    near = [_is_near(flat, keep, index) for index in range(len(flat))]
    lines: list[Line] = []
    for line, kept, neighbour in zip(flat, keep, near, strict=True):
        if kept or neighbour:
            lines.append(line)
        elif lines and lines[-1].hidden:
            lines[-1].hidden += 1
        else:
            lines.append(Line(hidden=1))
    return lines


def _flat(row: Row, depth: int) -> list[Line]:
    own = [] if row.family in SILENT and not row.touched else [Line(row, depth)]
    inner = depth if row.family in SILENT | {"part"} else depth + 1
    return [*own, *(line for child in row.children for line in _flat(child, inner))]


def _differs(line: Line) -> bool:
    """A heading stays over what was touched in it."""
    row: Any = line.row
    return row.differs if line.is_head else row.touched


def _is_near(flat: list[Line], keep: list[bool], index: int) -> bool:
    """Right before or after something touched, and no heading: the reader sees where it stands."""
    if flat[index].is_head:
        return False
    beside = [other for other in (index - 1, index + 1) if 0 <= other < len(flat)]
    return any(keep[other] and not flat[other].is_head for other in beside)
