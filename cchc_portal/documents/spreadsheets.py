"""The register as an Excel book. Every text leaves as text: a cell that begins with = + - or @ is never a formula."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.register import columns
from cchc_portal.vietnam.text import clean

WIDTHS = (16, 12, 50, 24, 40, 16, 9, 12, 24, 40)
_TOP = Alignment(vertical="top", wrap_text=True)


def workbook(lines: Iterable[IssuedNumber], *, sheet: str) -> bytes:
    """Titles in the first row, which stays in sight, then a row a line."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for place, width in enumerate(WIDTHS):
        page.column_dimensions["ABCDEFGHIJ"[place]].width = width
    page.freeze_panes = "A2"
    page.append([_cell(page, title, bold=True) for title in columns.TITLES])
    for line in lines:
        page.append([_cell(page, value) for value in columns.cells(line)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(page: Any, value: columns.Cell, *, bold: bool = False) -> WriteOnlyCell:
    made = WriteOnlyCell(page, value=None)
    if isinstance(value, str):
        made.value, made.data_type = clean(value), "s"
        made.quotePrefix = value[:1] in ("=", "+", "-", "@")
    else:
        made.value = value
    if isinstance(value, date):
        made.number_format = "dd/mm/yyyy"
    made.alignment = _TOP
    if bold:
        made.font = Font(bold=True)
    return made
