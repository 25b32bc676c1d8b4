"""The account of how a plan began, as a panel of the editor."""

from typing import Any

from django import template

from plans.models import Beginning, Plan
from plans.views.beginning import shown

register = template.Library()


@register.inclusion_tag("plans/_beginning_panel.html", takes_context=True)
def begun_panel(context: template.Context, plan: Plan) -> dict[str, Any]:
    """The lists folded under one line; nothing where the plan began without any."""
    begun = Beginning.objects.filter(plan=plan).select_related("source").first()
    told = shown(begun) if begun else {"lists": []}
    kept = {key: context.get(key) for key in ("province", "agency", "csrf_token", "request")}
    return {
        **kept,
        "plan": plan,
        "may_edit": True,
        **told,
        "any": any(each["entries"] for each in told["lists"]),
    }
