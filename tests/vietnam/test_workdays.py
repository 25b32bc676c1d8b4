from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_portal.vietnam.workdays import Roll, WorkCalendar

# Friday 1 January 2027 is off; Saturday 9 January is worked in exchange for Monday 11 January.
CALENDAR = WorkCalendar(
    holidays=frozenset({date(2027, 1, 1), date(2027, 1, 11)}), worked=frozenset({date(2027, 1, 9)})
)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
        (date(2027, 1, 2), False),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
        (date(2027, 1, 9), True),
        (date(2027, 1, 10), False),
        (date(2027, 1, 11), False),
    ],
)
def test_holidays_weekends_and_exchanged_days(day: date, working: bool) -> None:
    assert CALENDAR.is_working_day(day) == working


def test_next_and_previous_pass_over_days_off() -> None:
    assert CALENDAR.next_working_day(date(2026, 12, 31)) == date(2027, 1, 4)
    assert CALENDAR.previous_working_day(date(2027, 1, 4)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2027, 1, 4), 0, date(2027, 1, 4)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 1, 8), 2, date(2027, 1, 12)),
        (date(2027, 1, 12), -2, date(2027, 1, 8)),
        (date(2027, 1, 2), 1, date(2027, 1, 4)),
    ],
)
def test_working_days_are_added(start: date, count: int, end: date) -> None:
    assert CALENDAR.add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 12, 31), date(2027, 1, 4), 1),
        (date(2027, 1, 4), date(2027, 1, 4), 0),
        (date(2027, 1, 4), date(2027, 1, 12), 6),
        (date(2027, 1, 12), date(2027, 1, 4), -6),
    ],
)
def test_working_days_between_leave_out_the_first(start: date, end: date, days: int) -> None:
    assert CALENDAR.working_days_between(start, end) == days


@pytest.mark.parametrize(
    ("day", "direction", "rolled"),
    [
        (date(2027, 1, 1), "forward", date(2027, 1, 4)),
        (date(2027, 1, 1), "back", date(2026, 12, 31)),
        (date(2027, 1, 1), "none", date(2027, 1, 1)),
        (date(2027, 1, 4), "forward", date(2027, 1, 4)),
        (date(2027, 1, 10), "forward", date(2027, 1, 12)),
    ],
)
def test_a_term_that_ends_on_a_day_off_is_rolled(day: date, direction: Roll, rolled: date) -> None:
    assert CALENDAR.roll(day, direction) == rolled


def test_a_calendar_without_working_days_is_refused() -> None:
    every_day = frozenset(
        date.fromordinal(n) for n in range(date(2027, 1, 1).toordinal(), date(2029, 1, 1).toordinal())
    )
    with pytest.raises(ValueError) as refused:
        WorkCalendar(holidays=every_day).next_working_day(date(2027, 1, 1))
    assert str(refused.value) == "Lịch làm việc không có ngày làm việc nào trong một năm."


DAYS = st.dates(date(2026, 12, 1), date(2027, 3, 1))


@given(start=DAYS, end=DAYS, off=st.frozensets(DAYS, max_size=12), worked=st.frozensets(DAYS, max_size=6))
def test_working_days_between_are_those_that_one_counts_day_by_day(
    start: date, end: date, off: frozenset[date], worked: frozenset[date]
) -> None:
    calendar = WorkCalendar(holidays=off, worked=worked)
    first, last = sorted((start, end))
    counted = sum(
        calendar.is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1)
    )
    assert calendar.working_days_between(first, last) == counted
    assert calendar.working_days_between(last, first) == -counted
