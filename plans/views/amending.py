"""Amending an issued plan: the button that begins it, the table made anew, and how the two plans name each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from plans import amending, permissions
from plans.actions import amending as verbs
from plans.models import Plan

from .reaching import address, go, plan_or_404


@require_POST
@agency_page
def amend(request: Any, plan_id: int) -> HttpResponse:
    """A draft that says what the issued plan says, straight in the editor."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_amend(request.membership, plan))
    draft = verbs.begin(plan.pk, by=request.membership)
    messages.success(
        request, "Đã lập bản nháp kế hoạch điều chỉnh. Sửa những nội dung cần điều chỉnh, bổ sung rồi trình."
    )
    return go(request, "edit", plan_id=draft.pk)


@require_POST
@agency_page
def compare_again(request: Any, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    require(permissions.may_edit(request.membership, plan))
    try:
        count = verbs.compare_again(plan.pk, by=request.membership)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, f"Đã lập lại bảng so sánh: {count} chỗ khác kế hoạch đã ban hành.")
    return go(request, "detail", plan_id=plan.pk)


def links(request: Any, plan: Plan) -> dict[str, Any]:
    """What the plan's page says: what it amends, what amends it, and what may be done about that; one query."""
    amended = plan.amends
    return {
        "amends": amended and _named(request, amended),
        "amended_by": [
            _named(request, each)
            for each in Plan.objects.visible_to(request.membership, plan.agency).filter(amends=plan)
        ],
        "amend_href": address(request, "amend", plan_id=plan.pk)
        if permissions.may_amend(request.membership, plan)
        else "",
        "compare_again_href": address(request, "amendment_table", plan_id=plan.pk)
        if amended and permissions.may_edit(request.membership, plan)
        else "",
    }


def _named(request: Any, plan: Plan) -> dict[str, str]:
    issued = plan.symbol and plan.issued_on
    return {
        "name": amending.name_of(plan.symbol, plan.issued_on) if issued and plan.issued_on else plan.subject,
        "state": plan.get_state_display(),
        "href": address(request, "detail", plan_id=plan.pk),
    }
