"""Signed copies from the scanner, many at once: where they are brought, what has become of each, which plan the rest are of."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.documents.models import IncomingScan
from cchc_portal.documents.scans.states import MatchedBy, Outcome
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam import dates
from plans import permissions
from plans.actions import scans as actions
from plans.forms.scanning import ScansForm
from plans.models import Plan

from .reaching import address, with_province

SHOWN = 100
FROM_PLAN = "ke-hoach"  # whence a clerk comes to look at one scan, and goes back to
TITLE = "Bản quét đã ký, đóng dấu"
WORDS = {PaperState.QUEUED: "Đang chờ đọc", PaperState.RENDERING: "Đang đọc"}


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def scan_list(request: Any) -> HttpResponse:
    """Bring scans; below, the last ones brought, asked again while one is being read."""
    agency = with_province(request)
    require(permissions.may_keep_scans(request.membership, agency))
    form = ScansForm(request.POST, request.FILES) if request.method == "POST" else ScansForm()
    if request.method == "POST" and form.is_valid():
        for sent in form.cleaned_data["ban_quet"]:
            actions.bring(agency, sent, by=request.membership)
        count = len(form.cleaned_data["ban_quet"])
        messages.success(request, f"Đã nhận {count} bản quét; kết quả hiện ở trang này khi đọc xong.")
        return _go(request)
    context = {
        "page_title": TITLE,
        "breadcrumbs": [("Văn thư", at(request, "book:list")), (TITLE, "")],
        "form": form,
        **_shown(request),
    }
    return render(request, "plans/_scanned.html" if request.htmx else "plans/scanning.html", context)


def _shown(request: Any) -> dict[str, Any]:
    found = list(_own(request).select_related("paper").order_by("-pk")[:SHOWN])
    choosing = any(scan.may_be_chosen_for and not scan.awaits_look for scan in found)
    plans = _choices(request) if choosing else []
    matched = _plans_of(request, found)
    rows = [_row(request, scan, matched, plans) for scan in found]
    return {
        "rows": [row for row in rows if row["scan"].outcome != Outcome.ASIDE],
        "aside": [row for row in rows if row["scan"].outcome == Outcome.ASIDE],
        "busy": sum(row["busy"] for row in rows),
        "href": at(request, "scans:list"),
    }


def _plans_of(request: Any, found: list[IncomingScan]) -> dict[int, Plan]:
    """By the snapshot that each scan's paper was made from."""
    snapshots = {scan.paper.snapshot_id for scan in found if scan.paper is not None}
    plans = Plan.objects.filter(agency=request.agency, issued_snapshot__in=snapshots)
    return {plan.issued_snapshot_id or 0: plan for plan in plans}


def _row(
    request: Any, scan: IncomingScan, matched: dict[int, Plan], plans: list[dict[str, Any]]
) -> dict[str, Any]:
    plan = matched.get(scan.paper.snapshot_id) if scan.paper is not None else None
    choosing = scan.may_be_chosen_for and not scan.awaits_look
    return {
        "scan": scan,
        "busy": scan.is_busy,
        "state": WORDS.get(PaperState(scan.state), ""),
        "failed": scan.state == PaperState.FAILED,
        "label": "Chờ xem" if scan.awaits_look else Outcome(scan.outcome).label if scan.outcome else "",
        "plan": plan,
        "plan_href": f"{address(request, 'detail', plan_id=plan.pk)}#ban-quet" if plan else "",
        "how": _how(scan),
        "href": at(request, "scans:file", incoming_id=scan.pk),
        "retry_href": at(request, "scans:retry", incoming_id=scan.pk),
        "look_href": look_href(request, scan, plan) if plan is not None and scan.awaits_look else "",
        "choose_href": at(request, "scans:look", incoming_id=scan.pk) if choosing else "",
        "aside_href": at(request, "scans:aside", incoming_id=scan.pk) if scan.may_be_put_aside else "",
        "choices": sorted(plans, key=lambda one: one["paper"] not in scan.offered) if choosing else [],
    }


def _how(scan: IncomingScan) -> str:
    """How it came to the plan that is named beside it."""
    if scan.matched_by:
        return f"khớp theo {MatchedBy(scan.matched_by).label}"
    return "tải lên cho văn bản này"


def look_href(request: Any, scan: IncomingScan, plan: Plan, whence: str = "") -> str:
    """Where a scan is looked at before it is kept with this plan; `whence` the clerk comes, and goes back to."""
    asked = {"ke_hoach": str(plan.pk), **({"tu": whence} if whence else {})}
    return f"{at(request, 'scans:look', incoming_id=scan.pk)}?{urlencode(asked)}"


def _choices(request: Any) -> list[dict[str, Any]]:
    return [
        {"pk": plan.pk, "paper": plan.paper_id, "label": _label(plan)}
        for plan in actions.awaited(request.agency)[:SHOWN]
    ]


def _label(plan: Plan) -> str:
    day = dates.short_date(plan.issued_on) if plan.issued_on else ""
    return f"{plan.symbol} ngày {day}: {plan.subject}"[:160]


@require_POST
@agency_page
def retry(request: Any, incoming_id: int) -> HttpResponse:
    scan = scan_or_404(request, incoming_id)
    scan.agency = request.agency
    actions.try_again(scan, by=request.membership)
    return _go(request)


def _own(request: Any) -> Any:
    return IncomingScan.objects.filter(agency=request.agency)


def scan_or_404(request: Any, incoming_id: int) -> IncomingScan:
    """For the agency's clerk; nobody else learns what is there."""
    if not permissions.may_keep_scans(request.membership, with_province(request)):
        raise Http404
    found: IncomingScan = get_object_or_404(_own(request), pk=incoming_id)
    return found


def at(request: Any, name: str, **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(name, kwargs=own | kwargs)


def _go(request: Any) -> HttpResponse:
    return redirect(at(request, "scans:list"))
