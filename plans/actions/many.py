"""Several plans decided at once: the verb of each one's step, plan by plan; what one is refused for leaves the others alone."""

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


def decide(plans: list[Plan], *, by: Membership) -> list[Outcome]:
    """Each in its own savepoint: done whole, or not at all and said why."""
    return [_one(plan, by) for plan in plans]


def _one(plan: Plan, by: Membership) -> Outcome:
    try:
        with transaction.atomic():
            _do(plan, by)
    except Refused as refusal:
        return Outcome(plan, refusal.reason)
    return Outcome(plan)


def _do(plan: Plan, by: Membership) -> None:
    if plan.pk not in viewing.seen([plan], by=by):
        raise Refused(UNSEEN.format(noun=plan.noun))
    step = approval.current(plan)
    act = procedure.approve if step is not None and step.kind == StepKind.APPROVE else procedure.pass_
    act(plan.pk, by=by, seen=plan.revision)
