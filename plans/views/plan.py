"""A plan's own page, its preview, and the verbs of the procedure."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Allowed, Denied, Refused, require
from plans import approval, history, holders, permissions
from plans.actions import drafting, numbers, procedure, versions
from plans.forms.steps import IssueForm
from plans.models import Plan
from plans.outline import Outline
from plans.states import PlanState
from plans.submissions import windows

from . import (
    amending,
    attached,
    begun,
    comparing,
    copies,
    deciding,
    decisions,
    findings,
    handing_in,
    plan_tasks,
    remarks,
    signing,
)
from .papers import paper_rows
from .reaching import address, go, list_of, plan_or_404

SIGNED_ON_PAPER = "Đã có chữ ký trên giấy, cấp số và ban hành"
AFTER_NUMBERING = (
    "Ghi số, ngày lên bản đã ký, đóng dấu, rồi tải bản quét lên: "
    "nơi nhận qua thư điện tử và trong cổng được gửi bản quét đó."
)


@require_safe
@agency_page
def detail(request: Any, plan_id: int) -> HttpResponse:
    """State, who has it, what may be done, papers, checks, outline, history."""
    plan = plan_or_404(request, plan_id)
    if step := deciding.step_of(request, plan):
        return deciding.page(request, plan, step)
    outline = Outline.of(plan)
    drafting_now = plan.state in (PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED)
    found = findings.found_in(outline) if drafting_now else []
    context = {
        "page_title": plan.title,
        "breadcrumbs": [list_of(request, plan), (plan.subject, "")],
        "plan": plan,
        "holder": holders.beside_the_state(plan, request.membership),
        "since": holders.since(plan),
        "late": holders.late(plan, approval.calendar_of([plan])),
        "choices": decisions.choices(
            request, plan, found, as_returned=versions.as_returned(plan, outline.snapshot)
        ),
        "summary": decisions.summary(plan, outline),
        "checked": findings.shown(request, plan, outline, found),
        "may_edit": permissions.may_edit(request.membership, plan),
        "outline": outline,
        "chain": deciding.chain(plan) if permissions.may_see_work(request.membership, plan) else [],
        "history": history.of_plan(plan),
        "note_to_approver": history.note_to_approver(plan),
        "papers": paper_rows(request, plan),
        **amending.links(request, plan),
        **begun.links(request, plan),
        **plan_tasks.links(request, plan),
        **comparing.links(request, plan),
        **remarks.panel(request, plan, outline, came_from="chi-tiet"),
        **signing.panel(request, plan),
        **copies.panel(request, plan),
        **attached.panel(request, plan),
        **handing_in.panel(request, plan),
    }
    return render(request, "plans/detail.html", context)


def _verb(
    name: str, act: Callable[..., Plan], may: Callable[..., Allowed | Denied], done: Callable[[Plan], str]
) -> Callable[..., HttpResponse]:
    """A verb without a form: the button asks, the action does."""

    def view(request: Any, plan_id: int) -> HttpResponse:
        plan = plan_or_404(request, plan_id)
        require(may(request.membership, plan))
        messages.success(request, done(act(plan.pk, by=request.membership, **_seen(request))))
        return go(request, "detail", plan_id=plan_id)

    view.__name__ = view.__qualname__ = name
    return require_POST(agency_page(view))


def _seen(request: Any) -> dict[str, int]:
    """The revision that the page showed, where the verb asks for it."""
    seen = request.POST.get("revision", "")
    return {"seen": int(seen)} if seen.isdecimal() else {}


def _passed(plan: Plan) -> str:
    return f"Đã đồng ý. {plan.noun.capitalize()} {approval.waits(plan)}."


withdraw = _verb(
    "withdraw", procedure.withdraw, permissions.may_withdraw, lambda _: "Đã rút lại để chỉnh sửa."
)
pass_on = _verb("pass_on", procedure.pass_, permissions.may_pass, _passed)
approve = _verb(
    "approve",
    procedure.approve,
    permissions.may_approve,
    lambda plan: f"Đã duyệt {plan.noun}. {plan.noun.capitalize()} được chuyển cho văn thư cấp số.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def issue(request: Any, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    require(permissions.may_issue(request.membership, plan))
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a number taken before the refusal goes back with it
                issued = procedure.issue(
                    plan.pk,
                    by=request.membership,
                    issued_on=form.cleaned_data["issued_on"],
                    number=form.cleaned_data["number"] or None,
                )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã cấp số {issued.symbol} và ban hành. {AFTER_NUMBERING}")
            return go(request, "detail", plan_id=plan.pk)
    symbol = numbers.coming(plan)
    known = (
        f"Số {symbol} đang giữ cho {plan.noun} này." if plan.line else f"Số tiếp theo trong sổ là {symbol}."
    )
    note = f"{known} {decisions.numbering_question(plan)}"
    to_sign = {"to_sign_href": f"{address(request, 'detail', plan_id=plan.pk)}#ban-in"}
    return _step(request, plan, form, "Cấp số và ban hành", SIGNED_ON_PAPER, note, **to_sign)


def _step(
    request: Any, plan: Plan, form: Any, title: str, submit_words: str, note: str = "", **more: str
) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": [
            list_of(request, plan),
            (plan.subject, address(request, "detail", plan_id=plan.pk)),
            (title, ""),
        ],
        "plan": plan,
        "form": form,
        "submit": submit_words,
        "note": note,
        "early": windows.warning(plan),
        "cancel_href": address(request, "detail", plan_id=plan.pk),
        **more,
    }
    return render(request, "plans/issue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def delete_plan(request: Any, plan_id: int) -> HttpResponse:
    """Asks on a page of its own where no script has asked before."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_delete(request.membership, plan))
    if request.method == "POST":
        drafting.delete_plan(plan.pk, by=request.membership)
        messages.success(request, "Đã xóa bản nháp.")
        return go(request, "plan_list")
    detail_href = address(request, "detail", plan_id=plan.pk)
    context = {
        "page_title": "Xóa bản nháp",
        "breadcrumbs": [
            list_of(request, plan),
            (plan.subject, detail_href),
            ("Xóa bản nháp", ""),
        ],
        "question": f"Xóa bản nháp “{plan.subject}”?",
        "note": "Toàn bộ nội dung của bản nháp bị xóa và không lấy lại được.",
        "submit": "Xóa bản nháp",
        "cancel_href": detail_href,
    }
    return render(request, "plans/confirm.html", context)
