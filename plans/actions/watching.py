"""Watching a plan: whoever may see it may be told of each step, whatever their part in it. No act on the plan, so no history."""

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import require
from plans import permissions
from plans.models import Plan, Watch


def watch(plan: Plan, *, by: Membership) -> None:
    require(permissions.may_view(by, plan))
    Watch.objects.get_or_create(plan=plan, user=by.user)


def unwatch(plan: Plan, *, by: Membership) -> None:
    Watch.objects.filter(plan=plan, user=by.user).delete()
