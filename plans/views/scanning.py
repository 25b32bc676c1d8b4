"""Signed copies from the scanner, many at once: where they are brought, what has become of each, which plan the rest are of."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import storage
from cchc_portal.documents.models import IncomingScan
from cchc_portal.documents.scans.states import MAY_CHOOSE, MatchedBy, Outcome
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam import dates
from plans import permissions
from plans.actions import scans as actions
from plans.forms.scanning import ScansForm
from plans.models import Plan

from .reaching import address, with_province

SHOWN = 100
TITLE = "Bản quét đã ký, đóng dấu"
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
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
        "breadcrumbs": [("Văn thư", _at(request, "book:list")), (TITLE, "")],
        "form": form,
        **_shown(request),
    }
    return render(request, "plans/_scanned.html" if request.htmx else "plans/scanning.html", context)


def _shown(request: Any) -> dict[str, Any]:
    found = list(_own(request).select_related("paper").order_by("-pk")[:SHOWN])
    plans = _choices(request) if any(scan.outcome in MAY_CHOOSE for scan in found) else []
    matched = _plans_of(request, found)
    rows = [_row(request, scan, matched, plans) for scan in found]
    busy = sum(row["busy"] for row in rows)
    return {"rows": rows, "busy": busy, "href": _at(request, "scans:list")}


def _plans_of(request: Any, found: list[IncomingScan]) -> dict[int, Plan]:
    """By the snapshot that each scan's paper was made from."""
    snapshots = {scan.paper.snapshot_id for scan in found if scan.paper is not None}
    plans = Plan.objects.filter(agency=request.agency, issued_snapshot__in=snapshots)
    return {plan.issued_snapshot_id or 0: plan for plan in plans}


def _row(
    request: Any, scan: IncomingScan, matched: dict[int, Plan], plans: list[dict[str, Any]]
) -> dict[str, Any]:
    plan = matched.get(scan.paper.snapshot_id) if scan.paper is not None else None
    waiting = scan.outcome in MAY_CHOOSE
    return {
        "scan": scan,
        "busy": scan.is_busy,
        "state": WORDS.get(PaperState(scan.state), ""),
        "failed": scan.state == PaperState.FAILED,
        "label": Outcome(scan.outcome).label if scan.outcome else "",
        "plan": plan,
        "plan_href": f"{address(request, 'detail', plan_id=plan.pk)}#ban-quet" if plan else "",
        "how": MatchedBy(scan.matched_by).label if scan.matched_by else "",
        "href": _at(request, "scans:file", incoming_id=scan.pk),
        "retry_href": _at(request, "scans:retry", incoming_id=scan.pk),
        "choose_href": _at(request, "scans:choose", incoming_id=scan.pk) if waiting else "",
        "aside_href": _at(request, "scans:aside", incoming_id=scan.pk)
        if scan.outcome == Outcome.UNMATCHED
        else "",
        "choices": sorted(plans, key=lambda one: one["paper"] not in scan.offered) if waiting else [],
    }


def _choices(request: Any) -> list[dict[str, Any]]:
    return [
        {"pk": plan.pk, "paper": plan.paper_id, "label": _label(plan)}
        for plan in actions.awaited(request.agency)[:SHOWN]
    ]


def _label(plan: Plan) -> str:
    day = dates.short_date(plan.issued_on) if plan.issued_on else ""
    return f"{plan.symbol} ngày {day}: {plan.subject}"[:160]


@require_safe
@agency_page
def file(request: Any, incoming_id: int) -> HttpResponse:
    """The upload as it came: shown where it is a scan, otherwise only taken away for inspection."""
    scan = _scan_or_404(request, incoming_id)
    kind = TYPES.get(scan.kind, "application/octet-stream")
    shown = scan.kind in TYPES and scan.outcome != Outcome.REFUSED
    response = HttpResponse(storage.load(scan.province_id, scan.file_digest), content_type=kind)
    response["Content-Disposition"] = str(content_disposition_header(not shown, scan.name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@agency_page
def choose(request: Any, incoming_id: int) -> HttpResponse:
    scan = _scan_or_404(request, incoming_id)
    chosen = request.POST.get("ke_hoach", "")
    wanted = Plan.objects.visible_to(request.membership, request.agency).with_everybody()
    plan = wanted.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
    if plan is None:
        messages.error(request, "Chọn văn bản của bản quét rồi ghi.")
        return _go(request)
    plan.agency = with_province(request)
    actions.choose(scan, plan, by=request.membership)
    messages.success(request, f"Đã ghi bản quét vào văn bản {plan.symbol}.")
    return _go(request)


@require_POST
@agency_page
def aside(request: Any, incoming_id: int) -> HttpResponse:
    scan = _scan_or_404(request, incoming_id)
    scan.agency = request.agency
    actions.put_aside(scan, by=request.membership)
    messages.success(request, f"Đã để riêng bản quét “{scan.name}”. Tệp vẫn được giữ ở trang này.")
    return _go(request)


@require_POST
@agency_page
def retry(request: Any, incoming_id: int) -> HttpResponse:
    scan = _scan_or_404(request, incoming_id)
    scan.agency = request.agency
    actions.try_again(scan, by=request.membership)
    return _go(request)


def _own(request: Any) -> Any:
    return IncomingScan.objects.filter(agency=request.agency)


def _scan_or_404(request: Any, incoming_id: int) -> IncomingScan:
    """For the agency's clerk; nobody else learns what is there."""
    if not permissions.may_keep_scans(request.membership, with_province(request)):
        raise Http404
    found: IncomingScan = get_object_or_404(_own(request), pk=incoming_id)
    return found


def _at(request: Any, name: str, **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(name, kwargs=own | kwargs)


def _go(request: Any) -> HttpResponse:
    return redirect(_at(request, "scans:list"))
