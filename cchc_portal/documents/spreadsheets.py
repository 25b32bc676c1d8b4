"""Tables as Excel books, written row by row so that memory does not grow with them. Every text leaves as text, never as a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from cchc_portal.vietnam.text import clean

Value = str | int | Decimal | date | None
LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_000
A4 = 9  # as Excel numbers the sizes of paper
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t")
_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)
_UNBROKEN = Alignment(vertical="center")
_LINED = Border(*(Side(style="thin") for _ in range(4)))


@dataclass(frozen=True)
class Sheet:
    """One table: its name, its heads with their widths, its rows; what stands above and left of `frozen` stays in sight."""

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]
    frozen: str = "A2"
    above: Sequence[
        str
    ] = ()  # lines over the heads, of a table that is handed in or kept on paper: it gets borders and A4 across


def written(sheets: Iterable[Sheet]) -> bytes:
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:LONGEST_SHEET_NAME])
        for place, (_, width) in enumerate(sheet.heads, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        page.freeze_panes = f"A{len(sheet.above) + 2}" if sheet.above else sheet.frozen
        lined = _set_up(page, sheet) if sheet.above else None
        page.append([_cell(page, title, bold=True, lined=lined) for title, _ in sheet.heads])
        for row in sheet.rows:
            page.append([_cell(page, value, lined=lined) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(page: Any, sheet: Sheet) -> Border:
    """A4 across, as wide as the paper, the heads on every page; the lines above, and what goes round each cell."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{len(sheet.above) + 1}:{len(sheet.above) + 1}"
    page.oddFooter.right.text = "Trang &P/&N"
    for words in sheet.above:
        cell = _cell(page, words, bold=True)
        cell.alignment = _UNBROKEN
        page.append([cell])
    return _LINED


def _cell(page: Any, value: Value, *, bold: bool = False, lined: Border | None = None) -> WriteOnlyCell:
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
    if lined is not None:
        made.border = lined
    if bold:
        made.font = _BOLD
    return made
