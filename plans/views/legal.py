"""The picker of legal bases: documents of the register by part of symbol or title, as lines ready to be added."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.vietnam.register import basis_line
from plans import permissions, register
from plans.actions import bases
from plans.models import Plan

from .reaching import address, go, plan_or_404

LONGEST = 200


@require_safe
@agency_page
def search(request: Any, plan_id: int) -> HttpResponse:
    """What the picker shows under the box while somebody types."""
    plan = plan_or_404(request, plan_id)
    found = register.offers(_typed(request), _day(plan)) if _typed(request) else []
    answer = [
        {"symbol": offer.document.symbol, "line": offer.line, "note": offer.note, "old": offer.is_old}
        for offer in found
    ]
    return JsonResponse({"offers": answer})


def picker(request: Any, plan: Plan) -> dict[str, Any]:
    """What the page of the bases shows without a script: the same search, each hit with its button."""
    typed = _typed(request)
    offered = register.offers(typed, _day(plan)) if typed else []
    return {
        "typed": typed,
        "offers": register.with_chosen(offered, bases.lines(plan)) if offered else [],
        "add_href": address(request, "legal_add", plan_id=plan.pk),
        "search_href": address(request, "legal_search", plan_id=plan.pk),
        "page_href": address(request, "part_edit", plan_id=plan.pk, part="can-cu"),
    }


@require_POST
@agency_page
def add(request: Any, plan_id: int) -> HttpResponse:
    """Add the named document to the bases and come back to the search."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_edit(request.membership, plan))
    wanted = request.POST.get("line", "")
    offered = {basis_line(each) for each in register.of_province().documents}
    if wanted not in offered:
        raise Http404
    if wanted in bases.lines(plan):
        messages.info(request, "Văn bản này đã có trong căn cứ.")
    else:
        bases.add(plan, wanted, by=request.membership)
        messages.success(request, "Đã thêm vào căn cứ.")
    return go(request, "part_edit", plan_id=plan.pk, part="can-cu")


@require_POST
@agency_page
def arrange(request: Any, plan_id: int) -> HttpResponse:
    """Put the bases in the order of rank."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_edit(request.membership, plan))
    moved = bases.arrange(plan.pk, by=request.membership)
    messages.success(request, "Đã xếp các căn cứ theo thứ bậc." if moved else "Các căn cứ đã đúng thứ bậc.")
    return go(request, "edit", "phan-can-cu", plan_id=plan.pk)


def _typed(request: Any) -> str:
    return str(request.GET.get("tim", "")).strip()[:LONGEST]


def _day(plan: Plan) -> Any:
    """The day on which validity is judged: the plan's own, of a draft today."""
    return plan.issued_on or timezone.localdate()
