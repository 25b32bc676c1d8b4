"""Phụ lục tổng hợp: every item that agencies have issued for a year, in groups, as a page and as files; for Sở Nội vụ."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import delivery, long_annexes, spreadsheets
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import PaperFormat, PaperState
from plans.assignments import annex, annex_book, annex_paper, permissions
from plans.assignments.annex import Group, Grouping
from plans.assignments.coverage import years

from .assigning import here, trail
from .given_tasks import year_of

TITLE = "Phụ lục tổng hợp"


def _asked(request: Any) -> tuple[int, Grouping, list[Group]]:
    require(permissions.may_see_coverage(request.membership, request.province))
    year, wanted = year_of(request), request.GET.get("theo", "")
    grouping = Grouping(wanted) if wanted in Grouping.values else Grouping.TASK
    return year, grouping, annex.groups(year, grouping)


@require_safe
@agency_page
def consolidated(request: Any) -> HttpResponse:
    """The groups with their sizes, and the items of one of them, page by page."""
    year, grouping, groups = _asked(request)
    number = request.GET.get("nhom", "")
    group = next((each for each in groups if str(each.number) == number), groups[0] if groups else None)
    page = page_of(group.item_ids if group else (), number=request.GET.get("trang"))
    context = {
        "page_title": f"{TITLE} năm {year}",
        "printing": _printing(request),
        "order_href": f"{here(request, 'annex_order')}?nam={year}&theo={grouping.value}",
        "breadcrumbs": trail(request, (TITLE, "")),
        "year": year,
        "years": sorted({*years(), year}, reverse=True),
        "grouping": grouping,
        "groupings": Grouping.choices,
        "groups": groups,
        "group": group,
        "page": page,
        "lines": annex.lines(page.object_list),
        "excel_href": f"{here(request, 'annex_excel')}?nam={year}&theo={grouping.value}",
    }
    asked_again = request.htmx and context["printing"]
    template = "_annex_file.html" if asked_again else "annex.html"
    return render(request, f"plans/assignments/{template}", context)


def _printing(request: Any) -> dict[str, Any] | None:
    """The file that was asked for last, with how far a worker has come."""
    paper = _ordered(request, request.GET.get("tep", ""))
    if paper is None:
        return None
    return {
        "paper": paper,
        "state": PaperState(paper.state).label,
        "busy": paper.is_busy,
        "failed": paper.state == PaperState.FAILED,
        "done": long_annexes.rows_done(paper) if paper.state == PaperState.RENDERING else 0,
        "name": "Tải tệp Word" if paper.format == PaperFormat.DOCX else "Tải tệp PDF",
        "href": here(request, "annex_file", annex_id=paper.pk) if paper.is_ready else "",
    }


def _ordered(request: Any, number: str) -> Paper | None:
    wanted = number.isdecimal() and len(number) < 12
    return annex_paper.ordered(request.agency, int(number)) if wanted else None


@require_POST
@agency_page
def order_file(request: Any) -> HttpResponse:
    """PDF or Word, made by a worker; the page shows how far it has come."""
    year, grouping, groups = _asked(request)
    if not groups:
        raise Refused(f"Chưa có kế hoạch nào được ban hành cho năm {year} nên chưa có phụ lục để tạo tệp.")
    kind = annex_paper.FORMATS.get(request.POST.get("dang", ""), PaperFormat.PDF)
    paper = annex_paper.order(request.agency, year, grouping, groups, kind)
    return redirect(f"{here(request, 'annex')}?nam={year}&theo={grouping.value}&tep={paper.pk}")


@require_safe
@agency_page
def file(request: Any, annex_id: int) -> HttpResponse:
    paper = annex_paper.ordered(request.agency, annex_id)
    if paper is None:
        raise Http404
    require(permissions.may_see_coverage(request.membership, request.province))
    return delivery.file_response(paper, annex_paper.title_of(paper), download=True)


@require_safe
@agency_page
def excel(request: Any) -> HttpResponse:
    """All groups in one sheet."""
    year, grouping, groups = _asked(request)
    response = HttpResponse(annex_book.written(groups), content_type=spreadsheets.TYPE)
    name = f"phu-luc-tong-hop-{year}-{grouping.value}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
