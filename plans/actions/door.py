"""The one way to a plan that is about to change: its row locked, the permission asked of what the lock shows."""

from collections.abc import Callable

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Allowed, Denied, require
from plans.models import Plan

Question = Callable[[Membership, Plan], Allowed | Denied]


def locked(plan_id: int, *, by: Membership, may: Question) -> Plan:
    """The plan, locked until the transaction ends; raises Refused, or Plan.DoesNotExist where it is not here.

    Rows that point at it may be added meanwhile (`no_key`): who has just sat down would else wait for the one who
    saves, and that one for the seat.
    """
    rows = Plan.objects.select_for_update(of=("self",), no_key=True)
    plan: Plan = rows.select_related("agency__province").get(pk=plan_id)
    require(may(by, plan))
    return plan
