"""The 34 units of 2025 add up, and each of the 63 before them has exactly one successor."""

from collections import Counter
from datetime import date

import pytest

from cchc_portal.vietnam import former_names, provincial_units
from cchc_portal.vietnam.provincial_units import units

# Nghị quyết số 202/2025/QH15: what was not touched.
UNCHANGED = {
    "Hà Nội", "Huế", "Cao Bằng", "Điện Biên", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Thanh Hóa", "Sơn La",
}  # fmt: skip
# The 63 units that stood on 30/6/2025, in the order of the alphabet.
BEFORE = """An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước, Bình Thuận,
Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh,
Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Huế, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai,
Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh,
Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc,
Yên Bái"""
NAMES_BEFORE = {" ".join(name.split()) for name in BEFORE.split(",")}


def test_thirty_four_units_are_eleven_unchanged_and_twenty_three_merged() -> None:
    assert len(units()) == len({unit.slug for unit in units()}) == 34
    assert {unit.name for unit in units() if not unit.merged} == UNCHANGED
    assert sum(unit.merged for unit in units()) == 23


def test_each_of_the_sixty_three_before_has_exactly_one_successor() -> None:
    assert len(NAMES_BEFORE) == 63
    counted = Counter(name for unit in units() for name in unit.predecessors)
    assert counted == Counter(NAMES_BEFORE)


def test_a_merged_unit_keeps_the_name_of_its_first_predecessor() -> None:
    assert [unit.name for unit in units() if unit.predecessors[0] != unit.name] == []


def test_the_cities_of_2025_are_six_and_three_more_came_in_2026() -> None:
    def cities(day: date) -> set[str]:
        return {unit.name for unit in units() if unit.kind_on(day) == "thanh-pho"}

    first = {"Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}
    assert cities(date(2026, 4, 29)) == first
    assert cities(date(2026, 4, 30)) == {*first, "Đồng Nai"}
    assert cities(date(2026, 9, 1)) == {*first, "Đồng Nai", "Quảng Ninh"}
    assert cities(date(2026, 9, 20)) == {*first, "Đồng Nai", "Quảng Ninh", "Bắc Ninh"}


@pytest.mark.parametrize("unit", units(), ids=lambda unit: unit.slug)
def test_each_unit_names_its_source_and_agrees_with_the_names_that_checks_know(
    unit: provincial_units.ProvincialUnit,
) -> None:
    assert unit.source == "Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội"
    assert former_names.city_since(unit.name) == unit.city_since
    day = date(2025, 7, 1)
    for name in unit.predecessors[1:]:
        found = [former.now for former in former_names.former_names(f"tỉnh {name}", day)]
        kind = {"tinh": "tỉnh", "thanh-pho": "Thành phố" if unit.name == "Hồ Chí Minh" else "thành phố"}
        assert found == [f"{kind[unit.first_kind]} {unit.name}"]


def test_a_city_of_2026_has_been_one_from_its_own_day() -> None:
    ninh = provincial_units.unit("bac-ninh")
    assert ninh is not None
    assert [ninh.became_on(day) for day in (date(2026, 9, 19), date(2026, 9, 20))] == [
        date(2025, 7, 1),
        date(2026, 9, 20),
    ]


def test_what_is_not_verified_says_so() -> None:
    noted = {unit.name for unit in units() if "chưa kiểm chứng" in unit.note}
    assert noted == {"Quảng Ninh", "Bắc Ninh", "Huế"}
