"""The list of the agency's plans."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.documents import looking_up
from plans import approval, holders, permissions
from plans.forms.stacks import StackForm
from plans.forms.steps import PlanFilterForm
from plans.models import Plan
from plans.states import NOUNS, PlanForm

from .reaching import with_province

PER_PAGE = 20


@require_safe
@agency_page
def plan_list(request: Any) -> HttpResponse:
    form = PlanFilterForm(request.GET)
    form.is_valid()
    plans = _filtered(Plan.objects.visible_to(request.membership, request.agency), form.cleaned_data)
    page = Paginator(plans.newest_first().with_agency(), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_title": "Kế hoạch",
        "page": page,
        "rows": _rows(page),
        "form": form,
        "filtered": any(form.cleaned_data.values()),
        "noun": NOUNS.get(PlanForm(form.cleaned_data.get("form") or PlanForm.PLAN), "kế hoạch"),
        **_printing(request),
        "may_create": permissions.may_create(request.membership, with_province(request)),
        "year": timezone.localdate().year,
    }
    template = "plans/_list.html" if request.htmx and not request.htmx.boosted else "plans/list.html"
    return render(request, template, context)


def _printing(request: Any) -> dict[str, Any]:
    """What a clerk decides about the papers that are ticked."""
    if not permissions.may_print_stacks(request.membership, with_province(request)):
        return {"may_print": False}
    chosen = {"ban_in": looking_up.default_print(), "hai_mat": True}
    return {"may_print": True, "stack_form": StackForm(initial=chosen)}


def _rows(page: Any) -> list[tuple[Any, ...]]:
    """Each plan, who has it, since when, and how late."""
    calendar = approval.calendar_of(page)
    return [(plan, holders.holder(plan), holders.since(plan), holders.late(plan, calendar)) for plan in page]


def _filtered(plans: Any, wanted: dict[str, Any]) -> Any:
    form = wanted.get("form")
    plans = plans.filter(form=form) if form else plans.plans()
    if wanted.get("year"):
        plans = plans.of_year(wanted["year"])
    if wanted.get("state"):
        plans = plans.filter(state=wanted["state"])
    return plans.matching(wanted.get("q") or "")
