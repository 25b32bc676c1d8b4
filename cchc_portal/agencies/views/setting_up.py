"""The page "Thiết lập tỉnh": what is done, what is missing, and where each is done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cchc_portal.agencies import checklist as steps
from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import may_set_up, require
from cchc_portal.agencies.views.reaching import address

TITLE = "Thiết lập tỉnh, thành phố"


def admitted(request: Any) -> Agency:
    """The agency of the address with its province, for the province's administrator."""
    agency: Agency = request.agency
    agency.province = request.province
    require(may_set_up(request.membership, agency))
    return agency


def trail(request: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(TITLE, address(request, "province_setup:checklist") if more else ""), *more]


@require_safe
@agency_page
def checklist(request: Any) -> HttpResponse:
    agency = admitted(request)
    found = steps.steps(request.province)
    tasks = [
        {
            "title": step.title,
            "href": address(request, step.route),
            "note": step.note,
            "status": {
                "label": "Đã xong" if step.done else "Cần làm",
                "tone": "ok" if step.done else "warn",
            },
            "act": step.act,
            "act_href": "" if step.done else address(request, step.route),
        }
        for step in found
    ]
    context = {
        "page_title": f"Thiết lập {agency.province}",
        "breadcrumbs": trail(request),
        "tasks": tasks,
        "left": sum(not step.done for step in found),
    }
    return render(request, "agencies/checklist.html", context)
