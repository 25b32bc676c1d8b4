"""That a person has opened a paper before they decide on it: one event for each revision that they saw.

Nghị định 30/2020/NĐ-CP, Phụ lục VI: the system keeps who has read what.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import HistoryEvent, Membership
from plans.models import Plan

VIEWED = "viewed"


def view(plan: Plan, *, by: Membership) -> None:
    """Record it; a page opened again says nothing new."""
    if plan.pk not in seen([plan], by=by):
        record(plan, VIEWED, by=by, revision=plan.revision)


def seen(plans: Iterable[Plan], *, by: Membership) -> dict[int, datetime]:
    """When this person opened each plan as it stands now; in one query."""
    revisions = {plan.pk: plan.revision for plan in plans}
    events: Any = HistoryEvent.objects.filter(
        subject_kind=Plan._meta.label_lower, subject_id__in=revisions, verb=VIEWED, actor_id=by.user_id
    )
    return {
        event.subject_id: event.at
        for event in events.order_by("at")
        if event.details.get("revision") == revisions[event.subject_id]
    }
