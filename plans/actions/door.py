"""The one way to a plan that is about to change: its row locked, the permission asked of what the lock shows."""

from collections.abc import Callable

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Allowed, Denied, require
from plans.models import Plan

Question = Callable[[Membership, Plan], Allowed | Denied]


def locked(plan_id: int, *, by: Membership, may: Question) -> Plan:
    """The plan, locked until the transaction ends; raises Refused, or Plan.DoesNotExist where it is not here."""
    plan: Plan = (
        Plan.objects.select_for_update(of=("self",)).select_related("agency__province").get(pk=plan_id)
    )
    require(may(by, plan))
    return plan
