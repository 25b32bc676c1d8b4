"""Copies on a plan's page: of what the agency itself has issued; the pages are in `copy_pages`."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.documents.permissions import may_copy
from cchc_portal.vietnam import dates
from plans.actions import paper_copies
from plans.models import Plan
from plans.permissions import may_see_work
from plans.states import PlanState

from . import copy_pages
from .reaching import address, go, own_plan_or_404

ANCHOR = "ban-sao"


def panel(request: Any, plan: Plan) -> dict[str, Any]:
    """What the page shows of copies; nothing before the plan is issued, nor to whoever only oversees."""
    if plan.state != PlanState.ISSUED or plan.issued_snapshot is None:
        return {}
    if not may_see_work(request.membership, plan):
        return {}
    return copy_pages.panel(request, _place(request, plan))


def _place(request: Any, plan: Plan) -> copy_pages.Place:
    back = address(request, "detail", plan_id=plan.pk)
    day = dates.short_date(plan.issued_on) if plan.issued_on else ""
    return copy_pages.Place(
        source=paper_copies.of_plan(plan),
        symbol=plan.symbol,
        printed=f"{plan.symbol} ngày {day}",
        issuer="",
        subject=plan.subject,
        at=partial(address, request, plan_id=plan.pk),
        home=f"{back}#{ANCHOR}",
        trail=(("Kế hoạch", address(request, "plan_list")), (plan.subject, back)),
    )


def _place_or_404(request: Any, plan_id: int) -> copy_pages.Place:
    return _place(request, own_plan_or_404(request, plan_id))


@require_safe
@agency_page
def copy_list(request: Any, plan_id: int) -> HttpResponse:
    """The panel, asked again while a copy is being made or signed."""
    plan = own_plan_or_404(request, plan_id)
    if not request.htmx:
        return go(request, "detail", ANCHOR, plan_id=plan.pk)
    return render(request, "plans/_copies.html", {"plan": plan, **panel(request, plan)})


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_paper(request: Any, plan_id: int) -> HttpResponse:
    return copy_pages.add_paper(request, _to_copy(request, plan_id))


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_electronic(request: Any, plan_id: int) -> HttpResponse:
    return copy_pages.add_electronic(request, _to_copy(request, plan_id))


def _to_copy(request: Any, plan_id: int) -> copy_pages.Place:
    """Who may not copy is told so before it is said that there is nothing to copy."""
    plan = own_plan_or_404(request, plan_id)
    require(may_copy(request.membership, plan.agency))
    return _place(request, plan)


@require_safe
@agency_page
def copy_file(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.file(_place_or_404(request, plan_id), copy_id)


@require_POST
@agency_page
def copy_make(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.make(request, _place_or_404(request, plan_id), copy_id)


@require_POST
@agency_page
def copy_sign(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.sign(request, _place_or_404(request, plan_id), copy_id)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def copy_bring(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.bring(request, _place_or_404(request, plan_id), copy_id)
