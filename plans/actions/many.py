"""One verb on several plans, plan by plan; what one is refused for leaves the others alone."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from cchc_portal.agencies.models import Membership, StepKind
from cchc_portal.agencies.permissions import Refused
from plans import approval
from plans.actions import procedure, viewing
from plans.models import Plan

UNSEEN = "Chưa mở xem bản đang trình. Mở {noun}, đọc rồi mới duyệt."


@dataclass(frozen=True)
class Outcome:
    plan: Plan
    refusal: str = ""


def each(plans: list[Plan], act: Callable[[Plan], Plan]) -> list[Outcome]:
    """Each in its own savepoint: done whole, or not at all and said why."""
    return [_one(plan, act) for plan in plans]


def _one(plan: Plan, act: Callable[[Plan], Plan]) -> Outcome:
    try:
        with transaction.atomic():
            return Outcome(act(plan))
    except Refused as refusal:
        return Outcome(plan, refusal.reason)


def decide(plans: list[Plan], *, by: Membership) -> list[Outcome]:
    """The verb of each one's step, of what was read as it stands now."""
    return each(plans, lambda plan: _decide(plan, by))


def _decide(plan: Plan, by: Membership) -> Plan:
    if plan.pk not in viewing.seen([plan], by=by):
        raise Refused(UNSEEN.format(noun=plan.noun))
    step = approval.current(plan)
    act = procedure.approve if step is not None and step.kind == StepKind.APPROVE else procedure.pass_
    return act(plan.pk, by=by, seen=plan.revision)
