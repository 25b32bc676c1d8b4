import pytest

from cchc_portal.vietnam import symbols


@pytest.mark.parametrize(
    ("number", "printed"), [("6", "06"), ("06", "06"), ("10", "10"), (9, "09"), ("100", "100"), ("1a", "01a")]
)
def test_numbers_below_ten_take_a_zero(number: str | int, printed: str) -> None:
    assert symbols.printed_number(number) == printed


@pytest.mark.parametrize(
    ("number", "kind", "issuer", "symbol", "line"),
    [
        ("06", "KH", "KCNĐN", "06/KH-KCNĐN", "Số: 06/KH-KCNĐN"),
        ("6", "KH", "KCNĐN", "06/KH-KCNĐN", "Số: 06/KH-KCNĐN"),
        ("1572", "KH", "UBND", "1572/KH-UBND", "Số: 1572/KH-UBND"),
        ("225", "QĐ", "TTg", "225/QĐ-TTg", "Số: 225/QĐ-TTg"),
        (None, "KH", "SNgV", "        /KH-SNgV", "Số:        /KH-SNgV"),
    ],
)
def test_number_and_symbol_stand_without_spaces(
    number: str | None, kind: str, issuer: str, symbol: str, line: str
) -> None:
    assert symbols.document_symbol(number, kind, issuer) == symbol
    assert symbols.number_line(number, kind, issuer) == line


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        ("06/KH-KCNĐN", ("06", "KH-KCNĐN")),
        ("06 /KH-KCNĐN", ("06", "KH-KCNĐN")),
        ("30/2020/NĐ-CP", ("30", "2020/NĐ-CP")),
        ("17-NQ/TW", ("17-NQ", "TW")),
        ("15", ("15", "")),
    ],
)
def test_a_symbol_is_split_at_its_first_stroke(symbol: str, parts: tuple[str, str]) -> None:
    assert symbols.split_symbol(symbol) == parts


@pytest.mark.parametrize(
    ("pattern", "line", "matches"),
    [
        (symbols.ISSUED_NUMBER, "Số: 06/KH-KCNĐN", True),
        (symbols.ISSUED_NUMBER, "Số: 6/KH-KCNĐN", False),
        (symbols.ISSUED_NUMBER, "Số: 06 /KH-KCNĐN", False),
        (symbols.DRAFT_NUMBER, "Số:        /KH-KCNĐN", True),
        (symbols.DRAFT_NUMBER, "Số: 06/KH-KCNĐN", False),
        (symbols.PLACE_DATE, "Đồng Nai, ngày 21 tháng 01 năm 2020", True),
        (symbols.PLACE_DATE, "Đồng Nai, ngày 5 tháng 01 năm 2020", False),
        (symbols.PLACE_DATE, "Đồng Nai, ngày 05 tháng 03 năm 2020", False),
        (symbols.ARCHIVE_LINE, "- Lưu: VT, CCHC.", True),
        (symbols.ARCHIVE_LINE, "- Lưu: VT, HC (2).", True),
        (symbols.ARCHIVE_LINE, "- Lưu VT, CCHC.", False),
        (symbols.ATTACHED_TO, "(Kèm theo Kế hoạch số 06/KH-KCNĐN ngày 21 tháng 01 năm 2020 của Ban Quản lý)", True),
        (symbols.ATTACHED_TO, "Kèm theo Kế hoạch số 06/KH-KCNĐN", False),
        (symbols.AUTHORITY, "KT. TRƯỞNG BAN", True),
        (symbols.AUTHORITY, "KT TRƯỞNG BAN", False),
        (symbols.HONORIFIC, "TS. Chuyên viên", True),
        (symbols.HONORIFIC, "Chuyên viên", False),
        (symbols.AGENCY_SYMBOL, "SNgV", True),
        (symbols.AGENCY_SYMBOL, "KCN ĐN", False),
    ],
)  # fmt: skip
def test_lines_of_a_document_match_their_pattern(pattern, line: str, matches: bool) -> None:
    assert bool(pattern.match(line)) == matches


@pytest.mark.parametrize(
    ("line", "in_form"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", True),
        ("XIV. TỔ CHỨC THỰC HIỆN", True),
        ("I. Mục đích", False),
        ("IV. TỔ CHỨC THỰC HIỆN:", False),
        ("1. MỤC ĐÍCH", False),
    ],
)
def test_a_heading_of_the_first_level_is_roman_and_in_capitals(line: str, in_form: bool) -> None:
    assert symbols.is_section_heading(line) == in_form
