"""The summary of a reporting period over a whole province: what came in, how plans stand, how far tasks are covered.

Công văn 581/BNV-CCHC has four periods a year. What the portal does not know stays open, and says so.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cchc_portal.agencies.models import Agency
from cchc_portal.calendars.deadlines import dues_of_year
from cchc_portal.calendars.states import ObligationKind
from plans.assignments.annex import items_of_year
from plans.assignments.coverage import Coverage, Shown
from plans.overseeing.marks import Duty, Mark, Place, Stage
from plans.overseeing.year import Row, Year

PERIODS = {
    ObligationKind.REPORT_Q1: "quý I",
    ObligationKind.REPORT_H1: "6 tháng đầu năm",
    ObligationKind.REPORT_Q3: "quý III",
    ObligationKind.REPORT_YEAR: "cả năm",
}
FIGURES = {
    "expected": "Phải gửi",
    "received": "Đã gửi",
    "on_time": "Đúng hạn",
    "late": "Sau hạn",
    "open": "Chưa gửi",
    "exempted": "Được miễn",
}
UNKNOWN = "…"


def period_of(asked: str, year: int, today: date) -> ObligationKind:
    """The period asked for; else the last one of the year whose days are over, or its first."""
    if asked in PERIODS:
        return ObligationKind(asked)
    over = [due.kind for due in dues_of_year(year) if due.data_to and due.data_to < today]
    return over[-1] if over else ObligationKind.REPORT_Q1


def last_year(today: date) -> int:
    """The year of the last period whose days are over."""
    first = next(due for due in dues_of_year(today.year) if due.kind == ObligationKind.REPORT_Q1)
    return today.year if first.data_to and first.data_to < today else today.year - 1


@dataclass(frozen=True)
class Line:
    """One duty of the period in figures."""

    duty: Duty
    counts: Counter[str]

    @property
    def figures(self) -> list[tuple[str, int]]:
        return [(key, self.counts[key]) for key in FIGURES]


class Summary:
    """One period of one year, counted on one day."""

    def __init__(self, year: int, kind: ObligationKind, today: date) -> None:
        self.seen = Year(year, today)
        self.year, self.kind, self.today = year, kind, today
        due = next(due for due in dues_of_year(year) if due.kind == kind)
        self.first, self.last = due.data_from or date(year, 1, 1), due.data_to or date(year, 12, 31)

    @property
    def name(self) -> str:
        """“quý I năm 2027”; of the year “năm 2027”."""
        words = PERIODS[self.kind]
        return f"năm {self.year}" if self.kind == ObligationKind.REPORT_YEAR else f"{words} năm {self.year}"

    @cached_property
    def marks(self) -> list[Mark]:
        """The plan of the year, the report of the period, and single requests that fell due within its days."""
        return [mark for mark in self.seen.marks if mark.duty.year == self.year and self._belongs(mark)]

    def _belongs(self, mark: Mark) -> bool:
        if mark.duty.kind == ObligationKind.ONE_OFF:
            return self.first <= mark.due_on <= self.last
        return mark.duty.kind in (ObligationKind.PLAN, self.kind)

    @cached_property
    def lines(self) -> list[Line]:
        counts: dict[Duty, Counter[str]] = {}
        for mark in self.marks:
            counts.setdefault(mark.duty, Counter()).update(mark.figures)
        return [Line(duty, counts[duty]) for duty in sorted(counts)]

    @cached_property
    def behind(self) -> list[tuple[Agency, Mark]]:
        """Who has not handed in, or did so late, in the order of their names."""
        named = [(self.seen.agencies[mark.holder_id], mark) for mark in self.marks]
        told = [(agency, mark) for agency, mark in named if mark.late or "open" in mark.figures]
        return sorted(told, key=lambda each: (each[1].duty, each[0].sort_key, each[1].pk))

    @cached_property
    def followed(self) -> list[Row]:
        """Agencies that make a plan of their own."""
        return [row for row in self.seen.rows if row.agency.level != Agency.Level.PEOPLES_COMMITTEE]

    @cached_property
    def stages(self) -> list[tuple[Stage, int]]:
        counts = Counter(row.plan.stage for row in self.followed)
        return [(stage, counts[stage]) for stage in Stage]

    @cached_property
    def coverage(self) -> Shown:
        return Coverage(self.year).shown()

    @cached_property
    def items(self) -> int:
        """Of all plans that were issued for the year."""
        return int(self.all_items().count())

    @cached_property
    def due_items(self) -> int:
        return int(self.items_due().count())

    def all_items(self) -> Any:
        return items_of_year(self.year)

    def items_due(self) -> Any:
        """Those whose time ends within the days of the period."""
        return self.all_items().filter(time_to__range=(self.first, self.last))


def standing(mark: Mark) -> str:
    """As the list of those behind says it."""
    if mark.late:
        return "Gửi sau hạn"
    return "Quá hạn" if mark.place == Place.OVERDUE else "Chưa gửi"
