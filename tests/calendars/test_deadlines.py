"""The rules of deadlines and reminders, against literal tables; no database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from cchc_portal.calendars.deadlines import Due, Step, dues_of_year, reminders_due, sentence, standing
from cchc_portal.calendars.states import ObligationKind, Stage, Standing
from cchc_portal.vietnam.workdays import WorkCalendar

WEEKDAYS = WorkCalendar()
NBSP = "\u00a0"
BOTH = "thứ Bảy, 20/03/2027, tính đến hết thứ Hai, 22/03/2027"


@dataclass
class Owed:
    nominal_due_on: date
    due_on: date
    submitted_at: datetime | None = None
    opened_on: date | None = None
    extended_to: date | None = None
    exempted_at: datetime | None = None


SATURDAY = Owed(date(2027, 3, 20), date(2027, 3, 22))
"""The first quarter's report of 2027: the day in the document is a Saturday."""
WEDNESDAY = Owed(date(2027, 2, 17), date(2027, 2, 17))
TET_2027 = WorkCalendar(holidays=frozenset(date(2027, 2, day) for day in (4, 5, 8, 9, 10)))


def test_a_year_owes_the_plan_and_four_reports() -> None:
    assert dues_of_year(2027) == (
        Due(ObligationKind.PLAN, None, None, date(2027, 1, 31)),
        Due(ObligationKind.REPORT_Q1, date(2026, 12, 15), date(2027, 3, 14), date(2027, 3, 20)),
        Due(ObligationKind.REPORT_H1, date(2026, 12, 15), date(2027, 6, 14), date(2027, 6, 20)),
        Due(ObligationKind.REPORT_Q3, date(2027, 6, 15), date(2027, 9, 14), date(2027, 9, 20)),
        Due(ObligationKind.REPORT_YEAR, date(2026, 12, 15), date(2027, 12, 14), date(2027, 12, 20)),
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2027-03-04", None),  # eleven working days before Friday, the last working day up to the nominal day
        ("2027-03-05", (Stage.TEN_BEFORE, "2027-03-05")),
        ("2027-03-06", None),  # Saturday
        ("2027-03-08", (Stage.TEN_BEFORE, "2027-03-05")),  # the same step: a row that stands already
        ("2027-03-11", (Stage.TEN_BEFORE, "2027-03-05")),
        ("2027-03-12", (Stage.FIVE_BEFORE, "2027-03-12")),
        ("2027-03-17", (Stage.FIVE_BEFORE, "2027-03-12")),
        ("2027-03-18", (Stage.ONE_BEFORE, "2027-03-18")),
        ("2027-03-19", (Stage.DUE, "2027-03-19")),
        ("2027-03-20", None),  # the nominal day itself is a Saturday
        ("2027-03-21", None),
        ("2027-03-22", (Stage.LAST_DAY, "2027-03-22")),
        ("2027-03-23", (Stage.OVERDUE, "2027-03-23")),
        ("2027-03-29", (Stage.OVERDUE, "2027-03-23")),
        ("2027-03-30", (Stage.OVERDUE, "2027-03-30")),
        ("2027-04-05", (Stage.OVERDUE, "2027-03-30")),
        ("2027-04-06", (Stage.OVERDUE, "2027-04-06")),
    ],
)
def test_the_stages_of_a_deadline_on_a_saturday(today: str, expected: tuple[Stage, str] | None) -> None:
    step = Step(expected[0], date.fromisoformat(expected[1])) if expected else None
    assert reminders_due(SATURDAY, WEEKDAYS, date.fromisoformat(today)) == step


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2027-01-27", Step(Stage.TEN_BEFORE, date(2027, 1, 27))),
        ("2027-02-03", Step(Stage.FIVE_BEFORE, date(2027, 2, 3))),
        ("2027-02-04", None),
        ("2027-02-10", None),
        ("2027-02-11", Step(Stage.FIVE_BEFORE, date(2027, 2, 3))),
        ("2027-02-16", Step(Stage.ONE_BEFORE, date(2027, 2, 16))),
        ("2027-02-17", Step(Stage.DUE, date(2027, 2, 17))),
    ],
)
def test_tet_is_stepped_over(today: str, expected: Step | None) -> None:
    assert reminders_due(WEDNESDAY, TET_2027, date.fromisoformat(today)) == expected


def test_a_weekly_reminder_that_falls_into_tet_comes_on_the_first_working_day_after() -> None:
    owed = Owed(date(2027, 1, 27), date(2027, 1, 27))
    assert reminders_due(owed, TET_2027, date(2027, 2, 11)) == Step(Stage.OVERDUE, date(2027, 2, 11))


def test_a_worked_saturday_is_a_day_for_reminders() -> None:
    calendar = WorkCalendar(worked=frozenset({date(2027, 3, 13)}))
    assert reminders_due(SATURDAY, calendar, date(2027, 3, 13)) == Step(Stage.FIVE_BEFORE, date(2027, 3, 13))


def test_a_clock_that_was_down_from_the_first_stage_on_catches_up_with_one_step() -> None:
    assert reminders_due(SATURDAY, WEEKDAYS, date(2027, 3, 18)) == Step(Stage.ONE_BEFORE, date(2027, 3, 18))


def test_nothing_is_reminded_of_after_it_is_fulfilled() -> None:
    done = Owed(date(2027, 3, 20), date(2027, 3, 22), datetime(2027, 3, 1, tzinfo=UTC))
    days = [date(2027, 3, 1) + timedelta(days=n) for n in range(60)]
    assert [reminders_due(done, WEEKDAYS, day) for day in days] == [None] * 60


@pytest.mark.parametrize(
    ("today", "submitted_at", "expected"),
    [
        ("2027-03-22", None, Standing.OPEN),
        ("2027-03-23", None, Standing.OVERDUE),
        ("2027-03-23", datetime(2027, 3, 22, 16, 59, tzinfo=UTC), Standing.ON_TIME),  # 23:59 in Vietnam
        ("2027-03-23", datetime(2027, 3, 22, 17, 0, tzinfo=UTC), Standing.LATE),  # midnight in Vietnam
    ],
)
def test_lateness_is_judged_on_the_rolled_day(
    today: str, submitted_at: datetime | None, expected: Standing
) -> None:
    owed = Owed(SATURDAY.nominal_due_on, SATURDAY.due_on, submitted_at)
    assert standing(owed, date.fromisoformat(today)) == expected


@pytest.mark.parametrize(
    ("owed", "today", "expected"),
    [
        (
            SATURDAY,
            "2027-03-17",
            f"Báo cáo quý I còn 3{NBSP}ngày làm việc (hạn: {BOTH}).",
        ),
        (
            SATURDAY,
            "2027-03-22",
            f"Báo cáo quý I hết hạn hôm nay (hạn: {BOTH}).",
        ),
        (
            SATURDAY,
            "2027-03-23",
            f"Báo cáo quý I đã quá hạn 1{NBSP}ngày làm việc (hạn: {BOTH}).",
        ),
        (WEDNESDAY, "2027-02-15", f"Báo cáo quý I còn 2{NBSP}ngày làm việc (hạn: thứ Tư, 17/02/2027)."),
    ],
)
def test_a_reminder_says_both_days_where_they_differ(owed: Owed, today: str, expected: str) -> None:
    assert sentence("Báo cáo quý I", owed, WEEKDAYS, date.fromisoformat(today)) == expected
