"""A plan's files: what there is, what is being made, fetching one, trying again."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Allowed, Denied, require
from cchc_portal.documents import actions as documents
from cchc_portal.documents import delivery, looking_up
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import PaperFormat, PaperState, Print
from plans import permissions
from plans.actions import copies, stacks
from plans.models import Plan
from plans.states import PlanState

from .reaching import address, go, plan_or_404

KEPT_NAME = "Bản lưu PDF (nguyên trạng khi ban hành)"
NAMES = {
    PaperFormat.LOOKUP: "Bản in tra cứu PDF (có mã và QR ở lề dưới)",
    PaperFormat.TO_SIGN: "Bản in để ký PDF (chưa ghi số, ngày)",
}


def paper_rows(request: Any, plan: Plan) -> dict[str, Any]:
    """For each format its newest paper of what the plan says now, or an offer to make it."""
    snapshot = copies.current_snapshot(plan)
    made = {}
    if snapshot is not None:
        of_plan = Paper.objects.filter(snapshot=snapshot, draft=plan.issued_snapshot_id is None)
        made = {paper.format: paper for paper in of_plan.order_by("id")}
        if plan.paper is not None and plan.paper.unsigned_digest:
            made[plan.paper.format] = plan.paper
    formats = [PaperFormat.PDF, PaperFormat.DOCX]
    if plan.state == PlanState.APPROVED:
        formats.insert(0, PaperFormat.TO_SIGN)
    if plan.paper is not None and plan.state == PlanState.ISSUED:
        made[PaperFormat.LOOKUP] = documents.lookup_print(plan.paper)
        by_default = looking_up.default_print() == Print.LOOKUP
        formats.insert(0 if by_default else len(formats), PaperFormat.LOOKUP)
    gone = _gone(request, plan)
    if gone:
        formats.sort(key=lambda each: each != PaperFormat.LOOKUP)
    rows = [_row(request, plan, each, made.get(each), gone) for each in formats]
    return {
        "rows": rows,
        "busy": any(row["busy"] for row in rows),
        "copies": stacks.copies_of(plan) if plan.state == PlanState.ISSUED else None,
        "href": address(request, "papers", plan_id=plan.pk),
    }


@dataclass(frozen=True)
class _Gone:
    """A document that is no longer in force: what of it is handed out, and to whom."""

    may_take: Allowed | Denied


def _gone(request: Any, plan: Plan) -> _Gone | None:
    if plan.issued_snapshot is None or not looking_up.marks_of(plan.issued_snapshot):
        return None
    return _Gone(permissions.may_take_original(request.membership, plan))


def _row(
    request: Any, plan: Plan, file_format: PaperFormat, paper: Paper | None, gone: _Gone | None = None
) -> dict[str, Any]:
    row = _usual_row(request, plan, file_format, paper)
    if gone is None or file_format == PaperFormat.LOOKUP:
        return row
    row |= {"print_href": "", "make_href": "", "failed": False}
    if file_format == PaperFormat.DOCX:
        return row | {"href": "", "refused": copies.OUT_OF_FORCE}
    if isinstance(gone.may_take, Denied):
        return row | {"href": "", "refused": gone.may_take.reason}
    return row | {"name": KEPT_NAME}


def _usual_row(request: Any, plan: Plan, file_format: PaperFormat, paper: Paper | None) -> dict[str, Any]:
    kind = "Văn bản" if plan.issued_snapshot_id else "Bản dự thảo"
    state = PaperState(paper.state) if paper else None
    return {
        "name": NAMES.get(file_format, f"{kind} {file_format.label}"),
        "format": file_format.value,
        "paper": paper,
        "state": state.label if state else "Chưa tạo",
        "failed": state == PaperState.FAILED,
        "busy": state in (PaperState.QUEUED, PaperState.RENDERING),
        "href": address(request, "paper_file", plan_id=plan.pk, paper_id=paper.pk)
        if paper and paper.is_ready
        else "",
        **_printing(request, plan, paper),
        "make_href": address(request, "paper_make", plan_id=plan.pk, file_format=file_format.value),
        "retry_href": address(request, "paper_retry", plan_id=plan.pk, paper_id=paper.pk) if paper else "",
    }


def _printing(request: Any, plan: Plan, paper: Paper | None) -> dict[str, Any]:
    """An issued paper, or the one to be signed, is opened for the printer; on both sides it takes half as many sheets."""
    to_print = paper is not None and (not paper.draft or paper.format == PaperFormat.TO_SIGN)
    if paper is None or not to_print or not paper.is_ready or paper.format == PaperFormat.DOCX:
        return {"print_href": ""}
    opened = address(request, "paper_file", plan_id=plan.pk, paper_id=paper.pk)
    return {"print_href": f"{opened}?xem=1", "sheets": ((paper.pages or 1) + 1) // 2}


@require_safe
@agency_page
def papers(request: Any, plan_id: int) -> HttpResponse:
    """The list of files, asked again while one is being made."""
    plan = plan_or_404(request, plan_id)
    if not request.htmx:
        return go(request, "detail", "ban-in", plan_id=plan.pk)
    return render(request, "plans/_papers.html", {"plan": plan, "papers": paper_rows(request, plan)})


@require_POST
@agency_page
def paper_make(request: Any, plan_id: int, file_format: str) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    if file_format not in PaperFormat:
        raise Http404
    copies.ask_for_copy(plan, PaperFormat(file_format), by=request.membership)
    return go(request, "detail", "ban-in", plan_id=plan.pk)


@require_POST
@agency_page
def paper_retry(request: Any, plan_id: int, paper_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    copies.try_again(plan, _paper_or_404(plan, paper_id), by=request.membership)
    return go(request, "detail", "ban-in", plan_id=plan.pk)


@require_safe
@agency_page
def paper_file(request: Any, plan_id: int, paper_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    paper = _paper_or_404(plan, paper_id)
    gone = paper.format != PaperFormat.LOOKUP and _gone(request, plan)
    if gone:
        require(gone.may_take if paper.format == PaperFormat.PDF else Denied(copies.OUT_OF_FORCE))
    download = bool(gone) or "xem" not in request.GET  # what is kept is not opened for the printer
    return delivery.file_response(
        paper, plan.symbol or f"Kế hoạch {plan.year} số {plan.pk}", download=download
    )


def _paper_or_404(plan: Plan, paper_id: int) -> Paper:
    snapshot = copies.current_snapshot(plan)
    if snapshot is None:
        raise Http404
    found: Paper = get_object_or_404(Paper.objects.filter(snapshot=snapshot, agency=plan.agency), pk=paper_id)
    if found.format == PaperFormat.LOOKUP and plan.paper is not None:
        today = documents.lookup_print(plan.paper)
        if today is None or today.pk != found.pk:
            raise Http404  # made before the document lost its force, or was put right
    return found
