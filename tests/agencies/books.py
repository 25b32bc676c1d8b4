"""Excel books of a province for tests: what stands, or a small new department, with cells changed."""

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from cchc_portal.agencies.province_book.columns import SHEETS

Rows = dict[str, list[list[Any]]]


def book(rows: Rows, *, more: dict[str, list[list[Any]]] | None = None) -> bytes:
    """Sheets by their titles, the portal's headings above the rows; `more` are sheets without headings."""
    made = Workbook()
    made.remove(made.active)
    for sheet in SHEETS:
        if sheet.title in rows:
            page = made.create_sheet(sheet.title)
            page.append([column.title for column in sheet.columns])
            for row in rows[sheet.title]:
                page.append(row)
    for title, lines in (more or {}).items():
        page = made.create_sheet(title)
        for line in lines:
            page.append(line)
    return saved(made)


def saved(made: Workbook) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def changed(content: bytes, sheet: str, row: int, title: str, value: Any) -> bytes:
    """One cell of a book of the portal, by its heading."""
    made = load_workbook(io.BytesIO(content))
    page = made[sheet]
    heads = [str(cell.value).rstrip(" *") for cell in page[1]]
    page.cell(row, heads.index(title) + 1).value = value
    return saved(made)


def agency(code: str, name: str, *, superior: str = "", symbol: str = "S") -> list[Any]:
    return [code, name, "Sở, ban, ngành", None, None, superior or None, None, symbol, None, None, None]


def department(people: int = 1) -> Rows:
    """A new department with one room, one post and so many people in it."""
    return {
        "Cơ quan": [agency("so-cong-thuong", "Sở Công Thương", symbol="SCT")],
        "Đơn vị": [["so-cong-thuong", "Văn phòng Sở", "VP"]],
        "Vị trí": [["so-cong-thuong", "Chuyên viên", "Văn phòng Sở", None, "Người soạn thảo"]],
        "Người dùng": [
            [
                f"chuyenvien{number}@sct.example.vn",
                f"Chuyên viên {number}",
                "so-cong-thuong",
                "Chuyên viên",
                None,
                None,
            ]
            for number in range(1, people + 1)
        ],
    }
