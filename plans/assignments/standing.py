"""Whom each task concerns, and how each answer stands. Reads only, inside one province."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from plans.models import AssignedTask, ContentItem, Plan, TaskAnswer, TaskParty
from plans.states import PlanState

Part = TaskParty.Part


class AnswerState(models.TextChoices):
    """From the best to the worst."""

    ISSUED = "issued", "Đã ban hành"
    DRAFT = "draft", "Trong dự thảo"
    TEXT = "text", "Giải trình"
    NONE = "none", "Chưa trả lời"


TONES = {
    AnswerState.ISSUED: "ok",
    AnswerState.DRAFT: "info",
    AnswerState.TEXT: "review",
    AnswerState.NONE: "danger",
}
_ORDER = list(AnswerState)


def tasks_of_year(year: int) -> list[AssignedTask]:
    """Those that stand, in the order of the documents that give them."""
    tasks = AssignedTask.objects.filter(source__year=year, withdrawn_at__isnull=True)
    return list(in_order(tasks))


def in_order(tasks: Any) -> Any:
    return tasks.select_related("source").order_by("source__issued_on", "source_id", "position", "id")


@dataclass
class Addressing:
    """Whom tasks are given to: by name first, else as one of a kind; to lead before to take part."""

    named: dict[tuple[int, int], str]

    @classmethod
    def of(cls, tasks: Iterable[AssignedTask]) -> "Addressing":
        rows = TaskParty.objects.filter(task__in=[task.pk for task in tasks])
        return cls(
            {(task, agency): part for task, agency, part in rows.values_list("task", "agency", "part")}
        )

    def part(self, task: AssignedTask, agency: Agency) -> str:
        """Empty where the task is none of the agency's."""
        if named := self.named.get((task.pk, agency.pk)):
            return named
        if agency.level in task.levels:
            return Part.LEAD
        return Part.SUPPORT if agency.level in task.support_levels else ""


def agencies_of_year(year: int) -> Any:
    """Those that exist today, or at the end of a year that is over."""
    day = min(timezone.localdate(), date(year, 12, 31))
    agencies = Agency.objects.exclude(level=Agency.Level.PEOPLES_COMMITTEE)
    return agencies.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day)).in_order()


def plans_of(agency: Agency, year: int) -> Any:
    """The agency's plans that carry this year's tasks out."""
    plans = Plan.objects.plans().filter(
        agency=agency, period_from__lte=date(year, 12, 31), period_to__gte=date(year, 1, 1)
    )
    return plans.order_by("-period_from", "id")


def answers() -> Any:
    """Answers, each with `stands` (its item is there) and `words` (what the item says now)."""
    item = ContentItem.objects.filter(pk=OuterRef("item_key"), plan=OuterRef("plan"))
    return TaskAnswer.objects.annotate(stands=Exists(item), words=Subquery(item.values("content")[:1]))


def state_of(item_key: int | None, stands: bool, plan_state: str | None) -> AnswerState:
    """How one answer stands."""
    if item_key is None:
        return AnswerState.TEXT
    if not stands:
        return AnswerState.NONE
    return AnswerState.ISSUED if plan_state == PlanState.ISSUED else AnswerState.DRAFT


def best(states: Iterable[AnswerState]) -> AnswerState:
    return min(states, key=_ORDER.index, default=AnswerState.NONE)


@dataclass(frozen=True)
class Answer:
    """One answer as a page shows it."""

    row: TaskAnswer
    state: AnswerState
    words: str
    fallen: bool

    @property
    def tone(self) -> str:
        return TONES[self.state]


@dataclass(frozen=True)
class Given:
    """A task as it stands for one agency."""

    task: AssignedTask
    part: str
    answers: tuple[Answer, ...]

    @property
    def state(self) -> AnswerState:
        return best(answer.state for answer in self.answers)

    @property
    def tone(self) -> str:
        waits = self.part == Part.SUPPORT and self.state == AnswerState.NONE
        return "neutral" if waits else TONES[self.state]

    @property
    def label(self) -> str:
        waits = self.part == Part.SUPPORT and self.state == AnswerState.NONE
        return "Phối hợp, chưa có nội dung" if waits else str(self.state.label)

    @property
    def is_open(self) -> bool:
        return self.part == Part.LEAD and self.state == AnswerState.NONE


def given_to(agency: Agency, year: int) -> list[Given]:
    """Every task of the year that concerns the agency, with its answers: three queries."""
    tasks = tasks_of_year(year)
    addressing = Addressing.of(tasks)
    parts = {task.pk: part for task in tasks if (part := addressing.part(task, agency))}
    found = _answers_by_task(agency, parts)
    return [Given(task, parts[task.pk], tuple(found[task.pk])) for task in tasks if task.pk in parts]


def given(agency: Agency, task: AssignedTask) -> Given:
    """One task; withdrawn ones too, so that what was answered can be read."""
    part = Addressing.of([task]).part(task, agency)
    return Given(task, part, tuple(_answers_by_task(agency, [task.pk])[task.pk]))


def _answers_by_task(agency: Agency, task_ids: Iterable[int]) -> dict[int, list[Answer]]:
    rows = answers().filter(agency=agency, task__in=list(task_ids))
    found: dict[int, list[Answer]] = defaultdict(list)
    for row in rows.select_related("plan", "answered_by").order_by("answered_at", "id"):
        state = state_of(row.item_key, row.stands, row.plan.state if row.plan else None)
        fallen = row.item_key is not None and not row.stands
        found[row.task_id].append(Answer(row, state, row.text or row.words or row.item_words, fallen))
    return found


def open_counts(agency: Agency, years: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Of the tasks of each year that the agency has to lead: how many it has not answered, and how many there are; one query."""
    standing = answers().filter(agency=agency, task=OuterRef("pk"))
    standing = standing.filter(Q(item_key__isnull=True) | Q(stands=True))
    named = TaskParty.objects.filter(task=OuterRef("pk"), agency=agency)
    leads = Q(Exists(named.filter(part=Part.LEAD))) | (Q(levels__contains=[agency.level]) & ~Exists(named))
    tasks = AssignedTask.objects.filter(source__year__in=list(years), withdrawn_at__isnull=True)
    led = tasks.filter(leads).order_by().values_list("source__year")
    counted = led.annotate(waiting=models.Count("pk", filter=~Exists(standing)), all=models.Count("pk"))
    return {year: (waiting, all_) for year, waiting, all_ in counted}
