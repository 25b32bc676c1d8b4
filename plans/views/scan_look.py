"""One scan before it counts: its first and last page as pictures, what was read on it, of which plan it would be the signed copy."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import storage
from cchc_portal.documents.dispatch import dispatching
from cchc_portal.documents.models import IncomingScan, SignedScan
from cchc_portal.documents.scans import child, kept, scanning
from cchc_portal.documents.scans.states import MatchedBy, Outcome
from plans import permissions
from plans.actions import scans as actions
from plans.forms.signing import LookForm
from plans.models import Plan

from .reaching import address, with_province
from .scanning import FROM_PLAN, TITLE, at, scan_or_404

ANCHOR = "ban-quet"  # of the scans on a plan's page
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
READ = {
    MatchedBy.CODE: "Mã tra cứu trên trang là mã của văn bản {symbol}.",
    MatchedBy.NUMBER: "Số, ký hiệu ghi trong tệp hoặc ở tên tệp là {symbol}.",
}
ADVICE = " Chọn văn bản."  # done by whoever looks
NOTHING_READ = "Không đọc được mã tra cứu hay số, ký hiệu nào trên bản quét."


def replacing(wrong: SignedScan) -> str:
    return (
        f"Bản quét “{wrong.name}” vẫn được lưu và ghi rõ đã thay bằng bản nào, vì lý do gì. "
        "Nơi nhận trong cổng được báo và mở ra là bản quét mới."
    )


@require_safe
@agency_page
def look(request: Any, incoming_id: int) -> HttpResponse:
    scan = scan_or_404(request, incoming_id)
    plan = _plan(request, request.GET.get("ke_hoach") or _said_of(scan))
    if plan is None or not scan.may_be_chosen_for:
        messages.error(request, "Chọn văn bản của bản quét rồi ghi." if plan is None else _settled(scan))
        return redirect(at(request, "scans:list"))
    require(permissions.may_keep_scan(request.membership, plan))
    return _page(request, scan, plan, _form(scan, plan), request.GET.get("tu", ""))


def _settled(scan: IncomingScan) -> str:
    return f"Bản quét “{scan.name}” không còn chờ xem."


@require_POST
@agency_page
def choose(request: Any, incoming_id: int) -> HttpResponse:
    """The clerk has looked: it is the signed copy of this plan."""
    scan = scan_or_404(request, incoming_id)
    plan, whence = _plan(request, request.POST.get("ke_hoach", "")), request.POST.get("tu", "")
    if plan is None:
        messages.error(request, "Chọn văn bản của bản quét rồi ghi.")
        return redirect(at(request, "scans:list"))
    form = _form(scan, plan, request.POST)
    if not form.is_valid():
        return _page(request, scan, plan, form, whence)
    due = _due(plan)
    actions.choose(scan, plan, by=request.membership, reason=form.cleaned_data.get("reason", ""))
    sent = f" Cổng đang gửi cho {due} nơi nhận điện tử." if due else ""
    messages.success(request, f"Đã lưu bản quét là bản đã ký, đóng dấu của văn bản {plan.symbol}.{sent}")
    return _back(request, plan, whence)


@require_POST
@agency_page
def aside(request: Any, incoming_id: int) -> HttpResponse:
    scan = scan_or_404(request, incoming_id)
    scan.agency = request.agency
    actions.put_aside(scan, by=request.membership)
    messages.success(request, f"Đã để riêng bản quét “{scan.name}”. Tệp vẫn được giữ ở trang Bản quét đã ký.")
    return _back(request, _plan(request, request.POST.get("ke_hoach", "")), request.POST.get("tu", ""))


def _back(request: Any, plan: Plan | None, whence: str) -> HttpResponse:
    if plan is not None and whence == FROM_PLAN:
        return redirect(address(request, "detail", plan_id=plan.pk))  # its top says what was done
    return redirect(at(request, "scans:list"))


@require_safe
@agency_page
def file(request: Any, incoming_id: int) -> HttpResponse:
    """The upload as it came: shown where it is a scan, otherwise only taken away for inspection."""
    scan = scan_or_404(request, incoming_id)
    kind = TYPES.get(scan.kind, "application/octet-stream")
    shown = scan.kind in TYPES and scan.outcome != Outcome.REFUSED
    response = HttpResponse(storage.load(scan.province_id, scan.file_digest), content_type=kind)
    response["Content-Disposition"] = str(content_disposition_header(not shown, scan.name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@agency_page
def picture(request: Any, incoming_id: int, page: int) -> HttpResponse:
    """One page, drawn by a child process; of a file that could not be read there is none."""
    scan = scan_or_404(request, incoming_id)
    if not scan.kind or not 1 <= page <= (scan.pages or 1):
        raise Http404
    drawn = child.picture(storage.load(scan.province_id, scan.file_digest), page)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


def _plan(request: Any, chosen: str) -> Plan | None:
    wanted = Plan.objects.visible_to(request.membership, request.agency).with_everybody()
    plan: Plan | None = (
        wanted.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
    )
    if plan is not None:
        plan.agency = with_province(request)
    return plan


def _said_of(scan: IncomingScan) -> str:
    """The plan of the paper that it was brought for."""
    if scan.paper is None:
        return ""
    issued = Plan.objects.filter(agency=scan.agency_id, issued_snapshot=scan.paper.snapshot_id)
    return str(issued.values_list("pk", flat=True).first() or "")


def _form(scan: IncomingScan, plan: Plan, data: Any = None) -> LookForm:
    differ = scanning.pages_differ(plan.paper, scan) if plan.paper else ""
    return LookForm(data, pages_differ=bool(differ), replaces=_standing(plan) is not None)


def _standing(plan: Plan) -> SignedScan | None:
    return kept.standing(plan.paper) if plan.paper else None


def _due(plan: Plan) -> int:
    """To how many the portal sends what is kept now."""
    if plan.line is None:
        return 0
    return dispatching.due_for_scan(plan.line, replaces=_standing(plan) is not None).count()


def _page(request: Any, scan: IncomingScan, plan: Plan, form: LookForm, whence: str) -> HttpResponse:
    wrong = _standing(plan)
    back = at(request, "scans:list")
    if whence == FROM_PLAN:
        back = f"{address(request, 'detail', plan_id=plan.pk)}#{ANCHOR}"
    title = "Xem bản quét trước khi lưu"
    context = {
        "page_title": title,
        "breadcrumbs": [
            ("Văn thư", at(request, "book:list")),
            (TITLE, at(request, "scans:list")),
            (title, ""),
        ],
        "scan": scan,
        "plan": plan,
        "paper": plan.paper,
        "form": form,
        "whence": whence,
        "differ": scanning.pages_differ(plan.paper, scan) if plan.paper else "",
        "read": _read(scan, plan),
        "note": replacing(wrong) if wrong else "",
        "due": _due(plan),
        "pictures": _pictures(request, scan),
        "file_href": at(request, "scans:file", incoming_id=scan.pk),
        "choose_href": at(request, "scans:choose", incoming_id=scan.pk),
        "aside_href": at(request, "scans:aside", incoming_id=scan.pk) if scan.may_be_put_aside else "",
        "back": back,
    }
    return render(request, "plans/scan_look.html", context)


def _read(scan: IncomingScan, plan: Plan) -> str:
    said = (
        READ.get(MatchedBy(scan.matched_by)) if scan.matched_by and scan.paper_id == plan.paper_id else None
    )
    if said:
        return said.format(symbol=plan.symbol)
    return scan.says.removesuffix(ADVICE) if scan.says and scan.paper_id is None else NOTHING_READ


def _pictures(request: Any, scan: IncomingScan) -> list[dict[str, Any]]:
    """The first page and the last: number, symbol and title stand on the one, signature and stamp on the other."""
    last = scan.pages or 1
    return [
        {"page": page, "href": at(request, "scans:picture", incoming_id=scan.pk, page=page)}
        for page in dict.fromkeys((1, last))
    ]
