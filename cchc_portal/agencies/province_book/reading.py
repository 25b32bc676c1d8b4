"""An uploaded book as rows of text, each with its row's number; a file of another kind is refused in one sentence.

Formulas are not calculated and not trusted: each is a fault in its place.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from cchc_portal.agencies import packages
from cchc_portal.agencies.packages import Unreadable
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.text import clean

from .columns import EXAMPLE, GUIDE, MOST_ROWS, REASON, SHEETS, SheetForm

WRONG_KIND = "Tệp “{name}” không phải tệp Excel (.xlsx). Tải tệp mẫu, điền rồi tải lên."
FORMULA = "Ô có công thức; thay công thức bằng giá trị rồi tải lên lại."
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place; `follows`: only because another row is wrong."""

    sheet: str
    row: int
    column: str
    sentence: str
    follows: bool = False


@dataclass
class Book:
    """Rows by the key of their sheet: number of the row, and what its columns say."""

    rows: dict[str, list[tuple[int, dict[str, str]]]]
    faults: list[Fault] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {"rows": self.rows, "faults": [vars(fault) for fault in self.faults]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Book":
        rows = {key: [(number, cells) for number, cells in sheet] for key, sheet in data["rows"].items()}
        return cls(rows, [Fault(**fault) for fault in data["faults"]])


def read(content: bytes, name: str) -> Book:
    """Raises Unreadable with one sentence, and then nothing was read."""
    packages.refuse_size(len(content), name)
    if not content.startswith(b"PK"):
        raise Unreadable(WRONG_KIND.format(name=name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            packages.refuse_bomb(package, name)
            if "xl/workbook.xml" not in package.namelist():
                raise Unreadable(WRONG_KIND.format(name=name))
            for path in filter(packages.SHEET.fullmatch, package.namelist()):
                packages.refuse_vast(package, path, name)
            return _read(package, content, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, CalamineError) as error:
        raise Unreadable(packages.broken(name)) from error
    except PasswordError as error:
        raise Unreadable(packages.locked(name)) from error


def _read(package: zipfile.ZipFile, content: bytes, name: str) -> Book:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    known = {fold(title): title for title in workbook.sheet_names}
    book = Book({sheet.key: [] for sheet in SHEETS})
    found = [sheet for sheet in SHEETS if fold(sheet.title) in known]
    if not found:
        names = ", ".join(f"“{sheet.title}”" for sheet in SHEETS)
        raise Unreadable(f"Tệp “{name}” không có trang nào trong các trang {names}. Dùng tệp mẫu của cổng.")
    _refuse_unknown_sheets(book, workbook.sheet_names)
    formulas = _formulas(package)
    for sheet in found:
        title = known[fold(sheet.title)]
        rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
        _read_sheet(book, sheet, rows, formulas.get(title, set()), name)
    return book


def _refuse_unknown_sheets(book: Book, names: list[str]) -> None:
    known = {fold(title) for title in (*(sheet.title for sheet in SHEETS), GUIDE)}
    for title in names:
        if fold(title) not in known:
            book.faults.append(
                Fault(
                    title,
                    1,
                    "",
                    "Trang này không có trong tệp mẫu nên không được đọc; bỏ trang rồi tải lên lại.",
                )
            )


def _read_sheet(
    book: Book, sheet: SheetForm, rows: list[list[Any]], formulas: set[tuple[int, int]], name: str
) -> None:
    heads = _heads(book, sheet, rows[0] if rows else [], name)
    for number, cells in enumerate(rows[1:], start=2):
        texts = {place: _text(cell) for place, cell in enumerate(cells)}
        if not any(texts.values()):
            continue
        if number > MOST_ROWS:
            raise Unreadable(
                f"Trang “{sheet.title}” của tệp “{name}” có dữ liệu sau dòng {MOST_ROWS}; cổng đọc nhiều nhất {MOST_ROWS} dòng mỗi trang."
            )
        if next(filter(None, texts.values()), "").startswith(EXAMPLE):
            continue
        row = {key: texts.get(place, "") for place, key in heads.items()}
        book.rows[sheet.key].append((number, row))
    for number, place in sorted(formulas):
        title = sheet.column(heads[place - 1]).title if place - 1 in heads else ""
        book.faults.append(Fault(sheet.title, number, title, FORMULA))


def _heads(book: Book, sheet: SheetForm, first: list[Any], name: str) -> dict[int, str]:
    """Which column stands where; the order is free, a missing required one is not."""
    known = {fold(column.title): column for column in sheet.columns}
    heads: dict[int, str] = {}
    for place, cell in enumerate(first):
        title = _text(cell).rstrip(" *")
        column = known.pop(fold(title), None)
        if column is not None:
            heads[place] = column.key
        elif title and fold(title) != fold(REASON):
            book.faults.append(
                Fault(
                    sheet.title,
                    1,
                    title,
                    "Cột này không có trong tệp mẫu hoặc đứng hai lần; sửa tên cột hoặc bỏ cột.",
                )
            )
    missing = [column.title for column in known.values() if column.required]
    if missing:
        raise Unreadable(
            f"Trang “{sheet.title}” của tệp “{name}” thiếu cột {', '.join(f'“{title}”' for title in missing)}. Dùng tệp mẫu của cổng."
        )
    return heads


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return dates.short_date(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "\n".join(" ".join(line.split()) for line in clean(str(cell)).split("\n")).strip()


def _formulas(package: zipfile.ZipFile) -> dict[str, set[tuple[int, int]]]:
    """Row and column of each cell that holds a formula, by the title of its sheet."""
    return {title: set(_formula_cells(package, path)) for title, path in _paths(package)}


def _paths(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {
        entry.get("Id"): str(entry.get("Target")).removeprefix("/xl/")
        for entry in _parse(package, "xl/_rels/workbook.xml.rels")
    }
    for sheet in _parse(package, "xl/workbook.xml").iter("{*}sheet"):
        path = f"xl/{targets.get(sheet.get(_RELATION), '')}"
        if path in package.namelist():
            yield sheet.get("name", ""), path


def _parse(package: zipfile.ZipFile, path: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(package.read(path), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise zipfile.BadZipFile(path) from error


def _formula_cells(package: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int]]:
    row = column = 0
    with package.open(path) as stream:
        for _, element in etree.iterparse(
            stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False
        ):
            tag = etree.QName(element).localname
            if tag == "c":
                row, column = packages.place_of(element, row, column)
                if element.find("{*}f") is not None:
                    yield row, column
                element.clear()
            elif tag == "row":
                row, column = row + 1, 0
                element.clear()
