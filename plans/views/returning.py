"""Giving a plan back: common reasons to choose, room for one's own, and the place that it speaks of."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from plans import permissions, remarking
from plans.actions import returning
from plans.forms.steps import ReturnForm
from plans.models import Plan
from plans.outline import Outline

from .reaching import address, go, plan_or_404

TITLE = "Trả lại để chỉnh sửa"


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def return_plan(request: Any, plan_id: int) -> HttpResponse:
    """`?cho=` names the place beforehand."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_return(request.membership, plan))
    places = _places(plan, request.GET.get("cho", ""))
    form = ReturnForm(
        request.POST if request.method == "POST" else None,
        of=plan.form,
        places=places,
        initial={"anchor": request.GET.get("cho", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            returning.return_at(
                plan.pk, by=request.membership, reason=form.words(), anchor=form.cleaned_data["anchor"]
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "Đã trả lại để chỉnh sửa.")
            return go(request, "detail", plan_id=plan.pk)
    return _page(request, plan, form)


def _places(plan: Plan, asked: str) -> list[tuple[str, str]]:
    spots = remarking.Spots(Outline.of(plan))
    places = [("", remarking.whole(plan)), *spots.choices()]
    spot = spots.get(asked)
    if spot is not None and asked not in dict(places):
        places.insert(1, (asked, spot.name))
    return places


def _page(request: Any, plan: Plan, form: ReturnForm) -> HttpResponse:
    detail = address(request, "detail", plan_id=plan.pk)
    context = {
        "page_title": TITLE,
        "breadcrumbs": [
            ("Việc của tôi", address(request, "tasks")),
            (f"{plan.noun.capitalize()} đang duyệt", detail),
            (TITLE, ""),
        ],
        "plan": plan,
        "form": form,
        "cancel_href": detail,
    }
    return render(request, "plans/return.html", context)
