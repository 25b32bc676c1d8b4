"""What is owed for a year and by when (Công văn 581/BNV-CCHC on reports), and which reminder a day calls for.

Pure rules: they know rows by their fields, and the work calendar by its questions; no database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import timezone

from cchc_portal.vietnam.dates import short_date, weekday_date
from cchc_portal.vietnam.workdays import WorkCalendar

from .states import ObligationKind, Stage, Standing

NBSP = "\u00a0"


@dataclass(frozen=True)
class Rule:
    """One yearly obligation; days as (years from the plan year, month, day), and the document that says so."""

    kind: ObligationKind
    due: tuple[int, int, int]
    data_from: tuple[int, int, int] | None
    data_to: tuple[int, int, int] | None
    source: str


CV_581 = "Công văn số 581/BNV-CCHC của Bộ Nội vụ"
RULES = (
    # No law names the day for the plan: 31 January is this portal's default until the province sets its own.
    Rule(ObligationKind.PLAN, (0, 1, 31), None, None, "Mặc định của Cổng"),
    Rule(ObligationKind.REPORT_Q1, (0, 3, 20), (-1, 12, 15), (0, 3, 14), CV_581),
    Rule(ObligationKind.REPORT_H1, (0, 6, 20), (-1, 12, 15), (0, 6, 14), CV_581),
    Rule(ObligationKind.REPORT_Q3, (0, 9, 20), (0, 6, 15), (0, 9, 14), CV_581),
    Rule(ObligationKind.REPORT_YEAR, (0, 12, 20), (-1, 12, 15), (0, 12, 14), CV_581),
)
SOURCES = {rule.kind: rule.source for rule in RULES}

STAGES_BEFORE = ((Stage.TEN_BEFORE, 10), (Stage.FIVE_BEFORE, 5), (Stage.ONE_BEFORE, 1))
OVERDUE_EVERY = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """One obligation of a year: the days of its data, and the day that the document names."""

    kind: ObligationKind
    data_from: date | None
    data_to: date | None
    nominal_due_on: date


class Owed(Protocol):
    """What these rules read of an obligation."""

    nominal_due_on: date
    extended_to: date | None
    due_on: date
    opened_on: date | None
    submitted_at: datetime | None
    exempted_at: datetime | None


@dataclass(frozen=True)
class Step:
    """A stage of reminding and the working day on which it came up; a run that comes late still finds it."""

    stage: Stage
    on_day: date


def dues_of_year(year: int) -> tuple[Due, ...]:
    """All that an agency owes for one plan year, in the order of the rules."""
    return tuple(
        Due(
            rule.kind,
            _day(year, rule.data_from),
            _day(year, rule.data_to),
            date(year + rule.due[0], *rule.due[1:]),
        )
        for rule in RULES
    )


def standing(owed: Owed, today: date) -> Standing:
    """Open or overdue, on time or late, or exempted; lateness is judged on the rolled day, by the attempt that stands."""
    if owed.exempted_at is not None:
        return Standing.EXEMPTED
    if owed.submitted_at is None:
        return Standing.OVERDUE if today > owed.due_on else Standing.OPEN
    return Standing.ON_TIME if timezone.localdate(owed.submitted_at) <= owed.due_on else Standing.LATE


@dataclass(frozen=True)
class Lateness:
    """Working days since the day that counts; the time in which it lay at the office is not the agency's."""

    since: date
    days: int
    returned_on: date | None

    def __str__(self) -> str:
        if self.returned_on:
            after = f"sau {self.days} ngày làm việc " if self.days else ""
            return f"được trả lại ngày {short_date(self.returned_on)}, {after}chưa gửi lại"
        return f"quá hạn {self.days} ngày làm việc" if self.days else "quá hạn chưa đủ 1 ngày làm việc"


def lateness(due_on: date, returned_at: datetime | None, calendar: WorkCalendar, today: date) -> Lateness:
    """Of what is open and overdue: since its day, or since it was given back where that was later."""
    returned = timezone.localdate(returned_at) if returned_at else None
    on = returned if returned and returned > due_on else None
    since = on or due_on
    return Lateness(since, calendar.working_days_between(since, today), on)


def reminders_due(owed: Owed, calendar: WorkCalendar, today: date) -> Step | None:
    """The newest stage that has come up; none on days off, before the first stage, or once the obligation is fulfilled.

    Stages aim at the last working day up to the nominal day. Because a stage carries its own day, a clock that was down catches up with one
    reminder, not a flood, and an obligation that is opened late is reminded of at once.
    """
    if owed.submitted_at is not None or owed.exempted_at is not None or not calendar.is_working_day(today):
        return None
    reached = [step for step in _steps(owed, calendar, today) if step.on_day <= today]
    return reached[-1] if reached else None


def steps_ahead(owed: Owed, calendar: WorkCalendar, weeks: int) -> list[Step]:
    """Every stage that will come up until the deadline and in so many weeks after it, if nothing is handed in."""
    first = calendar.next_working_day(owed.due_on)
    steps = [step for step in _steps(owed, calendar, owed.due_on) if step.stage != Stage.OVERDUE]
    return steps + [Step(Stage.OVERDUE, calendar.roll(first + week * OVERDUE_EVERY)) for week in range(weeks)]


def distance(owed: Owed, step: Step, calendar: WorkCalendar) -> int:
    """A step's place on the ladder: working days to the deadline (negative) or past it."""
    if step.stage == Stage.OVERDUE:
        return calendar.working_days_between(owed.due_on, step.on_day)
    return min(0, -calendar.working_days_between(step.on_day, _aim(owed, calendar)))


def sentence(what: str, owed: Owed, calendar: WorkCalendar, today: date) -> str:
    """How an open obligation stands, in one line: the same words in mail and inbox."""
    if today > owed.due_on:
        days = calendar.working_days_between(owed.due_on, today)
        return f"{what} đã quá hạn {days}{NBSP}ngày làm việc (hạn: {_both_days(owed)})."
    if today == owed.due_on:
        return f"{what} hết hạn hôm nay (hạn: {_both_days(owed)})."
    days = calendar.working_days_between(today, owed.due_on)
    return f"{what} còn {days}{NBSP}ngày làm việc (hạn: {_both_days(owed)})."


def _aim(owed: Owed, calendar: WorkCalendar) -> date:
    return calendar.roll(owed.extended_to or owed.nominal_due_on, "back")


def _steps(owed: Owed, calendar: WorkCalendar, today: date) -> Iterator[Step]:
    aim = _aim(owed, calendar)
    before = [Step(stage, calendar.add_working_days(aim, -days)) for stage, days in STAGES_BEFORE]
    if owed.opened_on is not None and owed.opened_on > before[0].on_day:
        told = calendar.roll(owed.opened_on)
        yield Step(Stage.NOW, told)
        before = [step for step in before if step.on_day > told]
    else:
        told = before[0].on_day - OVERDUE_EVERY
    yield from before
    if aim > told:
        yield Step(Stage.DUE, aim)
    if owed.due_on > aim and owed.due_on > told:
        yield Step(Stage.LAST_DAY, owed.due_on)
    first = calendar.next_working_day(owed.due_on)
    if today >= first:
        weeks = (today - first) // OVERDUE_EVERY
        yield Step(Stage.OVERDUE, calendar.roll(first + weeks * OVERDUE_EVERY))


def _both_days(owed: Owed) -> str:
    aimed = owed.extended_to or owed.nominal_due_on
    nominal = f"gia hạn đến {weekday_date(aimed)}" if owed.extended_to else weekday_date(aimed)
    if owed.due_on == aimed:
        return nominal
    return f"{nominal}, tính đến hết {weekday_date(owed.due_on)}"


def _day(year: int, rule: tuple[int, int, int] | None) -> date | None:
    return date(year + rule[0], rule[1], rule[2]) if rule else None
