"""Several plans approved from one list: each opened before it can be ticked, each approved by its own verb.

From one plan's page the next one is a press away; what was ticked waits in the session until the list is approved.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc_portal.agencies.models import StepKind
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from plans import approval, permissions
from plans.actions import many as verbs
from plans.actions import viewing
from plans.models import Plan
from plans.outline import Outline

from . import deciding
from .reaching import address, go, plan_or_404

TITLE = "Duyệt nhiều {noun}"
TICKED = "duyet-nhieu"  # in the session: the plans that were ticked, each with its revision
MOST = 50


def waiting(request: Any) -> list[Plan]:
    """What this person may check or approve now, oldest first."""
    visible = Plan.objects.visible_to(request.membership, request.agency).with_everybody()
    plans = list(visible.awaiting(request.membership).order_by("submitted_at", "id")[:MOST])
    request.agency.province = request.province
    for plan in plans:
        plan.agency, plan.province = request.agency, request.province
    return [plan for plan in plans if approval.is_to_be_decided(plan)]


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def many(request: Any) -> HttpResponse:
    plans = waiting(request)
    if request.method == "POST":
        return _decide(request, plans)
    seen = viewing.seen(plans, by=request.membership)
    ticked = _ticked(request)
    rows = [_row(request, plan, seen, ticked) for plan in plans]
    noun = noun_of(plans)
    title = TITLE.format(noun=noun)
    context = {
        "page_title": title,
        "breadcrumbs": [("Việc của tôi", address(request, "tasks")), (title, "")],
        "noun": noun,
        "rows": rows,
        "unseen": sum(not row["seen"] for row in rows),
        "approving": any(row["approving"] for row in rows),
    }
    return render(request, "plans/many.html", context)


def noun_of(plans: list[Plan]) -> str:
    """What all of them are called; plans and letters in one list, and none at all, are papers."""
    nouns = {plan.noun for plan in plans}
    return nouns.pop() if len(nouns) == 1 else "văn bản"


def _row(request: Any, plan: Plan, seen: dict[int, Any], ticked: dict[str, int]) -> dict[str, Any]:
    step = approval.current(plan)
    count, money = deciding.amounts(Outline.of(plan))
    return {
        "plan": plan,
        "href": f"{address(request, 'detail', plan_id=plan.pk)}?nhieu=1",
        "count": count,
        "money": money,
        "step": step,
        "approving": step is not None and step.kind == StepKind.APPROVE,
        "seen": seen.get(plan.pk),
        "ticked": plan.pk in seen and ticked.get(str(plan.pk)) == plan.revision,
    }


def _decide(request: Any, plans: list[Plan]) -> HttpResponse:
    """What came with the form and still waits here; what has meanwhile gone on is said."""
    wanted = set(request.POST.getlist("ke_hoach"))
    chosen = [plan for plan in plans if str(plan.pk) in wanted]
    if not wanted:
        messages.error(request, f"Chọn ít nhất một {noun_of(plans)} đã mở xem.")
        return go(request, "many")
    outcomes = verbs.decide(chosen, by=request.membership)
    if done := sum(not outcome.refusal for outcome in outcomes):
        messages.success(request, f"Đã duyệt {done} {noun_of(plans)}.")
    for outcome in outcomes:
        if outcome.refusal:
            messages.error(request, f"Chưa duyệt “{outcome.plan.subject}”: {outcome.refusal}")
    if gone := len(wanted) - len(chosen):
        messages.warning(request, f"{gone} {noun_of(plans)} không còn ở bước này nên không duyệt.")
    request.session[TICKED] = {}
    return go(request, "many")


@require_POST
@agency_page
def choose(request: Any, plan_id: int) -> HttpResponse:
    """“Chọn để duyệt”: ticked as it was read; on to the next one that has not been opened, else to the list."""
    plan = plan_or_404(request, plan_id)
    require(_may_decide(request, plan))
    request.session[TICKED] = {**_ticked(request), str(plan.pk): plan.revision}
    plans = waiting(request)
    seen = viewing.seen(plans, by=request.membership)
    following = next((each for each in plans if each.pk not in seen), None)
    if following is None:
        return go(request, "many")
    return redirect(f"{address(request, 'detail', plan_id=following.pk)}?nhieu=1")


def _may_decide(request: Any, plan: Plan) -> Any:
    step = approval.current(plan)
    checking = step is not None and step.kind in (StepKind.CONTENT, StepKind.FORM)
    return (permissions.may_pass if checking else permissions.may_approve)(request.membership, plan)


def _ticked(request: Any) -> dict[str, int]:
    kept: dict[str, int] = request.session.get(TICKED) or {}
    return kept
