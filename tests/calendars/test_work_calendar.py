"""Days off and worked days: the library's, the Government's orders, the country's rows, the province's rows."""

from datetime import date, timedelta

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


# Working days from Monday to Friday that were off, and weekend days that were worked, as published.
PUBLISHED = {
    2024: (
        "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
        "05-04",
    ),
    2025: (
        "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
        "04-26",
    ),
    2026: (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
        "01-10 08-22",
    ),
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_published_schedules_day_by_day(year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    with entered(a_province()):
        calendar = work_calendar.between(first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    off = [f"{day:%m-%d}" for day in days if day.weekday() < 5 and not calendar.is_working_day(day)]
    worked = [f"{day:%m-%d}" for day in days if day.weekday() > 4 and calendar.is_working_day(day)]
    assert (" ".join(off), " ".join(worked)) == PUBLISHED[year]


def test_tet_of_2027_is_off_by_the_library_until_its_order_is_entered() -> None:
    first, last = date(2027, 2, 1), date(2027, 2, 14)
    with entered(a_province()):
        special = work_calendar.special_days(first, last)
    assert {(one.day.day, one.ordered_by) for one in special} == {
        (day, "Bộ luật Lao động 2019, Điều 112") for day in (4, 5, 6, 7, 8, 9, 10)
    }


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


def test_a_day_that_the_labour_code_does_not_name_says_so() -> None:
    (culture,) = [special for special in work_calendar.known_days(2026) if special.day == date(2026, 11, 24)]
    assert culture.ordered_by == "Nghị quyết số 80-NQ/TW; chờ văn bản xác nhận ngày nghỉ"
