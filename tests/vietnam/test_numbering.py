import pytest

from cchc_portal.vietnam import numbering


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (3, "III"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV"), (19, "XIX"), (40, "XL"), (90, "XC"),
     (400, "CD"), (1999, "MCMXCIX"), (3999, "MMMCMXCIX")],
)  # fmt: skip
def test_roman_numerals(number: int, written: str) -> None:
    assert numbering.roman(number) == written


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_other_numbers_have_no_roman_numeral(number: int) -> None:
    with pytest.raises(ValueError) as refused:
        numbering.roman(number)
    assert str(refused.value) == f"Không viết được số {number} bằng chữ số La Mã."


def test_points_follow_the_letters_of_the_decree() -> None:
    assert "".join(map(numbering.point_letter, range(1, 24))) == "abcdđeghiklmnopqrstuvxy"


@pytest.mark.parametrize(("number", "letter"), [(24, "aa"), (25, "ab"), (46, "ay"), (47, "ba")])
def test_points_go_on_after_the_last_letter(number: int, letter: str) -> None:
    assert numbering.point_letter(number) == letter


@pytest.mark.parametrize(
    ("level", "number", "written"),
    [(1, 4, "IV."), (2, 4, "4."), (3, 5, "đ)"), (4, 1, "-")],
)
def test_sections_are_numbered_by_level(level: int, number: int, written: str) -> None:
    assert numbering.section_number(level, number) == written


@pytest.mark.parametrize(
    ("number", "count", "label"), [(1, 1, "Phụ lục"), (1, 2, "Phụ lục I"), (4, 5, "Phụ lục IV")]
)
def test_an_appendix_alone_has_no_numeral(number: int, count: int, label: str) -> None:
    assert numbering.appendix_label(number, count) == label
