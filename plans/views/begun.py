"""What a plan's page says of watching it, of how it began, of keeping it as a template."""

from typing import Any

from django.db.models import Exists, OuterRef

from plans import permissions
from plans.models import Beginning, Plan, Watch

from .reaching import address


def links(request: Any, plan: Plan) -> dict[str, Any]:
    """Whether this person watches the plan, and the addresses that they may follow; one query."""
    begun = Beginning.objects.filter(plan=OuterRef("pk")).exclude(report={})
    watched = Watch.objects.filter(plan=OuterRef("pk"), user=request.user)
    found = Plan.objects.annotate(begun=Exists(begun), watched=Exists(watched)).values("begun", "watched")
    here = found.get(pk=plan.pk)
    may_keep = plan.is_plan and any(
        permissions.may_keep_templates(request.membership, owner) for owner in (plan.agency, None)
    )
    return {
        "watched": here["watched"],
        "begun_href": address(request, "beginning", plan_id=plan.pk) if here["begun"] else "",
        "template_href": address(request, "template_make", plan_id=plan.pk) if may_keep else "",
    }
