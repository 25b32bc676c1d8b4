"""Sở Nội vụ hands tasks down: the documents that give them, new tasks, changes, withdrawals; the agencies concerned are told."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Agency, Membership, Province
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.vietnam import dates
from plans.actions import carrying, task_telling
from plans.actions.values import Values, fingerprint
from plans.assignments import likeness, permissions
from plans.assignments.bodies import Meant, bodies_of, meant
from plans.models import AssignedTask, Plan, TaskParty, TaskSource
from plans.states import PlanState

FIELDS = (
    "group", "content", "lead_text", "support_text", "frequency",
    "product", "quantity", "unit", "due_on", "due_text",
)  # fmt: skip
TWICE = "Văn bản này đã có trong danh sách của năm {year}."


class Changed(Exception):
    """Somebody else has changed the task meanwhile; `current` is what it says."""

    def __init__(self, current: Values) -> None:
        super().__init__()
        self.current = current


def record_source(province: Province, values: Values, *, by: Membership) -> TaskSource:
    """A document outside the portal."""
    require(permissions.may_assign(by, province))
    try:
        with transaction.atomic():
            source = TaskSource.objects.create(recorded_by=by.user, **values)
    except IntegrityError as error:
        raise Refused(TWICE.format(year=values["year"])) from error
    history.record(source, "source_recorded", by=by, what=str(source))
    return source


def take_source(plan: Plan, year: int, *, by: Membership) -> TaskSource:
    """An issued plan of this portal; taking it twice finds it again."""
    require(permissions.may_assign(by, by.province))
    if plan.state != PlanState.ISSUED or plan.issued_on is None:
        raise Refused("Chỉ giao nhiệm vụ theo kế hoạch đã ban hành.")
    if not plan.period_from.year <= year <= plan.period_to.year:
        raise Refused(f"Kế hoạch không thực hiện trong năm {year}.")
    words = {
        "number": plan.symbol,
        "issued_on": plan.issued_on,
        "issuer": plan.agency.profile_on(plan.issued_on).name,
        "title": plan.subject,
        "recorded_by": by.user,
    }
    source, is_new = TaskSource.objects.get_or_create(plan=plan, year=year, defaults=words)
    if is_new:
        history.record(source, "source_recorded", by=by, what=str(source))
    return source


def known_bodies() -> list[Any]:
    """Every agency of the province with its names, in two queries."""
    agencies = list(Agency.objects.select_related("province").prefetch_related("profiles").in_order())
    return bodies_of(agencies, agencies[0].province.name if agencies else "")


def assign(source_id: int, tasks: Iterable[Values], *, by: Membership) -> list[AssignedTask]:
    """New tasks at the end of the document's list; each agency is told once. A task with a known `item_number` is not given twice."""
    source = TaskSource.objects.select_for_update(no_key=True).select_related(None).get(pk=source_id)
    require(permissions.may_assign(by, by.province))
    there = set(source.tasks.values_list("item_number", flat=True)) - {None}
    wanted = [values for values in tasks if values.get("item_number") not in there]
    known, position = known_bodies(), source.tasks.count()
    earlier = _of_the_year_before(source)
    made = []
    for place, values in enumerate(wanted, start=position):
        task = AssignedTask(source=source, position=place, item_number=values.get("item_number"))
        task.continues = _continued(values["content"], earlier)
        _write(task, values, known)
        history.record(task, "assigned", by=by, what=task.content)
        made.append(task)
    if made:
        task_telling.assigned(source, made, by=by)
        carrying.into_tasks(made, by=by)
    return made


def change(task_id: int, values: Values, *, loaded: str, by: Membership) -> AssignedTask:
    """Write the task anew; nothing is overwritten where somebody else has changed it meanwhile."""
    task = locked(task_id, by=by)
    current = values_of(task)
    if values == current:
        return task
    if loaded != fingerprint(current):
        raise Changed(current)
    before = task_telling.addressees([task])
    _write(task, values, known_bodies())
    changed = [name for name in FIELDS if values[name] != current[name]]
    history.record(task, "task_changed", by=by, what=task.content, fields=changed)
    task_telling.changed(task, before, by=by)
    return task


def withdraw(task_id: int, reason: str, *, by: Membership) -> AssignedTask:
    """The task counts no more; what was answered can still be read."""
    task = locked(task_id, by=by)
    task.withdrawn_at, task.withdrawn_reason = timezone.now(), reason
    task.save()
    history.record(task, "task_withdrawn", by=by, what=task.content, reason=reason)
    task_telling.withdrawn(task, by=by)
    return task


def locked(task_id: int, *, by: Membership) -> AssignedTask:
    """Raises AssignedTask.DoesNotExist where it is not here."""
    rows = AssignedTask.objects.select_for_update(of=("self",), no_key=True)
    task: AssignedTask = rows.select_related("source", "province").get(pk=task_id)
    require(permissions.may_change(by, task))
    return task


def values_of(task: AssignedTask) -> Values:
    return {name: getattr(task, name) for name in FIELDS}


def _write(task: AssignedTask, values: Values, known: list[Any]) -> None:
    for name in FIELDS:
        setattr(task, name, values[name])
    lead, support = meant(task.lead_text, known), meant(task.support_text, known)
    task.levels, task.support_levels = list(lead.levels), list(support.levels)
    task.save()
    _name(task, lead, support)


def _name(task: AssignedTask, lead: Meant, support: Meant) -> None:
    """Named agencies, a lead before a co-ordinator."""
    parts = {agency.pk: TaskParty.Part.SUPPORT for agency in support.agencies}
    parts |= {agency.pk: TaskParty.Part.LEAD for agency in lead.agencies}
    task.parties.all().delete()
    TaskParty.objects.bulk_create(
        TaskParty.in_province(task=task, agency_id=agency, part=part) for agency, part in parts.items()
    )


def _of_the_year_before(source: TaskSource) -> list[tuple[AssignedTask, str]]:
    tasks = AssignedTask.objects.filter(source__year=source.year - 1, withdrawn_at__isnull=True)
    return [(task, task.content) for task in tasks.order_by("position", "id")]


def _continued(content: str, earlier: list[tuple[AssignedTask, str]]) -> AssignedTask | None:
    """The task of the year before that says the same; each is continued once."""
    found = likeness.ranked(content, earlier)
    if not found or found[0][0] < likeness.SAME:
        return None
    task: AssignedTask = found[0][1]
    earlier[:] = [pair for pair in earlier if pair[0].pk != task.pk]
    return task


def due_words(task: AssignedTask) -> str:
    """When, as a page says it."""
    day = f"trước ngày {dates.short_date(task.due_on)}" if task.due_on else ""
    return task.due_text or day
