"""Lines of "Nơi nhận" and the agency that each means: a literal table."""

import pytest

from cchc_portal.vietnam import recipients

CITY = "thành phố Đồng Nai"
NAMES = (
    "Ủy ban nhân dân thành phố Đồng Nai",
    "Hội đồng nhân dân thành phố Đồng Nai",
    "Văn phòng Ủy ban nhân dân thành phố",
    "Sở Nội vụ",
    "Ban Quản lý các Khu công nghiệp",
    "Ủy ban nhân dân phường Trấn Biên",
)
COMMITTEE, COUNCIL, OFFICE, HOME_AFFAIRS, ZONES, WARD = range(len(NAMES))

TABLE = [
    ("UBND thành phố (để b/c)", COMMITTEE),
    ("UBND thành phố Đồng Nai (b/c)", COMMITTEE),
    ("UBND TP. Đồng Nai", COMMITTEE),
    ("UBND TP (báo cáo);", COMMITTEE),
    ("UBND Đồng Nai", COMMITTEE),
    ("- Ủy ban nhân dân thành phố để báo cáo;", COMMITTEE),
    ("Ủy ban nhân dân thành phố Đồng Nai", COMMITTEE),
    ("HĐND thành phố", COUNCIL),
    ("VP UBND thành phố", OFFICE),
    ("Văn phòng UBND thành phố Đồng Nai", OFFICE),
    ("Sở Nội vụ (để theo dõi)", HOME_AFFAIRS),
    ("Sở Nội vụ thành phố Đồng Nai", HOME_AFFAIRS),
    ("sở nội vụ.", HOME_AFFAIRS),
    ("BQL các KCN", ZONES),
    ("BQL các Khu công nghiệp Đồng Nai", ZONES),
    ("UBND phường Trấn Biên", WARD),
    ("UBND tỉnh Đồng Nai", None),
    ("UBND tỉnh (để b/c)", None),
    ("UBND thành phố Biên Hòa", None),
    ("UBND các phường, xã", None),
    ("Thường trực HĐND thành phố", None),
    ("Sở Nội vụ tỉnh Bình Phước", None),
    ("Các phòng, đơn vị trực thuộc", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "which"), TABLE)
def test_the_agency_that_a_line_means(line: str, which: int | None) -> None:
    assert recipients.meant(line, NAMES, CITY) == which


@pytest.mark.parametrize(
    ("line", "which"), [("UBND tỉnh (để b/c)", 0), ("UBND tỉnh Đồng Tháp", 0), ("UBND thành phố", None)]
)
def test_in_a_province(line: str, which: int | None) -> None:
    assert recipients.meant(line, ["Ủy ban nhân dân tỉnh Đồng Tháp"], "tỉnh Đồng Tháp") == which


def test_where_two_have_the_name_none_is_meant() -> None:
    names = ["Sở Nội vụ", "Sở Nội vụ thành phố Đồng Nai"]
    assert recipients.meant("Sở Nội vụ (b/c)", names, CITY) is None
