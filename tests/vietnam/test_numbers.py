from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_portal.vietnam import numbers


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        (1234.5, None, "1.234,5"),
        (0, None, "0"),
        (1000, None, "1.000"),
        (100, None, "100"),
        (12_500_000, None, "12.500.000"),
        (-1200, None, "-1.200"),
        (98.5, 2, "98,50"),
        (Decimal("0.10"), None, "0,1"),
        (1e16, None, "10.000.000.000.000.000"),
    ],
)
def test_numbers_have_a_decimal_comma(number: float | Decimal, places: int | None, shown: str) -> None:
    assert numbers.format_number(number, places) == shown


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234,5", Decimal("1234.5")),
        ("1.234", Decimal(1234)),
        ("1,5", Decimal("1.5")),
        ("12500000", Decimal(12500000)),
        ("12.500.000", Decimal(12500000)),
        (" 1 000 ", Decimal(1000)),
        ("-3", Decimal(-3)),
    ],
)
def test_typed_numbers_are_read(typed: str, number: Decimal) -> None:
    assert numbers.parse_number(typed) == number


@pytest.mark.parametrize("typed", ["", "abc", "1.23", "1,2,3", "12.50", "1.2345", "1,", ","])
def test_doubtful_numbers_are_refused(typed: str) -> None:
    with pytest.raises(ValueError) as refused:
        numbers.parse_number(typed)
    assert str(refused.value) == (
        "Nhập số với dấu chấm ngăn hàng nghìn và dấu phẩy trước phần lẻ, ví dụ: 1.234,5."
    )


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_what_is_shown_is_read_back(number: Decimal) -> None:
    assert numbers.parse_number(numbers.format_number(number)) == number


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (104, "Một trăm linh bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (555, "Năm trăm năm mươi lăm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_001, "Một nghìn không trăm linh một đồng"),
        (1_010, "Một nghìn không trăm mười đồng"),
        (10_500, "Mười nghìn năm trăm đồng"),
        (12_500_000, "Mười hai triệu năm trăm nghìn đồng"),
        (450_000_000, "Bốn trăm năm mươi triệu đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (2_150_000_000, "Hai tỷ một trăm năm mươi triệu đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (-5, "Âm năm đồng"),
    ],
)
def test_amounts_are_written_in_words(amount: int, words: str) -> None:
    assert numbers.amount_in_words(amount) == words


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "said"),
    [
        ("12 tin, bài", 12, "tin, bài", "12 tin, bài"),
        ("02 phóng sự", 2, "phóng sự", "02 phóng sự"),
        ("1.200 tờ gấp", 1200, "tờ gấp", "1.200 tờ gấp"),
        ("Tin, bài", 24, "tin, bài", "24 tin, bài"),
        ("Phóng sự truyền hình", 2, "phóng sự", "2 phóng sự truyền hình"),
        ("Cuộc họp", 1, "cuộc", "1 cuộc họp"),
        ("Hội nghị tập huấn", 2, "buổi", "Hội nghị tập huấn: 2 buổi"),
        ("12 tháng phát sóng", 24, "số", "12 tháng phát sóng: 24 số"),
        ("Báo cáo", None, "", "Báo cáo"),
        ("", 3, "lớp", "3 lớp"),
    ],
)
def test_a_product_is_said_once(text: str, quantity: int | None, unit: str, said: str) -> None:
    assert numbers.counted(text, quantity, unit) == said


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12.500.000", 12_500_000),
        ("12 500 000 đồng", 12_500_000),
        ("15 triệu", 15_000_000),
        ("15 triệu đồng", 15_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1,5 tỉ", 1_500_000_000),
        ("500 nghìn", 500_000),
        ("1.200 triệu", 1_200_000_000),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_type_it(typed: str, amount: int) -> None:
    assert numbers.parse_amount(typed) == amount


@pytest.mark.parametrize("typed", ["", "mười đồng", "-5", "0,5", "1,23456789 nghìn", "9" * 16, "2000000 tỷ"])
def test_what_is_no_amount_of_whole_dong_is_refused(typed: str) -> None:
    with pytest.raises(ValueError) as caught:
        numbers.parse_amount(typed)
    assert str(caught.value) == "Nhập số tiền bằng đồng, ví dụ: 12.500.000 hoặc 12,5 triệu."
