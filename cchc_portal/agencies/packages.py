"""A Word or Excel file from outside: nothing of it is opened before its size is known; each refusal is one sentence."""

import re
import zipfile
from typing import Any

from lxml import etree

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES = 2000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
MOST_CELLS = 2_000_000
SMALL = 20 * 1024 * 1024  # a file of much empty space packs well; below this size the ratio says nothing

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class Unreadable(Exception):
    """Why a file cannot be read: the one sentence that the person reads."""


def refuse_size(size: int, name: str) -> None:
    if size == 0:
        raise Unreadable(f"Tệp “{name}” không có nội dung.")
    if size > MOST_BYTES:
        raise Unreadable(f"Tệp “{name}” nặng {size / 1024 / 1024:.0f} MB; cổng nhận tệp nặng nhất 20 MB.")


def refuse_bomb(package: zipfile.ZipFile, name: str) -> None:
    """Looks at the list of entries alone; what an entry claims here it cannot exceed when it is read."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    swollen = unpacked > SMALL and unpacked / packed > MOST_RATIO
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swollen:
        raise Unreadable(f"Tệp “{name}” giải nén ra quá lớn nên cổng không mở.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(locked(name))


def locked(name: str) -> str:
    return f"Tệp “{name}” được đặt mật khẩu. Bỏ mật khẩu của tệp rồi tải lên lại."


def broken(name: str) -> str:
    return f"Tệp “{name}” bị hỏng nên không đọc được. Đề nghị kiểm tra và tải lên lại."


def refuse_vast(package: zipfile.ZipFile, path: str, name: str) -> None:
    """Counts the rows and columns of cells that hold a value: two cells in far corners would else fill the memory."""
    rows = columns = row = column = 0
    with package.open(path) as stream:
        try:
            for _, element in etree.iterparse(
                stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False
            ):
                tag = etree.QName(element).localname
                if tag == "c":
                    row, column = place_of(element, row, column)
                    if len(element):
                        rows, columns = max(rows, row), max(columns, column)
                    element.clear()
                elif tag == "row":
                    row, column = row + 1, 0
                    element.clear()
        except etree.XMLSyntaxError as error:
            raise Unreadable(broken(name)) from error
    if rows * columns > MOST_CELLS:
        raise Unreadable(
            f"Tệp “{name}” có ô dữ liệu nằm quá xa (dòng {rows}, cột {columns}) nên cổng không mở."
        )


def place_of(cell: Any, row: int, column: int) -> tuple[int, int]:
    """Row and column of a cell; one that does not say stands right of the one before."""
    found = _REFERENCE.fullmatch(cell.get("r") or "")
    if not found:
        return row, column + 1
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return int(found[2]), number
