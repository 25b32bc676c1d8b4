"""How far a year's tasks are answered: agencies by tasks, in a number of queries that does not grow with either."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from cchc_portal.agencies.models import Agency
from cchc_portal.vietnam import dates
from plans.assignments.standing import (
    TONES,
    Addressing,
    AnswerState,
    Part,
    agencies_of_year,
    answers,
    best,
    state_of,
    tasks_of_year,
)
from plans.models import AssignedTask, ContentItem, TaskAnswer, TaskSource
from plans.states import PLANS, PlanState

SHORT = {
    AnswerState.ISSUED: "BH",
    AnswerState.DRAFT: "DT",
    AnswerState.TEXT: "GT",
    AnswerState.NONE: "Chưa",
}
SUPPORTS = "PH"
UNCOUNTED = "*"


@dataclass(frozen=True)
class Cell:
    """One task for one agency."""

    number: int
    task: AssignedTask
    part: str
    state: AnswerState

    @property
    def waits(self) -> bool:
        """Whoever only co-ordinates owes no answer."""
        return self.part == Part.LEAD and self.state == AnswerState.NONE

    @property
    def mark(self) -> str:
        """An answer to what is only co-ordinated is marked as such: it counts among no totals."""
        if self.part == Part.SUPPORT:
            return SUPPORTS if self.state == AnswerState.NONE else f"{SHORT[self.state]}{UNCOUNTED}"
        return SHORT[self.state]

    @property
    def label(self) -> str:
        if self.part == Part.SUPPORT:
            return "Phối hợp" if self.mark == SUPPORTS else f"{self.state.label} (phối hợp)"
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return "neutral" if self.mark == SUPPORTS else TONES[self.state]


@dataclass(frozen=True)
class Row:
    """One agency; a cell is None where the task is none of its."""

    agency: Agency
    cells: tuple[Cell | None, ...]

    @property
    def leads(self) -> list[Cell]:
        return [cell for cell in self.cells if cell and cell.part == Part.LEAD]

    @property
    def answered(self) -> int:
        return sum(not cell.waits for cell in self.leads)

    @property
    def open(self) -> list[Cell]:
        return [cell for cell in self.leads if cell.waits]


@dataclass(frozen=True)
class Column:
    """One task with its number on the page, over the agencies shown."""

    number: int
    task: AssignedTask
    owed: int
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        return self.owed - self.counts[AnswerState.NONE]

    @property
    def nobody(self) -> bool:
        return self.answered == 0


class Coverage:
    """The year as a whole; `shown` narrows its rows. Rows are counted over those who lead."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.tasks = tasks_of_year(year)
        self.numbers = {task.pk: number for number, task in enumerate(self.tasks, 1)}
        addressing = Addressing.of(self.tasks)
        states = _states(self.tasks)
        rows = [self._row(agency, addressing, states) for agency in agencies_of_year(year)]
        self.rows = [row for row in rows if any(row.cells)]

    def _row(self, agency: Agency, addressing: Addressing, states: dict[Any, AnswerState]) -> Row:
        cells = (
            Cell(number, task, part, states.get((task.pk, agency.pk), AnswerState.NONE))
            if (part := addressing.part(task, agency))
            else None
            for number, task in enumerate(self.tasks, 1)
        )
        return Row(agency, tuple(cells))

    @cached_property
    def unlinked(self) -> int:
        """Items of issued plans that answer nothing."""
        return int(unlinked_items(self.year).count())

    def shown(self, *, level: str = "", task_id: int | None = None, state: str = "") -> "Shown":
        rows = [row for row in self.rows if not level or row.agency.level == level]
        places = [place for place, task in enumerate(self.tasks) if task_id in (None, task.pk)]
        narrowed = [Row(row.agency, tuple(row.cells[place] for place in places)) for row in rows]
        kept = [row for row in narrowed if any(_fits(cell, state) for cell in row.cells)]
        return Shown(self, [self.tasks[place] for place in places], kept)


def _fits(cell: Cell | None, state: str) -> bool:
    if cell is None:
        return False
    if state == AnswerState.NONE:
        return cell.waits
    return not state or cell.state == state


@dataclass(frozen=True)
class Shown:
    """What a filter leaves: columns with their totals, rows, and the totals of all."""

    coverage: Coverage
    tasks: list[AssignedTask]
    rows: list[Row]

    @cached_property
    def columns(self) -> list[Column]:
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for row in self.rows:
            for cell in row.leads:
                counts[cell.task.pk][cell.state] += 1
        return [
            Column(self.coverage.numbers[task.pk], task, sum(counts[task.pk].values()), counts[task.pk])
            for task in self.tasks
        ]

    @cached_property
    def totals(self) -> Counter[str]:
        return sum((column.counts for column in self.columns), Counter())

    @property
    def owed(self) -> int:
        return sum(self.totals.values())

    @property
    def answered(self) -> int:
        return self.owed - self.totals[AnswerState.NONE]

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return 100 * self.answered // self.owed if self.owed else 0

    @property
    def unanswered(self) -> list[Column]:
        """Tasks that nobody answers."""
        return [column for column in self.columns if column.nobody]

    @property
    def silent(self) -> list[Row]:
        """Agencies that have answered none of what they lead."""
        return [row for row in self.rows if row.leads and not row.answered]


def _states(tasks: list[AssignedTask]) -> dict[tuple[int, int], AnswerState]:
    """The best state of each task at each agency, in one query."""
    rows = answers().filter(task__in=[task.pk for task in tasks])
    found: dict[tuple[int, int], list[AnswerState]] = defaultdict(list)
    for task, agency, key, stands, state in rows.values_list(
        "task", "agency", "item_key", "stands", "plan__state"
    ):
        found[task, agency].append(state_of(key, stands, state))
    return {place: best(states) for place, states in found.items()}


def unlinked_items(year: int) -> Any:
    """Items of plans issued for the year, of agencies that are given tasks, which answer none of its tasks."""
    start, end = dates.year_period(year)
    links = TaskAnswer.objects.filter(
        item_key=OuterRef("pk"), task__source__year=year, task__withdrawn_at=None
    )
    items = ContentItem.objects.filter(
        plan__state=PlanState.ISSUED,
        plan__form__in=PLANS,
        plan__period_from__lte=end,
        plan__period_to__gte=start,
    )
    items = items.exclude(plan__agency__level=Agency.Level.PEOPLES_COMMITTEE).exclude(Exists(links))
    return items.select_related("plan__agency").order_by(
        "plan__agency__sort_key", "plan_id", "group__position", "position", "id"
    )


def years() -> list[int]:
    """Years for which tasks were given, newest first."""
    return list(TaskSource.objects.order_by("-year").values_list("year", flat=True).distinct())
