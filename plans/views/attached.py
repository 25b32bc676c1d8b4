"""Appendices that are files of their own on a plan's page: the list, adding and ordering before the number; see `attached_issued`."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import file_names
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached import delivery as attached_delivery
from plans import permissions
from plans.actions import attached_files
from plans.forms.attached import AttachedForm
from plans.models import DraftFile, Plan
from plans.states import PlanState

from . import attached_issued, one_form
from .reaching import address, go, own_plan_or_404, plan_or_404

ANCHOR = attached_issued.ANCHOR
VOIDS = "{Noun} đã duyệt. Thêm, chuyển hoặc bỏ một tệp thì việc duyệt không còn hiệu lực và phải trình lại."


def panel(request: Any, plan: Plan) -> dict[str, Any]:
    """What the page shows; nothing where there are no files and none may be added."""
    if plan.state == PlanState.ISSUED:
        return attached_issued.panel(request, plan)
    if not permissions.may_see_work(request.membership, plan):
        return {}
    may = bool(permissions.may_attach(request.membership, plan))
    drafts = attached_files.of_draft(plan)
    if not drafts and not may:
        return {}
    rows = [
        _draft(request, plan, row, may=may, first=row is drafts[0], last=row is drafts[-1]) for row in drafts
    ]
    return {
        "attached": {
            "rows": rows,
            "href": address(request, "attached", plan_id=plan.pk),
            "add_href": address(request, "attached_add", plan_id=plan.pk) if may else "",
            "note": _voids(plan) if may and plan.state == PlanState.APPROVED else "",
        }
    }


def _voids(plan: Plan) -> str:
    return VOIDS.format(Noun=plan.noun.capitalize())


def _draft(request: Any, plan: Plan, row: DraftFile, *, may: bool, first: bool, last: bool) -> dict[str, Any]:
    at = {"plan_id": plan.pk, "draft_file_id": row.pk}
    return {
        "row": row,
        "file_href": address(request, "attached_draft", **at),
        "move_href": address(request, "attached_move", **at) if may else "",
        "out_href": address(request, "attached_out", **at) if may else "",
        "first": first,
        "last": last,
    }


@require_safe
@agency_page
def attached_list(request: Any, plan_id: int) -> HttpResponse:
    """The panel, asked again while a file is being signed."""
    plan = plan_or_404(request, plan_id)
    if not request.htmx:
        return go(request, "detail", ANCHOR, plan_id=plan.pk)
    return render(request, "plans/_attached.html", {"plan": plan, **panel(request, plan)})


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add(request: Any, plan_id: int) -> HttpResponse:
    """What is wrong with the file stands beside its field."""
    plan = own_plan_or_404(request, plan_id)
    require(permissions.may_attach(request.membership, plan))
    form = AttachedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, plan, form):
        messages.success(request, "Đã thêm tệp phụ lục.")
        return go(request, "detail", ANCHOR, plan_id=plan.pk)
    note = _voids(plan) if plan.state == PlanState.APPROVED else ""
    return one_form.page(
        request, plan, form, "Thêm phụ lục là tệp riêng", submit="Thêm tệp phụ lục", note=note, anchor=ANCHOR
    )


def _added(request: Any, plan: Plan, form: AttachedForm) -> bool:
    sent = form.cleaned_data["file"]
    try:
        with transaction.atomic():
            attached_files.add(
                plan.pk,
                sent.read(),
                title=form.cleaned_data["title"],
                name=sent.name,
                by=request.membership,
            )
    except attaching.NotAttachable as refusal:
        for sentence in refusal.sentences:
            form.add_error("file", sentence)
    except Refused as refusal:
        form.add_error("file", refusal.reason)
    else:
        return True
    return False


@require_POST
@agency_page
def move(request: Any, plan_id: int, draft_file_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    _draft_or_404(plan, draft_file_id)
    up = request.POST.get("huong") == "len"
    attached_files.move(plan.pk, draft_file_id, up=up, by=request.membership)
    return go(request, "detail", ANCHOR, plan_id=plan.pk)


@require_POST
@agency_page
def take_out(request: Any, plan_id: int, draft_file_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    row = _draft_or_404(plan, draft_file_id)
    attached_files.take_out(plan.pk, draft_file_id, by=request.membership)
    messages.success(request, f"Đã bỏ tệp phụ lục “{row.title}”.")
    return go(request, "detail", ANCHOR, plan_id=plan.pk)


@require_safe
@agency_page
def draft_file(request: Any, plan_id: int, draft_file_id: int) -> HttpResponse:
    """As it was uploaded; for those who make the plan."""
    plan = own_plan_or_404(request, plan_id)
    row = _draft_or_404(plan, draft_file_id)
    name = f"{file_names.safe(row.title)}.pdf"
    return attached_delivery.file_response(row.province_id, row.file_digest, name)


def _draft_or_404(plan: Plan, draft_file_id: int) -> DraftFile:
    found: DraftFile | None = DraftFile.objects.filter(plan=plan, pk=draft_file_id).first()
    if found is None:
        raise Http404
    return found
