"""Days off and worked days: the library's, the Government's orders, the country's rows, the province's rows."""

from datetime import date

import pytest

from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.models import NationalDay, ProvinceDay
from tests.world import a_province, entered

pytestmark = pytest.mark.django_db

# Công văn 581/BNV-CCHC: the 20th; rolled over days off (Bộ luật Dân sự 2015, Điều 148 khoản 5).
ROLLED = [
    ("2024-03-20", "2024-03-20"),
    ("2024-06-20", "2024-06-20"),
    ("2024-09-20", "2024-09-20"),
    ("2024-12-20", "2024-12-20"),
    ("2025-03-20", "2025-03-20"),
    ("2025-06-20", "2025-06-20"),
    ("2025-09-20", "2025-09-22"),
    ("2025-12-20", "2025-12-22"),
    ("2026-03-20", "2026-03-20"),
    ("2026-06-20", "2026-06-22"),
    ("2026-09-20", "2026-09-21"),
    ("2026-12-20", "2026-12-21"),
    ("2027-03-20", "2027-03-22"),
    ("2027-06-20", "2027-06-21"),
    ("2027-09-20", "2027-09-20"),
    ("2027-12-20", "2027-12-20"),
    ("2027-01-31", "2027-02-01"),  # the plan's default day
]


@pytest.mark.parametrize(("nominal", "rolled"), ROLLED)
def test_deadlines_of_2024_to_2027(nominal: str, rolled: str) -> None:
    with entered(a_province()):
        day = date.fromisoformat(nominal)
        assert work_calendar.between(day, day).roll(day) == date.fromisoformat(rolled)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-04-29", False),
        ("2024-05-04", True),
        ("2025-04-26", True),
        ("2025-05-02", False),
        ("2026-01-02", False),
        ("2026-01-10", True),
        ("2026-02-13", True),
        ("2026-02-16", False),
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),
        ("2026-08-22", True),
        ("2026-08-31", False),
        ("2026-11-24", False),
        ("2027-02-05", False),
    ],
)
def test_holidays_and_the_saturdays_worked_for_them(day: str, works: bool) -> None:
    with entered(a_province()):
        asked = date.fromisoformat(day)
        assert work_calendar.between(asked, asked).is_working_day(asked) == works


def test_the_countrys_rows_override_what_the_portal_came_with_and_the_provinces_rows_override_those() -> None:
    saturday, monday, tuesday = date(2027, 3, 20), date(2027, 3, 22), date(2027, 3, 23)
    here, there = a_province(), a_province("dong-thap", "Đồng Tháp")
    NationalDay.objects.create(
        day=monday, kind="off", name="Nghỉ hoán đổi", ordered_by="Văn bản của Chính phủ"
    )
    NationalDay.objects.create(day=saturday, kind="worked", name="Làm bù", ordered_by="Văn bản của Chính phủ")
    with entered(there):
        assert work_calendar.between(saturday, tuesday).roll(saturday) == saturday
    with entered(here):
        ProvinceDay.objects.create(
            province=here, day=saturday, kind="off", name="Nghỉ", ordered_by="Văn bản của tỉnh"
        )
        assert work_calendar.between(saturday, tuesday).roll(saturday) == tuesday
        ProvinceDay.objects.create(
            province=here, day=monday, kind="worked", name="Làm", ordered_by="Văn bản của tỉnh"
        )
        assert work_calendar.between(saturday, tuesday).roll(saturday) == monday


def test_the_new_year_of_the_moon_has_one_capital() -> None:
    names = {special.name for special in work_calendar.known_days(2027)}
    assert [name for name in names if "Đán" in name] == []
    assert "Tết Nguyên đán" in names


def test_each_special_day_names_its_order() -> None:
    with entered(a_province()):
        orders = {
            special.day: special.ordered_by
            for special in work_calendar.special_days(date(2026, 1, 1), date(2026, 1, 31))
        }
    assert orders == {
        date(2026, 1, 1): "Bộ luật Lao động 2019, Điều 112",
        date(2026, 1, 2): "Công văn số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ",
        date(2026, 1, 10): "Công văn số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ",
    }
