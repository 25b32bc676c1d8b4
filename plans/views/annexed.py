"""Phụ lục tổng hợp: every item that agencies have issued for a year, in groups; for Sở Nội vụ."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import spreadsheets
from plans.assignments import annex, annex_book, permissions
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
    return render(request, "plans/assignments/annex.html", context)


@require_safe
@agency_page
def excel(request: Any) -> HttpResponse:
    """All groups in one sheet."""
    year, grouping, groups = _asked(request)
    response = HttpResponse(annex_book.written(groups), content_type=spreadsheets.TYPE)
    name = f"phu-luc-tong-hop-{year}-{grouping.value}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
