"""An Excel workbook as tables of text: typed values and a formula's last value, never the formula.

The size of each sheet is counted before it is read.
"""

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from cchc_portal.agencies.packages import SHEET, broken, refuse_vast
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.numbers import format_number
from cchc_portal.vietnam.text import clean
from plans.importing import legacy, xml
from plans.importing.refusal import Unreadable
from plans.importing.source import Aside, Cell, Sheet, Source, Table

MOST_ROWS = 5_000
_ASIDE_PARTS = (
    (re.compile(r"xl/comments\d*\.xml|xl/comments/comment\d+\.xml"), "Ghi chú của ô"),
    (re.compile(r"xl/drawings/drawing\d+\.xml"), "Hộp chữ"),
)
_MACROS = "Tệp có macro. Cổng chỉ đọc phần chữ, macro không được chạy và không được giữ lại."


def read(package: zipfile.ZipFile, content: bytes, name: str) -> Source:
    """Every visible sheet that says something."""
    for path in filter(SHEET.fullmatch, package.namelist()):
        refuse_vast(package, path, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(_sheets(workbook, name))
    except PasswordError as error:
        raise Unreadable(f"Tệp “{name}” được đặt mật khẩu. Bỏ mật khẩu của tệp rồi tải lên lại.") from error
    except CalamineError as error:
        raise Unreadable(broken(name)) from error
    if not sheets:
        raise Unreadable(f"Tệp “{name}” không có trang tính nào có chữ.")
    notes = (_MACROS,) if "xl/vbaProject.bin" in package.namelist() else ()
    return Source("excel", sheets, tuple(_asides(package, name)), notes)


def _sheets(workbook: CalamineWorkbook, name: str) -> Iterator[Sheet]:
    for known in workbook.sheets_metadata:
        if known.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_name(known.name)
        table = _table(sheet)
        if len(table.rows) > MOST_ROWS:
            rows = format_number(len(table.rows))
            raise Unreadable(f"Trang tính “{known.name}” có {rows} dòng; cổng nhận nhiều nhất 5.000 dòng.")
        if table.rows:
            yield Sheet(known.name, (table,))


def _table(sheet: CalamineSheet) -> Table:
    """Rows and columns that hold nothing are left out; merged cells as the sheet says them."""
    values = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    rows = [number for number, row in enumerate(values) if any(row)]
    columns = [n for n in range(max(map(len, values), default=0)) if any(values[row][n] for row in rows)]
    grid: list[list[Cell | None]] = [
        [Cell(tuple(values[row][column].split("\n")) if values[row][column] else ()) for column in columns]
        for row in rows
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _merge(
            grid,
            range(bisect_left(rows, top), bisect_right(rows, bottom)),
            range(bisect_left(columns, left), bisect_right(columns, right)),
        )
    return Table(tuple(map(tuple, grid)))


def _merge(grid: list[list[Cell | None]], down: range, across: range) -> None:
    """The first cell covers the area; the others there are gone, unless they say something of their own."""
    if not down or not across:
        return
    first = grid[down[0]][across[0]]
    area = [(row, column) for row in down for column in across][1:]
    if first and not any(cell and cell.lines for row, column in area if (cell := grid[row][column])):
        grid[down[0]][across[0]] = replace(first, rows=len(down), columns=len(across))
        for row, column in area:
            grid[row][column] = None


def _text(value: Any) -> str:
    """A typed value as it is written in Vietnamese."""
    if isinstance(value, str):
        return clean(legacy.guarded(value))
    if isinstance(value, bool):
        return "Đúng" if value else "Sai"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        written = dates.short_date(value)
        return written if value.time() == time() else f"{value:%H:%M} {written}"
    if isinstance(value, date):
        return dates.short_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return clean(str(value))


def _number(value: float) -> str:
    """A whole number that may be a year stands without a dot."""
    if not isfinite(value):
        return ""
    if value == int(value):
        return str(int(value)) if 1900 <= value <= 2100 else format_number(int(value))
    return format_number(round(value, 10))


def _asides(package: zipfile.ZipFile, name: str) -> Iterator[Aside]:
    """Comments and text boxes."""
    for path in sorted(package.namelist()):
        kind = next((kind for pattern, kind in _ASIDE_PARTS if pattern.fullmatch(path)), "")
        root = xml.part(package, path, name) if kind else None
        if root is None:
            continue
        for body in root.iter("{*}comment", "{*}txBody"):
            text = clean("".join(part.text or "" for part in body.iter("{*}t")))
            if text:
                yield Aside(kind, text)
