"""The one door through which a draft is changed: lock, ask, change, void an approval, count the revision, record.

Nghị định 30/2020/NĐ-CP, Điều 11: an approved draft that is changed goes back to the person who approved it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused, require
from plans.models import Plan
from plans.permissions import may_edit
from plans.states import PlanState

GONE = "Kế hoạch này không còn trong cổng. Đề nghị quay lại danh sách kế hoạch."


@dataclass
class Edit:
    """One change under way; `details` goes into the history, and nothing is counted where nothing `changed`."""

    plan: Plan
    details: dict[str, Any] = field(default_factory=dict)
    changed: bool = True


def locked(plan_id: int) -> Plan:
    """The plan, held until the caller's transaction ends."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=plan_id).first()
    if plan is None:
        raise Refused(GONE)
    return plan


@contextmanager
def editing(plan_id: int, *, by: Membership, verb: str) -> Iterator[Edit]:
    """Change a draft inside; the history gets one event of `verb` when it is done."""
    plan = locked(plan_id)
    require(may_edit(by, plan))
    edit = Edit(plan)
    yield edit
    if edit.changed:
        _void_approval(plan, by)
        plan.revision += 1
        plan.save()
        record(plan, verb, by=by, **edit.details)


def _void_approval(plan: Plan, by: Membership) -> None:
    if plan.state != PlanState.APPROVED:
        return
    plan.state = PlanState.DRAFT
    plan.approved_by = plan.approved_at = plan.approved_snapshot = plan.paper = None
    record(plan, "approval_voided", by=by)
