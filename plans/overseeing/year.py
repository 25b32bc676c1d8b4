"""The year of a province as Sở Nội vụ follows it: agencies by what they owe, and their own plans; four queries however many rows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery

from cchc_portal.agencies.models import Agency
from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.deadlines import Lateness, lateness
from cchc_portal.calendars.models import Obligation
from cchc_portal.vietnam import alphabet, dates
from plans.models import Plan, Submission
from plans.overseeing.marks import FIELDS, NO_PLAN, STAGES, Duty, Mark, OwnPlan, Place, Stage
from plans.states import PlanKind, PlanState

AHEAD = timedelta(days=92)
"""A duty is asked about on the desk from a quarter before its day."""
OF_PLAN = "ke-hoach"
"""Names the agency's own plan where an address asks for one duty."""


@dataclass(frozen=True)
class Cell:
    """One duty at one agency; several marks where it took over another agency's."""

    duty: Duty
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Row:
    """One agency in the map of the year."""

    agency: Agency
    plan: OwnPlan
    cells: tuple[Cell, ...]

    @property
    def marks(self) -> Iterator[Mark]:
        return (mark for cell in self.cells for mark in cell.marks)

    def fits(self, duty: str, figure: str) -> bool:
        """Whether something of it is what a figure counts."""
        if duty == OF_PLAN:
            return not figure or self.plan.stage == figure
        marks = (mark for mark in self.marks if not duty or mark.duty.key == duty)
        return any(not figure or figure in mark.figures for mark in marks) or not (duty or figure)


@dataclass(frozen=True)
class Count:
    """What one kind of agency has not handed in of one duty; `total` is None where only what is overdue is known."""

    level: str
    label: str
    open: int
    overdue: int
    total: int | None


@dataclass(frozen=True)
class Asked:
    """One duty that is due soon or overdue, by kind of agency."""

    duty: Duty
    due_on: date
    counts: tuple[Count, ...]

    @property
    def overdue(self) -> int:
        return sum(count.overdue for count in self.counts)


@dataclass(frozen=True)
class Overdue:
    """One thing that an agency should have handed in, and since when."""

    agency: Agency
    mark: Mark
    lateness: Lateness
    taken_over: str

    @property
    def days(self) -> int:
        return self.lateness.days


class Year:
    """All that the desk shows of a year; `shown` narrows the map."""

    def __init__(self, year: int, today: date) -> None:
        self.year, self.today = year, today
        self.agencies = {agency.pk: agency for agency in Agency.objects.in_order()}
        self.marks = list(self._marks())

    def _marks(self) -> Iterator[Mark]:
        """Of the year itself, of those that are due about now, and whatever is overdue from before."""
        years = Q(year__in={self.year, self.today.year, self.today.year + 1})
        overdue = Q(submitted_at__isnull=True, exempted_at__isnull=True, due_on__lt=self.today)
        handed_in = Submission.objects.standing().filter(obligation=OuterRef("pk"))
        rows = Obligation.objects.filter(years | overdue).order_by("due_on", "id")
        told = rows.annotate(submission=Subquery(handed_in.values("pk")[:1])).values_list(*FIELDS)
        return (Mark.of(row, self.today) for row in told.iterator())

    @cached_property
    def _plans(self) -> dict[int, OwnPlan]:
        start, end = dates.year_period(self.year)
        plans = Plan.objects.plans().filter(kind=PlanKind.CCHC, period_from__lte=end, period_to__gte=start)
        order = list(Stage)
        found: dict[int, OwnPlan] = {}
        for pk, agency, state, symbol in plans.order_by("id").values_list(
            "pk", "agency_id", "state", "symbol"
        ):
            own = OwnPlan(STAGES[PlanState(state)], pk, symbol)
            known = found.get(agency, NO_PLAN)
            if order.index(own.stage) <= order.index(known.stage):
                found[agency] = own
        return found

    @cached_property
    def duties(self) -> list[Duty]:
        return sorted({mark.duty for mark in self.marks if mark.duty.year == self.year})

    @cached_property
    def rows(self) -> list[Row]:
        """Agencies that stand on the last day of the year that is known, and ended ones that still answer for something."""
        held: dict[int, dict[Duty, list[Mark]]] = defaultdict(lambda: defaultdict(list))
        for mark in self.marks:
            if mark.duty.year == self.year:
                held[mark.holder_id][mark.duty].append(mark)
        return [
            Row(agency, self._plans.get(pk, NO_PLAN), self._cells(held[pk]))
            for pk, agency in self.agencies.items()
            if pk in held or self._is_followed(agency)
        ]

    def _cells(self, held: dict[Duty, list[Mark]]) -> tuple[Cell, ...]:
        return tuple(Cell(duty, tuple(held.get(duty, ()))) for duty in self.duties)

    def _is_followed(self, agency: Agency) -> bool:
        day = min(self.today, date(self.year, 12, 31))
        stands = agency.closed_on is None or agency.closed_on > day
        return stands and agency.level != Agency.Level.PEOPLES_COMMITTEE

    def shown(self, *, level: str = "", words: str = "", duty: str = "", figure: str = "") -> list[Row]:
        """The rows that a figure counts, of one kind of agency, whose name has every word, with or without marks."""
        asked = alphabet.fold(words).split()
        return [
            row
            for row in self.rows
            if (not level or row.agency.level == level)
            and row.fits(duty, figure)
            and all(word in alphabet.fold(row.agency.name) for word in asked)
        ]

    @cached_property
    def asked(self) -> list[Asked]:
        """Who has not: each duty that is overdue somewhere or due within a quarter, by kind of agency."""
        by_duty: dict[Duty, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            if "expected" in mark.figures:
                by_duty[mark.duty].append(mark)
        found = [self._asked(duty, marks) for duty, marks in by_duty.items() if self._is_near(marks)]
        return sorted(found, key=lambda each: (each.due_on, each.duty))

    def _is_near(self, marks: list[Mark]) -> bool:
        waiting = [mark.due_on for mark in marks if "open" in mark.figures]
        return bool(waiting) and min(waiting) <= self.today + AHEAD

    def _asked(self, duty: Duty, marks: list[Mark]) -> Asked:
        by_level: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_level[self.agencies[mark.holder_id].level].append(mark)
        whole = duty.year in (self.year, self.today.year, self.today.year + 1)
        counts = tuple(
            Count(
                level.value,
                str(level.label),
                sum("open" in mark.figures for mark in by_level[level]),
                sum("overdue" in mark.figures for mark in by_level[level]),
                len(by_level[level]) if whole else None,
            )
            for level in Agency.Level
        )
        return Asked(duty, min(mark.due_on for mark in marks), counts)

    @cached_property
    def levels(self) -> list[tuple[str, str]]:
        """Kinds of agency that owe anything of what is asked."""
        met = {count.level for each in self.asked for count in each.counts if count.total or count.open}
        return [(level.value, str(level.label)) for level in Agency.Level if level.value in met]

    @cached_property
    def overdue(self) -> list[Mark]:
        """Who is late, the longest first."""
        return [mark for mark in self.marks if mark.place == Place.OVERDUE]

    def taken_over(self, mark: Mark) -> str:
        """As `Obligation.taken_over` says it."""
        return f"nhận từ {self.agencies[mark.taken_from].name}" if mark.taken_from else ""

    def longest_overdue(self, most: int) -> list[Overdue]:
        """Those that have waited longest, each with its working days."""
        late = self.overdue[:most]
        if not late:
            return []
        calendar = work_calendar.between(late[0].due_on, self.today)
        return [
            Overdue(
                self.agencies[mark.holder_id],
                mark,
                lateness(mark.due_on, mark.returned_at, calendar, self.today),
                self.taken_over(mark),
            )
            for mark in late
        ]

    @cached_property
    def ended(self) -> int:
        """Things that an agency owes which is no more."""
        closed = {
            pk for pk, agency in self.agencies.items() if agency.closed_on and agency.closed_on <= self.today
        }
        return sum("open" in mark.figures and mark.holder_id in closed for mark in self.marks)
