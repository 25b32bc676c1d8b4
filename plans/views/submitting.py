"""Handing a plan to the head: to whom it goes, what is still open, a few words to them; then it is gone from the desk."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies import chains
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from plans import approval, permissions, remarking
from plans.actions import procedure, versions
from plans.forms.steps import SubmitForm
from plans.models import Beginning
from plans.outline import Outline
from plans.states import PlanState
from plans.submissions import windows

from . import findings
from .reaching import address, go, list_of, plan_or_404

_NOBODY = "Chưa có ai giữ vị trí thủ trưởng cơ quan; kế hoạch chờ đến khi có người giữ vị trí đó."


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def submit(request: Any, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    require(permissions.may_submit(request.membership, plan))
    outline = Outline.of(plan)
    unchanged = versions.as_returned(plan, outline.snapshot)
    early = windows.warning(plan)
    sent = request.POST if request.method == "POST" else None
    form = SubmitForm(sent, unchanged=unchanged, early=bool(early))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a step that nobody holds is found late: nothing of it may stay
                submitted = procedure.submit(plan.pk, by=request.membership, note=form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã trình. {submitted.noun.capitalize()} {approval.waits(submitted)}.")
            return go(request, "detail", plan_id=plan.pk)
    return _page(request, outline, form, unchanged)


def _page(request: Any, outline: Outline, form: SubmitForm, unchanged: bool) -> HttpResponse:
    plan = outline.plan
    title = f"Trình {plan.noun}"
    steps = chains.chain_of(request.agency, timezone.localdate()).steps
    begun = Beginning.objects.filter(plan=plan).first()
    detail = address(request, "detail", plan_id=plan.pk)
    context = {
        "page_title": title,
        "breadcrumbs": [list_of(request, plan), (plan.subject, detail), (title, "")],
        "plan": plan,
        "form": form,
        "approvers": _approvers(request, steps[0]) or [_NOBODY],
        "acts": [approval.act(step) for step in steps],
        "unseen": begun.unseen if begun else [],
        "begun_href": address(request, "beginning", plan_id=plan.pk),
        "edit_href": address(request, "edit", plan_id=plan.pk),
        "checked": findings.shown(request, plan, outline, findings.found_in(outline), most=0),
        "return_reason": plan.return_reason if plan.state == PlanState.RETURNED else "",
        "unchanged": unchanged,
        "early": windows.warning(plan),
        "open_remarks": remarking.talk(plan, remarking.Spots(outline)).count,
        "remarks_href": address(request, "remarks", plan_id=plan.pk),
        "cancel_href": detail,
    }
    return render(request, "plans/submit.html", context)


def _approvers(request: Any, first: chains.Step) -> list[str]:
    """Who is told of it: everybody who may do the chain's first step today, but for the one who submits."""
    held = chains.holders(request.agency, first, timezone.localdate()).exclude(user=request.user)
    return [
        str(each.user) if str(each.user) == each.post.title else f"{each.user}, {each.post.title}"
        for each in held
    ]
