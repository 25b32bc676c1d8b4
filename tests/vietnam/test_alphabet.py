import unicodedata

import pytest

from cchc_portal.vietnam import alphabet


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đồng Nai", "dong nai"),
        ("ĐỒNG  NAI", "dong nai"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("Thủ tục hành chính", "thu tuc hanh chinh"),
        ("Ủy ban", "uy ban"),
        ("UỶ BAN", "uy ban"),
        ("ưu đãi 2027", "uu dai 2027"),
        ("", ""),
    ],
)
def test_a_search_sees_no_marks(text: str, folded: str) -> None:
    assert (alphabet.fold(text), alphabet.fold(unicodedata.normalize("NFD", text))) == (folded, folded)


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("hoà", "hòa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("Uỷ ban", "Ủy ban"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("QÚY", "QUÝ"),
        ("hoàn thành, khoảng, chuyến", "hoàn thành, khoảng, chuyến"),
        ("hòa, ủy", "hòa, ủy"),
    ],
)
def test_both_tone_placements_become_one(text: str, placed: str) -> None:
    assert alphabet.place_tones(text) == placed


def test_words_stand_in_dictionary_order() -> None:
    ordered = [
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "ban",
        "băn",
        "bân",
        "ca",
        "da",
        "đa",
        "ê a",
        "ô",
        "ơ",
        "ư",
        "y",
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=alphabet.sort_key) == ordered


def test_provinces_stand_in_vietnamese_order() -> None:
    ordered = [
        "An Giang",
        "Bắc Ninh",
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Đồng Nai",
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=alphabet.sort_key) == ordered


def test_numbers_in_names_count_by_value() -> None:
    ordered = ["Phường 2", "Phường 10", "Phường An"]
    backwards = ordered[::-1]
    assert sorted(backwards, key=alphabet.sort_key) == ordered


def test_people_are_listed_by_given_name() -> None:
    ordered = ["Nguyễn Du", "Trần Hưng Đạo", "Lê Lợi", "Lê Thái Tổ", "Lý Thái Tổ", "Nguyễn Trãi"]
    backwards = ordered[::-1]
    assert sorted(backwards, key=alphabet.given_name_key) == ordered


def test_the_alphabet_has_134_letters_beyond_ascii() -> None:
    letters = alphabet.VIETNAMESE_LETTERS
    assert (len(letters), len(set(letters)), unicodedata.normalize("NFC", letters)) == (134, 134, letters)


def test_a_font_needs_the_letters_and_ascii() -> None:
    wanted = {chr(code) for code in range(0x21, 0x7F)} | set(alphabet.VIETNAMESE_LETTERS)
    assert wanted - set(alphabet.FONT_CHARACTERS) == set()
