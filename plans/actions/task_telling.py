"""The agencies that a task concerns hear of it: one line in the inbox of those who answer, in the act's own transaction."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, Role
from cchc_portal.calendars import actions as calendars
from plans.assignments.standing import Addressing, agencies_of_year
from plans.models import AssignedTask, TaskSource

LONGEST = 160


def addressees(tasks: Iterable[AssignedTask]) -> dict[Agency, int]:
    """How many of these tasks each agency is given."""
    tasks = list(tasks)
    addressing = Addressing.of(tasks)
    found = {}
    for agency in agencies_of_year(tasks[0].source.year).select_related("province"):
        if count := sum(bool(addressing.part(task, agency)) for task in tasks):
            found[agency] = count
    return found


def assigned(source: TaskSource, tasks: list[AssignedTask], *, by: Membership) -> None:
    counts = addressees(tasks)
    for holder in _drafters(counts, by=by):
        count = counts[holder.agency]
        text = f"{_short(source.issuer)} giao cơ quan {count} nhiệm vụ năm {source.year} theo văn bản số {source.number}."
        calendars.tell(holder, text, path(holder.agency, source.year))


def changed(task: AssignedTask, before: Iterable[Agency], *, by: Membership) -> None:
    """Those who had it and those who have it now."""
    now = addressees([task])
    for holder in _drafters({*before, *now}, by=by):
        what = "đã sửa" if holder.agency in now else "không còn giao cho cơ quan"
        text = f"Nhiệm vụ “{_short(task.content)}” {what}. Đề nghị xem lại nội dung trả lời."
        calendars.tell(holder, text, path(holder.agency, task.source.year))


def withdrawn(task: AssignedTask, *, by: Membership) -> None:
    text = f"Sở Nội vụ rút nhiệm vụ “{_short(task.content)}”. Lý do: {task.withdrawn_reason}"
    for holder in _drafters(addressees([task]), by=by):
        calendars.tell(holder, text, path(holder.agency, task.source.year))


def _drafters(agencies: Iterable[Agency], *, by: Membership) -> Any:
    """Today's drafters of these agencies, but for the one who acts."""
    held = Membership.objects.with_role(Role.DRAFTER).held_on(timezone.localdate()).with_post()
    return held.filter(post__agency__in=list(agencies)).exclude(user=by.user).order_by("id")


def path(agency: Agency, year: int) -> str:
    """The agency's page of tasks."""
    place = {"province": agency.province.slug, "agency": agency.slug}
    return f"{reverse('tasks:list', kwargs=place)}?nam={year}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
