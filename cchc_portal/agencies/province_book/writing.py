"""The book as an Excel file: what stands, or blank with an example; byte for byte the same for the same rows.

Every text leaves as text: a cell that begins with = + - or @ is never a formula.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .columns import AGENCIES, EXAMPLE, GUIDE, LEVELS, MOST_ROWS, REASON, ROLES, SHEETS, SheetForm
from .reading import Fault

_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="E7F0FA")
_LONG_AGO = datetime(2020, 1, 1)  # noqa: DTZ001  a fixed mark, no moment
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_LISTS = {"Loại cơ quan": tuple(LEVELS), "Vai trò": tuple(ROLES)}
"""Lists to choose from; their words have commas, so that they stand in cells."""
_WORDS = (
    "Mỗi trang một loại: “Cơ quan”, “Đơn vị”, “Vị trí”, “Người dùng”. Cột có dấu * là bắt buộc.",
    "Dòng bắt đầu bằng “Ví dụ:” chỉ để xem, không được nhập; có thể xóa.",
    "Mã cơ quan nối các trang với nhau: một cơ quan, một mã.",
    "Một người giữ nhiều vị trí: mỗi vị trí một dòng, cùng một địa chỉ thư điện tử.",
    "Cổng đọc xong cho xem lại tất cả: dòng sẽ thêm, sẽ sửa, giữ nguyên và từng lỗi. Chưa đồng ý thì chưa ghi gì.",
    "Dòng không có trong tệp được giữ nguyên trong cổng; tệp không xóa gì.",
    "Mật khẩu không có trong tệp: mỗi người mới nhận thư mời và tự đặt mật khẩu.",
)


def blank() -> bytes:
    """Headings, lists to choose from, and an example row."""
    book = _book()
    for sheet in SHEETS:
        texts = [column.example for column in sheet.columns]
        _write(book[sheet.title], [[f"{EXAMPLE} {texts[0]}", *texts[1:]]], italic=True)
    return _bytes(book)


def filled(rows: Iterable[tuple[str, list[str]]]) -> bytes:
    """What stands, as `comparing.rows_standing` gives it."""
    book = _book()
    by_sheet: dict[str, list[list[str]]] = {sheet.key: [] for sheet in SHEETS}
    for key, texts in rows:
        by_sheet[key].append(texts)
    for sheet in SHEETS:
        _write(book[sheet.title], by_sheet[sheet.key])
    return _bytes(book)


def wrong_rows(rows: dict[str, list[tuple[int, dict[str, str]]]], faults: Iterable[Fault]) -> bytes:
    """Only the rows that are wrong, each with its reasons in a last column: mended, they can be sent in alone."""
    reasons: dict[tuple[str, int], list[str]] = {}
    for fault in faults:
        said = f"{fault.column}: {fault.sentence}" if fault.column else fault.sentence
        reasons.setdefault((fault.sheet, fault.row), []).append(said)
    book = _book(reason=True)
    for sheet in SHEETS:
        wrong = [(number, cells) for number, cells in rows[sheet.key] if (sheet.title, number) in reasons]
        texts = [
            [
                *(cells.get(column.key, "") for column in sheet.columns),
                f"Dòng {number}. " + "\n".join(reasons[sheet.title, number]),
            ]
            for number, cells in wrong
        ]
        _write(book[sheet.title], texts)
    return _bytes(book)


def _book(*, reason: bool = False) -> Workbook:
    book = Workbook()
    guide = book.active
    assert guide is not None  # noqa: S101  a new workbook has a sheet
    guide.title = GUIDE
    guide.column_dimensions["A"].width = 110
    for number, words in enumerate(_WORDS, start=1):
        _put(guide, number, 1, words)
    for place, (title, words_of_list) in enumerate(_LISTS.items(), start=3):
        guide.column_dimensions[get_column_letter(place)].width = 36
        for number, words in enumerate([title, *words_of_list], start=1):
            _put(guide, number, place, words)
    for sheet in SHEETS:
        _heads(book.create_sheet(sheet.title), sheet, reason=reason)
    book.active = 1
    return book


def _heads(page: Any, sheet: SheetForm, *, reason: bool) -> None:
    titles = [column.title + (" *" if column.required else "") for column in sheet.columns]
    for place, title in enumerate([*titles, REASON] if reason else titles, start=1):
        cell = _put(page, 1, place, title)
        cell.font, cell.fill = Font(bold=True), _HEAD
        width = sheet.columns[place - 1].width if place <= len(titles) else 60
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        listed = _choices(sheet, column.key)
        if listed or column.hint:
            page.add_data_validation(_validation(column, listed, get_column_letter(place)))


def _choices(sheet: SheetForm, key: str) -> str:
    """The list that a cell offers; several roles are typed, so none is forced there."""
    if key in {"agency", "superior"} and not (sheet is AGENCIES and key == "agency"):
        return f"'{AGENCIES.title}'!$A$2:$A${MOST_ROWS}"
    if key not in {"level", "roles"}:
        return ""
    title = sheet.column(key).title
    letter = get_column_letter(3 + list(_LISTS).index(title))
    return f"'{GUIDE}'!${letter}$2:${letter}${1 + len(_LISTS[title])}"


def _validation(column: Any, listed: str, letter: str) -> DataValidation:
    made = DataValidation(
        type="list" if listed else None,
        formula1=listed or None,
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=bool(column.hint),
        promptTitle=column.title[:32] if column.hint else None,
        prompt=column.hint[:250] or None,
    )
    made.add(f"{letter}2:{letter}{MOST_ROWS}")
    return made


def _write(page: Any, rows: Iterable[list[str]], *, italic: bool = False) -> None:
    for number, texts in enumerate(rows, start=2):
        for place, text in enumerate(texts, start=1):
            if text:
                cell = _put(page, number, place, text)
                if italic:
                    cell.font = Font(italic=True, color="6B7683")


def _put(page: Any, row: int, place: int, text: str) -> Any:
    cell = page.cell(row, place)
    cell.value, cell.data_type, cell.number_format = text, "s", "@"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    cell.alignment = _TOP
    return cell


def _bytes(book: Workbook) -> bytes:
    """Without the moment at which it was written."""
    book.properties.created = _LONG_AGO
    book.properties.creator = "Cổng kế hoạch tuyên truyền CCHC"
    written, settled = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in made.infolist():
            content = made.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2020-01-01T00:00:00Z", content)
            kept.writestr(
                zipfile.ZipInfo(entry.filename, _LONG_AGO.timetuple()[:6]), content, zipfile.ZIP_DEFLATED
            )
    return settled.getvalue()
