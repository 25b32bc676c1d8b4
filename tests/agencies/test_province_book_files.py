"""Files that are no province's book, or try to be more: formulas, unknown columns, empty rows, bombs."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc_portal.agencies.packages import Unreadable
from cchc_portal.agencies.province_book import reading, writing
from tests.agencies import books
from tests.agencies.uploads import NAME, looked
from tests.world import World, entered


def test_a_formula_is_a_fault_in_its_place_and_never_calculated(settled: World) -> None:
    content = books.changed(books.book(books.department()), "Người dùng", 2, "Họ và tên", "=A2")
    with entered(settled.province):
        _, outlook = looked(settled, content)
        assert [
            (each.sheet, each.row, each.column, each.sentence) for each in outlook.checked.own_faults
        ] == [
            ("Người dùng", 2, "Họ và tên", "Ô có công thức; thay công thức bằng giá trị rồi tải lên lại."),
            ("Người dùng", 2, "Họ và tên", "Thiếu họ và tên."),
        ]


def test_text_that_looks_like_a_formula_leaves_as_text() -> None:
    made = load_workbook(io.BytesIO(writing.filled([("units", ["so-a", "=1+1", ""])])))
    cell = made["Đơn vị"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_an_unknown_column_and_an_unknown_sheet_are_faults(settled: World) -> None:
    content = books.changed(
        books.book(books.department(), more={"Ghi chú": [["x"]]}), "Đơn vị", 1, "Viết tắt", "Tắt"
    )
    with entered(settled.province):
        _, outlook = looked(settled, content)
        assert [(each.sheet, each.row, each.column) for each in outlook.checked.faults] == [
            ("Ghi chú", 1, ""),
            ("Đơn vị", 1, "Tắt"),
        ]


def with_empty_rows(count: int) -> bytes:
    """Rows that only have a form."""
    made = load_workbook(io.BytesIO(books.book(books.department())))
    page = made["Đơn vị"]
    for row in range(3, count):
        page.row_dimensions[row].height = 20
    return books.saved(made)


def test_a_hundred_thousand_empty_rows_are_nothing() -> None:
    read = reading.read(with_empty_rows(100_000), NAME)
    assert len(read.rows["units"]) == 1


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 300_000_000)
    return written.getvalue()


def without_column() -> bytes:
    return books.changed(books.book(books.department()), "Cơ quan", 1, "Ký hiệu", None)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"", "Tệp “danh-sach.xlsx” không có nội dung."),
        (lambda: b"a,b,c", "Tệp “danh-sach.xlsx” không phải tệp Excel (.xlsx). Tải tệp mẫu, điền rồi tải lên."),
        (lambda: b"PK\x03\x04", "Tệp “danh-sach.xlsx” bị hỏng nên không đọc được. Đề nghị kiểm tra và tải lên lại."),
        (bomb, "Tệp “danh-sach.xlsx” giải nén ra quá lớn nên cổng không mở."),
        (lambda: books.book({}, more={"Sheet1": [["a"]]}), "Tệp “danh-sach.xlsx” không có trang nào trong các trang “Cơ quan”, “Đơn vị”, “Vị trí”, “Người dùng”. Dùng tệp mẫu của cổng."),
        (without_column, "Trang “Cơ quan” của tệp “danh-sach.xlsx” thiếu cột “Ký hiệu”. Dùng tệp mẫu của cổng."),
        (lambda: books.changed(books.book(books.department()), "Đơn vị", 20_001, "Tên đơn vị", "Phòng xa"), "Trang “Đơn vị” của tệp “danh-sach.xlsx” có dữ liệu sau dòng 20000; cổng đọc nhiều nhất 20000 dòng mỗi trang."),
    ],
    ids=["empty", "no Excel", "broken", "bomb", "other sheets", "no column", "too long"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(make: Any, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading.read(make(), NAME)
    assert str(refusal.value) == said
