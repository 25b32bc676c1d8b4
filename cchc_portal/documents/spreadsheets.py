"""Tables as Excel books, written row by row so that memory does not grow with them. Every text leaves as text, never as a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cchc_portal.vietnam.text import clean

Value = str | int | Decimal | date | None
LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_000
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t")
_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)


@dataclass(frozen=True)
class Sheet:
    """One table: its name, its heads with their widths, its rows; what stands above and left of `frozen` stays in sight."""

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]
    frozen: str = "A2"


def written(sheets: Iterable[Sheet]) -> bytes:
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:LONGEST_SHEET_NAME])
        for place, (_, width) in enumerate(sheet.heads, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        page.freeze_panes = sheet.frozen
        page.append([_cell(page, title, bold=True) for title, _ in sheet.heads])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: Value, *, bold: bool = False) -> WriteOnlyCell:
    made = WriteOnlyCell(page, value=None)
    if isinstance(value, str):
        made.value, made.data_type = clean(value)[:LONGEST_TEXT], "s"
        if value.startswith(_FORMULA):
            made.quotePrefix = True
    else:
        made.value = value
    if isinstance(value, date):
        made.number_format = "dd/mm/yyyy"
    made.alignment = _TOP
    if bold:
        made.font = _BOLD
    return made
