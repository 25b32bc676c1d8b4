from datetime import date

import pytest

from cchc_portal.vietnam import dates


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2027, 1, 5), "ngày 05 tháng 01 năm 2027"),
        (date(2027, 2, 10), "ngày 10 tháng 02 năm 2027"),
        (date(2020, 3, 5), "ngày 05 tháng 3 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2026, 9, 9), "ngày 09 tháng 9 năm 2026"),
        (date(2026, 12, 3), "ngày 03 tháng 12 năm 2026"),
    ],
)
def test_a_written_date_follows_the_zero_rule(day: date, written: str) -> None:
    assert dates.written_date(day) == written


@pytest.mark.parametrize(
    ("day", "year", "written"),
    [
        (date(2020, 1, 21), None, "Đồng Nai, ngày 21 tháng 01 năm 2020"),
        (None, 2027, "Đồng Nai, ngày      tháng      năm 2027"),
        (None, None, "Đồng Nai, ngày      tháng      năm 20    "),
    ],
)
def test_place_and_date_stay_open_in_a_draft(day: date | None, year: int | None, written: str) -> None:
    assert dates.written_place_date("Đồng Nai", day, year) == written


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/01/2027", date(2027, 1, 5)),
        ("5/1/2027", date(2027, 1, 5)),
        (" 05-01-2027 ", date(2027, 1, 5)),
        ("05.01.2027", date(2027, 1, 5)),
        ("05/01/27", date(2027, 1, 5)),
        ("2027-01-05", date(2027, 1, 5)),
        ("ngày 05 tháng 01 năm 2027", date(2027, 1, 5)),
        ("29/02/2028", date(2028, 2, 29)),
        ("31/12/2026", date(2026, 12, 31)),
    ],
)
def test_a_typed_date_has_its_day_first(typed: str, day: date) -> None:
    assert dates.parse_day(typed) == day


@pytest.mark.parametrize("typed", ["", "hôm nay", "05/01", "05/01-2027", "2027/01/05", "05/01/20277"])
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError) as refused:
        dates.parse_day(typed)
    assert str(refused.value) == "Nhập ngày theo dạng ngày/tháng/năm, ví dụ: 05/01/2027."


@pytest.mark.parametrize("typed", ["30/02/2027", "29/02/2027", "12/31/2026", "00/01/2027"])
def test_a_day_outside_the_calendar_is_named(typed: str) -> None:
    with pytest.raises(ValueError) as refused:
        dates.parse_day(typed)
    assert str(refused.value) == f"Không có ngày “{typed}” trong lịch."


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2027, 1, 4), "thứ Hai, 04/01/2027"),
        (date(2027, 1, 5), "thứ Ba, 05/01/2027"),
        (date(2027, 1, 6), "thứ Tư, 06/01/2027"),
        (date(2027, 1, 7), "thứ Năm, 07/01/2027"),
        (date(2027, 1, 8), "thứ Sáu, 08/01/2027"),
        (date(2027, 1, 9), "thứ Bảy, 09/01/2027"),
        (date(2027, 1, 10), "Chủ nhật, 10/01/2027"),
    ],
)
def test_a_date_with_its_weekday(day: date, shown: str) -> None:
    assert dates.weekday_date(day) == shown


@pytest.mark.parametrize(
    ("start", "end", "written", "year"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), "năm 2027", 2027),
        (date(2026, 1, 1), date(2030, 12, 31), "giai đoạn 2026 - 2030", None),
        (date(2027, 3, 1), date(2027, 6, 30), "từ ngày 01/03/2027 đến ngày 30/06/2027", None),
    ],
)
def test_a_period_is_a_year_or_a_stage_or_two_days(
    start: date, end: date, written: str, year: int | None
) -> None:
    assert (dates.written_period(start, end), dates.plan_year(start, end)) == (written, year)


def test_a_plan_year_runs_from_january_to_december() -> None:
    assert dates.year_period(2027) == (date(2027, 1, 1), date(2027, 12, 31))
