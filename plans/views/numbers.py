"""Keeping a number for an approved plan before it is signed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from plans import permissions
from plans.actions import numbers

from .reaching import go, plan_or_404


@require_POST
@agency_page
def reserve(request: Any, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    require(permissions.may_issue(request.membership, plan))
    line = numbers.reserve(plan.pk, by=request.membership)
    messages.success(request, f"Đã giữ số {line.symbol} cho {plan.noun} này.")
    return go(request, "detail", plan_id=plan.pk)
