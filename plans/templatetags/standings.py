"""What became of an issued plan, beside its state (Nghị định 30/2020/NĐ-CP, Điều 18.3, 18.4)."""

from typing import Any

from django import template

from cchc_portal.documents import standing
from plans.models import Plan

register = template.Library()


@register.filter
def tone_today(plan: Plan) -> str:
    """Issued is nothing good any more once the document is out of force; the badge beside it says why."""
    snapshot = plan.issued_snapshot_id
    notices = standing.notices_of([snapshot]).get(snapshot, []) if snapshot else []
    return plan.tone if all(each.in_force for each in notices) else "neutral"


@register.inclusion_tag("plans/_standing.html")
def issued_standing(plan: Plan) -> dict[str, Any]:
    """The same words as on the public page; nothing before issue, nor while nothing has become of it."""
    snapshot = plan.issued_snapshot_id
    return {"notices": standing.notices_of([snapshot]).get(snapshot, []) if snapshot else []}
