"""Giving a plan back with the reason marked on its place: one act, so that neither stands without the other."""

from django.db import transaction

from cchc_portal.agencies.models import Membership
from plans import permissions
from plans.actions import procedure, remarks
from plans.actions.door import locked
from plans.models import Plan


def return_at(plan_id: int, *, by: Membership, reason: str, anchor: str = "") -> Plan:
    """Where a place is named the reason becomes a remark there, to be settled like any other."""
    with transaction.atomic():
        locked(plan_id, by=by, may=permissions.may_return)
        if anchor and reason.strip():
            remarks.write(plan_id, by=by, text=reason, anchor=anchor)
        return procedure.return_(plan_id, by=by, reason=reason)
