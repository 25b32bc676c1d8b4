"""A plan's number and where its paper went, on the plan's page."""

from typing import Any

from django import template
from django.urls import reverse

from plans import permissions
from plans.actions.numbers import is_reserved
from plans.models import Plan
from plans.states import PlanState

register = template.Library()


@register.inclusion_tag("plans/_number.html", takes_context=True)
def number_panel(context: template.Context, plan: Plan) -> dict[str, Any]:
    """Before it is issued the number that is kept for it, or the button that keeps one; afterwards its recipients."""
    request = context["request"]
    own = {"province": request.province.slug, "agency": request.agency.slug, "plan_id": plan.pk}
    waits = plan.state == PlanState.APPROVED and not is_reserved(plan)
    may_reserve = waits and permissions.may_issue(request.membership, plan)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token", ""),
        "line": plan.line,
        "is_issued": plan.state == PlanState.ISSUED and plan.line is not None,
        "is_reserved": is_reserved(plan),
        "reserve_href": reverse("plans:reserve", kwargs=own) if may_reserve else "",
    }
