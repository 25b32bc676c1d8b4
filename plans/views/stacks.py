"""Stacks of papers: asked for from the list of plans, made in the queue of long work, fetched here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import looking_up, storage
from cchc_portal.documents.models import Stack
from cchc_portal.documents.states import PaperState, Print
from plans import permissions
from plans.actions import stacks as actions
from plans.forms.stacks import PrintChoiceForm, StackForm
from plans.models import Plan

from .reaching import address, go, with_province

SHOWN = 30


@require_safe
@agency_page
def stack_list(request: Any) -> HttpResponse:
    """What was asked for lately, with how far each has come; asked again while one is being made."""
    require(permissions.may_print_stacks(request.membership, with_province(request)))
    rows = [_row(request, one) for one in _stacks(request).order_by("-pk")[:SHOWN]]
    context = {
        "page_title": "Tập in",
        "breadcrumbs": [("Kế hoạch", address(request, "plan_list")), ("Tập in", "")],
        "rows": rows,
        "busy": any(row["busy"] for row in rows),
        "href": address(request, "stacks"),
        "list_href": address(request, "plan_list"),
        "choose_href": address(request, "stack_choose"),
        "choice": PrintChoiceForm(initial={"ban_in": looking_up.default_print()}),
        "may_choose": permissions.may_choose_print(request.membership, request.province),
    }
    return render(request, "plans/_stacks.html" if request.htmx else "plans/stacks.html", context)


def _stacks(request: Any) -> Any:
    return Stack.objects.filter(agency=request.agency)


def _row(request: Any, stack: Stack) -> dict[str, Any]:
    return {
        "stack": stack,
        "state": PaperState(stack.state).label,
        "prints": Print(stack.prints).label,
        "busy": stack.is_busy,
        "failed": stack.state == PaperState.FAILED,
        "href": address(request, "stack_file", stack_id=stack.pk) if stack.is_ready else "",
        "retry_href": address(request, "stack_retry", stack_id=stack.pk),
    }


@require_POST
@agency_page
def stack_ask(request: Any) -> HttpResponse:
    """The plans that were ticked, in the order of the list."""
    agency = with_province(request)
    require(permissions.may_print_stacks(request.membership, agency))
    form = StackForm(request.POST)
    if not form.is_valid():
        raise Http404
    ticked = [int(one) for one in request.POST.getlist("ke_hoach") if one.isdigit() and len(one) < 19]
    visible = Plan.objects.visible_to(request.membership, agency).filter(pk__in=ticked)
    plans = visible.select_related("paper", "issued_snapshot").prefetch_related("recipients").newest_first()
    for plan in plans:
        plan.agency = agency
    wanted = form.cleaned_data
    actions.ask(
        plans, agency, two_sided=wanted["hai_mat"], prints=Print(wanted["ban_in"]), by=request.membership
    )
    messages.success(request, "Đã nhận yêu cầu ghép tập in; tệp xuất hiện ở trang này khi xong.")
    return go(request, "stacks")


@require_safe
@agency_page
def stack_file(request: Any, stack_id: int) -> HttpResponse:
    stack = get_object_or_404(_stacks(request), pk=stack_id)
    require(permissions.may_print_stacks(request.membership, with_province(request)))
    if not stack.is_ready:
        raise Http404
    response = HttpResponse(
        storage.load(stack.province_id, stack.file_digest), content_type="application/pdf"
    )
    day = timezone.localtime(stack.asked_at)
    response["Content-Disposition"] = f'inline; filename="tap-in-{day:%d-%m-%Y}-{stack.pk}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@agency_page
def stack_retry(request: Any, stack_id: int) -> HttpResponse:
    stack = get_object_or_404(_stacks(request), pk=stack_id)
    require(permissions.may_print_stacks(request.membership, with_province(request)))
    stack.agency = request.agency
    actions.try_again(stack, by=request.membership)
    return go(request, "stacks")


@require_POST
@agency_page
def stack_choose(request: Any) -> HttpResponse:
    require(permissions.may_choose_print(request.membership, request.province))
    form = PrintChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.choose(Print(form.cleaned_data["ban_in"]), request.province, by=request.membership)
    messages.success(request, "Đã lưu bản được in mặc định.")
    return go(request, "stacks")
