import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_portal.vietnam.text import LookAlike, Run, clean, clean_line, look_alikes, lower_first, plain, runs


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch"), "Kế hoạch"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\u00a0b", "a b"),
        ("a \u00a0\t b", "a b"),
        ("  a  ", "a"),
        ("a\x00\x07b", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a \n b", "a\nb"),
        ("a\u2028b", "a\nb"),
        ("a\u202eb", "ab"),
        ("a \u200b b", "a b"),
        ("e\u200b\u0301", "é"),
        ("a\ud800b", "ab"),
        ("<b>&amp;", "<b>&amp;"),
        ("🎉", "🎉"),
    ],
)
def test_text_is_cleaned(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(st.text())
def test_clean_text_stays_as_it_is(typed: str) -> None:
    once = clean(typed)
    assert (clean(once), unicodedata.normalize("NFC", once)) == (once, once)


def test_a_name_stands_on_one_line() -> None:
    assert clean_line(" Ban Quản lý \n các Khu công nghiệp ") == "Ban Quản lý các Khu công nghiệp"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đồng Nai", []),
        ("Kế hоạch", [LookAlike(4, "о", "o")]),
        ("Ðồng", [LookAlike(0, "Ð", "Đ")]),
        ("Ａ4", [LookAlike(0, "Ａ", "A")]),
    ],
)
def test_letters_of_other_alphabets_are_found(text: str, found: list[LookAlike]) -> None:
    assert look_alikes(text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", [Run("a")]),
        ("a **b** c", [Run("a "), Run("b", bold=True), Run(" c")]),
        ("*b*.", [Run("b", italic=True), Run(".")]),
        ("***b***", [Run("b", bold=True, italic=True)]),
        ("**a *b* c**", [Run("a ", True), Run("b", True, True), Run(" c", True)]),
        ("**a *b***", [Run("a ", True), Run("b", True, True)]),
        ("*a **b***", [Run("a ", italic=True), Run("b", True, True)]),
        ("2*3*4", [Run("2*3*4")]),
        ("* a*", [Run("* a*")]),
        ("**a*", [Run("**a*")]),
        ("**a\nb**", [Run("**a\nb**")]),
        ("****", [Run("****")]),
        ("khách sạn 5*, 4*", [Run("khách sạn 5*, 4*")]),
        ("<b>x</b> [a](b) `c` _d_", [Run("<b>x</b> [a](b) `c` _d_")]),
    ],
)
def test_inline_text_knows_bold_and_italic_only(text: str, expected: list[Run]) -> None:
    assert runs(text) == expected


@given(st.text(alphabet="*ab \n"))
def test_inline_text_loses_nothing_but_stars(text: str) -> None:
    assert plain(text).replace("*", "") == text.replace("*", "")


def test_marks_can_be_taken_off() -> None:
    assert plain("về *Chính quyền số* và **CCHC**") == "về Chính quyền số và CCHC"


@pytest.mark.parametrize(
    ("words", "inside"),
    [("Trích yếu", "trích yếu"), ("CCHC năm 2027", "CCHC năm 2027"), ("Ý", "ý"), ("", "")],
)
def test_words_inside_a_sentence_lose_their_capital_and_abbreviations_keep_theirs(
    words: str, inside: str
) -> None:
    assert lower_first(words) == inside
