"""Tasks from a table that was pasted or stands in an Excel, Word file: columns by the words above them, every fault with its row.

Heads as appendices of provincial plans carry them; a row with one cell only opens a group of tasks.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.text import clean, clean_line
from plans.assignments import terms
from plans.assignments.bodies import meant, pieces
from plans.forms.fields import read_product
from plans.importing import columns, opening
from plans.importing.source import Table

Rows = list[list[str]]
MOST_ROWS = 500
NO_HEAD = "Dòng đầu của bảng phải là tiêu đề cột, có ít nhất cột “Nhiệm vụ” (hoặc “Nội dung”) và cột “Cơ quan chủ trì”."
NO_ROWS = "Bảng chỉ có dòng tiêu đề, chưa có nhiệm vụ nào."
TOO_MANY = f"Bảng có quá nhiều dòng; mỗi lần nhập nhiều nhất {MOST_ROWS} dòng."
_GROUP = re.compile(r"nhom(?: nhiem vu| noi dung)?")
_FREQUENCY = re.compile(r"dinh ky|tan suat|so lan")
_LONGEST = {
    "content": 5000, "lead_text": 1000, "support_text": 1000, "product": 500,
    "due_text": 200, "frequency": 100, "group": 300,
}  # fmt: skip
_NAMES = {
    "content": "nội dung nhiệm vụ", "lead_text": "cơ quan chủ trì", "support_text": "cơ quan phối hợp", "product": "sản phẩm",
    "due_text": "thời gian", "frequency": "định kỳ", "group": "nhóm nhiệm vụ",
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """One row as a task; `fault` says what must be put right first."""

    line: int
    values: dict[str, Any]
    fault: str = ""


class NoTable(Exception):
    """The text is no table of tasks; the message says why."""


def pasted(text: str) -> Rows:
    """Rows as a spreadsheet puts them on the clipboard: Tab between cells, quotes around cells with line ends; or cells apart by |."""
    if "\t" in text:
        lines = csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), dialect="excel-tab")
        return [[clean(cell) for cell in row] for row in lines]
    return [[clean(cell) for cell in line.split("|")] for line in text.splitlines()]


def of_file(content: bytes, name: str) -> Rows:
    """The first table of work in a file; raises importing's Unreadable or NoTable."""
    source = opening.read(content, name)
    tables = [part for sheet in source.sheets for part in sheet.parts if isinstance(part, Table)]
    found = next((table for table in tables if columns.find_head(table)), None)
    if found is None:
        raise NoTable(NO_HEAD)
    head = columns.find_head(found)
    start = head.first if head else 0
    return [[clean(cell.text) if cell else "" for cell in row] for row in found.rows[start:]]


def as_text(rows: Rows) -> str:
    """Rows as text that `pasted` reads back."""
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return written.getvalue()


def read(rows: Rows, year: int, known: list[Any]) -> list[Read]:
    """Every task of the table with its line as a spreadsheet counts them; raises NoTable."""
    first = next((number for number, row in enumerate(rows) if any(row)), None)
    kinds = [_kind(cell) for cell in rows[first]] if first is not None else []
    if not {"content", "lead"} <= set(kinds):
        raise NoTable(NO_HEAD)
    if len(rows) > MOST_ROWS:
        raise NoTable(TOO_MANY)
    found = list(_tasks(rows, first or 0, kinds, year, known))
    if not found:
        raise NoTable(NO_ROWS)
    return found


def _kind(text: str) -> str:
    folded = fold(clean_line(text)).rstrip(" .:*")
    if _GROUP.fullmatch(folded):
        return "group"
    return "frequency" if _FREQUENCY.fullmatch(folded) else columns.kind_of(clean_line(text))


def _tasks(rows: Rows, first: int, kinds: list[str], year: int, known: list[Any]) -> Iterator[Read]:
    group = ""
    for number, row in enumerate(rows[first + 1 :], start=first + 2):
        cells = _by_kind(row, kinds)
        said = [text for kind, text in cells.items() if kind != columns.SERIAL]
        if not any(said) or _is_numbering(row):
            continue
        if len([text for text in said if text]) == 1 and cells.get("content"):
            group = clean_line(cells["content"])[: _LONGEST["group"]]
            continue
        values = _values(cells, group, year)
        yield Read(number, values, _fault(values, known))


def _is_numbering(row: list[str]) -> bool:
    """A row of (1) (2) (3) below the head."""
    cells = [cell.strip("() ") for cell in row if cell]
    return len(cells) > 1 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _by_kind(row: list[str], kinds: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, text in zip(kinds, row, strict=False):
        if kind and text.strip():
            found[kind] = f"{found[kind]}; {text.strip()}" if kind in found else text.strip()
    return found


def _values(cells: dict[str, str], group: str, year: int) -> dict[str, Any]:
    time = clean_line(cells.get("time", ""))
    product = read_product(clean_line(cells["products"])) if cells.get("products") else read_product("")
    return {
        "group": clean_line(cells.get("group", group)),
        "content": cells.get("content", ""),
        "lead_text": "; ".join(pieces(cells.get("lead", ""))),
        "support_text": "; ".join(pieces(cells.get("support", ""))),
        "frequency": clean_line(cells.get("frequency", "")) or terms.often(time)[:100],
        "product": product["text"],
        "quantity": product["quantity"],
        "unit": product["unit"],
        "due_on": terms.due_of(time, year),
        "due_text": time,
    }


def _fault(values: dict[str, Any], known: list[Any]) -> str:
    if not values["content"]:
        return "Thiếu nội dung nhiệm vụ."
    if not values["lead_text"]:
        return "Thiếu cơ quan chủ trì."
    for name, longest in _LONGEST.items():
        if len(values[name]) > longest:
            return f"Cột {_NAMES[name]} dài {len(values[name])} ký tự; nhiều nhất là {longest} ký tự."
    if not meant(values["lead_text"], known):
        return f"Không nhận ra cơ quan nào trong cổng từ “{values['lead_text']}”."
    return ""
