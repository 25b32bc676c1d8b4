"""Lists as people type them: what is read, what is shown again, what is refused with which sentence."""

import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from plans.forms.fields import CellsField, EntriesField, LinesField, MoneyField, ProductsField, read_product

LINES = LinesField(longest=300, most=3)
NUMBERED, BULLETS = EntriesField(numbered=True), EntriesField(numbered=False)
CELLS, PRODUCTS, MONEY = CellsField(longest=50_000), ProductsField(), MoneyField()


def entry(text: str, *bullets: dict[str, Any]) -> dict[str, Any]:
    return {"text": text, "bullets": list(bullets)}


def refusal(field: Any, typed: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return list(caught.value.messages)


def test_a_list_field_that_cannot_read_what_is_typed_is_not_made() -> None:
    unread = type("Unread", (LinesField.__base__,), {})
    assert unread.__abstractmethods__ == frozenset({"parse"})
    with pytest.raises(TypeError, match="abstract"):
        unread()


def test_one_thing_a_line_without_dashes_and_empty_lines() -> None:
    assert LINES.clean("- Văn phòng\r\n\r\n  Phòng  Quản lý đầu tư ") == ["Văn phòng", "Phòng Quản lý đầu tư"]


def test_text_typed_apart_from_its_marks_is_joined_and_control_characters_fall_away() -> None:
    decomposed = unicodedata.normalize("NFD", "Sở Nội vụ")
    assert LINES.clean(f"\x07{decomposed}\u200b") == ["Sở Nội vụ"]


def test_a_line_that_is_too_long_is_named() -> None:
    assert refusal(LINES, f"ngắn\n{'a' * 301}") == ["Dòng 2 dài 301 ký tự; nhiều nhất là 300 ký tự."]


def test_too_many_lines_are_counted() -> None:
    assert refusal(LINES, "a\nb\nc\nd") == ["Có 4 dòng; nhiều nhất là 3 dòng."]


def test_three_levels_of_numbered_points() -> None:
    typed = "1. Tuyên truyền\n- Trên báo\n+ Báo tỉnh\n- Trên đài\n2. Báo cáo"
    points = [
        entry("Tuyên truyền", entry("Trên báo", entry("Báo tỉnh")), entry("Trên đài")),
        entry("Báo cáo"),
    ]
    assert NUMBERED.clean(typed) == points
    assert NUMBERED.prepare_value(points) == typed


def test_two_levels_of_dashes_typed_with_or_without_the_first_mark() -> None:
    points = [entry("Kịp thời", entry("Trong ngày")), entry("Chính xác")]
    assert BULLETS.clean("- Kịp thời\n+ Trong ngày\nChính xác") == points


def test_a_second_level_without_a_first_is_the_first() -> None:
    assert BULLETS.clean("+ Một\n+ Hai") == [entry("Một"), entry("Hai")]


def test_a_line_break_inside_a_point_survives_the_box() -> None:
    points = [entry("Dòng trên\nDòng dưới")]
    assert NUMBERED.prepare_value(points) == "1. Dòng trên ⏎ Dòng dưới"
    assert NUMBERED.clean(NUMBERED.prepare_value(points)) == points


def test_a_point_that_starts_with_a_number_keeps_it() -> None:
    points = [entry("2026. Năm bản lề")]
    assert NUMBERED.clean(NUMBERED.prepare_value(points)) == points


@pytest.mark.parametrize(
    ("typed", "text", "quantity", "unit"),
    [
        ("24 tin, bài", "24 tin, bài", Decimal("24.00"), "tin, bài"),
        ("1.200 tờ gấp", "1.200 tờ gấp", Decimal("1200.00"), "tờ gấp"),
        ("2,5 giờ phát thanh", "2,5 giờ phát thanh", Decimal("2.50"), "giờ phát thanh"),
        ("02 cuộc", "02 cuộc", Decimal("2.00"), "cuộc"),
        ("Phóng sự | 4 phóng sự", "Phóng sự", Decimal("4.00"), "phóng sự"),
        ("Báo cáo kết quả", "Báo cáo kết quả", None, ""),
        ("2027", "2027", None, ""),
    ],
)
def test_products_are_read_with_their_quantity(
    typed: str, text: str, quantity: Decimal | None, unit: str
) -> None:
    product = {"text": text, "quantity": quantity, "unit": unit}
    assert read_product(typed) == product
    assert PRODUCTS.clean(PRODUCTS.prepare_value([product])) == [product]


@pytest.mark.parametrize("typed", ["12.500.000", "12500000", "12 500 000 đồng", "12,5 triệu", "0,0125 tỷ"])
def test_money_is_read_with_or_without_dots(typed: str) -> None:
    assert MONEY.clean(typed) == Decimal(12_500_000)


@pytest.mark.parametrize("typed", ["12,5 triệu tấn", "0,5", "-5 triệu", "-5", "mười đồng", "9" * 16])
def test_money_that_is_no_whole_number_is_refused(typed: str) -> None:
    assert refusal(MONEY, typed) == ["Nhập số tiền bằng đồng, ví dụ: 12.500.000 hoặc 12,5 triệu."]


def test_cells_typed_with_bars_become_rows_of_one_width() -> None:
    assert CELLS.clean("STT | Nội dung | Tiền\n1 | Tin, bài") == [
        ["STT", "Nội dung", "Tiền"],
        ["1", "Tin, bài", ""],
    ]


def test_cells_pasted_from_a_spreadsheet_keep_line_ends_and_bars() -> None:
    pasted = '1\t"Tin\nvà bài"\tBáo | Đài\n2\t\tZalo'
    assert CELLS.clean(pasted) == [["1", "Tin\nvà bài", "Báo | Đài"], ["2", "", "Zalo"]]


def test_a_cell_of_five_thousand_words_is_taken() -> None:
    cell = " ".join(["chữ"] * 5000)
    assert CELLS.clean(f"1 | {cell}") == [["1", cell]]


CELL = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=4).filter(
        lambda rows: len({*map(len, rows)}) == 1
    )
)
def test_a_table_shown_and_read_again_is_the_same(rows: list[list[str]]) -> None:
    rows = [[cell.replace("⏎", "x") for cell in row] for row in rows]
    assert CELLS.clean(CELLS.prepare_value(rows)) == rows
