"""Dictionary order kept in a text column."""

from cchc_portal.vietnam import alphabet

ORDERED = [
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
    "Đồng Tháp", "Gia Lai", "Hà Nội", "Phường 2", "Phường 10", "Phường An", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị",
]  # fmt: skip


def test_the_text_sorts_as_the_dictionary_does() -> None:
    shuffled = ORDERED[::-1]
    shuffled.sort(key=lambda name: alphabet.sort_text(name, 600))
    assert shuffled == ORDERED


def test_the_text_is_digits_alone_so_that_no_collation_changes_its_order() -> None:
    assert {alphabet.sort_text(name, 600).isdigit() for name in ORDERED} == {True}


def test_the_text_never_outgrows_its_column() -> None:
    assert len(alphabet.sort_text("Ủy ban nhân dân " * 40, 600)) == 600
