"""Copies on a plan's page: the list with each copy's file and signature, the two forms, fetching, signing."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Allowed, Refused, require
from cchc_portal.documents import delivery, looking_up, numbering
from cchc_portal.documents.copies import copied_paper, copying
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.models import DocumentCopy, Paper, Signature
from cchc_portal.documents.permissions import may_copy
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed.states import MAY_BEGIN, UNDER_WAY, SigningWay
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam import copies as rules
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first
from plans.actions import paper_copies, scans
from plans.forms.copies import ElectronicCopyForm, PaperCopyForm
from plans.forms.signing import SignedFileForm
from plans.models import Plan
from plans.permissions import may_see_work
from plans.states import PlanState

from .reaching import address, go, own_plan_or_404

ANCHOR = "ban-sao"


def panel(request: Any, plan: Plan) -> dict[str, Any]:
    """What the page shows of copies; nothing before the plan is issued, nor to whoever only oversees."""
    if plan.state != PlanState.ISSUED or plan.issued_snapshot is None:
        return {}
    if not may_see_work(request.membership, plan):
        return {}
    may = isinstance(may_copy(request.membership, plan.agency), Allowed)
    rows = [_row(request, plan, each, may=may) for each in copying.of_original(plan.issued_snapshot)]
    return {
        "copies": {
            "rows": rows,
            "busy": any(row["busy"] for row in rows),
            "href": address(request, "copies", plan_id=plan.pk),
            "add_href": address(request, "copy_add", plan_id=plan.pk) if may else "",
            "electronic_href": address(request, "copy_add_electronic", plan_id=plan.pk) if may else "",
        }
    }


def _row(request: Any, plan: Plan, copy: DocumentCopy, *, may: bool) -> dict[str, Any]:
    paper, signature = copy_files.print_of(copy), copy_files.signature_of(copy)
    at = {"plan_id": plan.pk, "copy_id": copy.pk}
    state = PaperState(paper.state) if paper else None
    ready = paper is not None and paper.is_ready
    making = state in (PaperState.QUEUED, PaperState.RENDERING)
    return {
        "copy": copy,
        "source": lower_first(str(copy.made_from)) if copy.made_from else "",
        "name": f"{copy.type_name} {copy.symbol}".strip(),
        "paper": paper,
        "signature": signature,
        "state": state.label if state else "Chưa tạo lại từ khi văn bản hết hiệu lực",
        "busy": making or (signature is not None and signature.state in UNDER_WAY),
        "making": making,
        "file_href": address(request, "copy_file", **at) if ready else "",
        "make_href": address(request, "copy_make", **at)
        if may and (state in (None, PaperState.FAILED))
        else "",
        "make": "Thử lại" if state else "Tạo bản in hiện nay",
        **(_signing(request, plan, signature, at) if may and ready and signature else {}),
    }


def _signing(request: Any, plan: Plan, signature: Signature, at: dict[str, int]) -> dict[str, Any]:
    """One button where the agency's key is known, a form where the agency signs on a computer of its own."""
    if signature.state not in MAY_BEGIN:
        return {}
    means = signatures.means_of(plan.agency, None)
    if means is None or means.way == SigningWay.OUTSIDE:
        return {"bring_href": address(request, "copy_bring", **at)}
    return {"sign_href": address(request, "copy_sign", **at)}


@require_safe
@agency_page
def copy_list(request: Any, plan_id: int) -> HttpResponse:
    """The panel, asked again while a copy is being made or signed."""
    plan = own_plan_or_404(request, plan_id)
    if not request.htmx:
        return go(request, "detail", ANCHOR, plan_id=plan.pk)
    return render(request, "plans/_copies.html", {"plan": plan, **panel(request, plan)})


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_paper(request: Any, plan_id: int) -> HttpResponse:
    plan = _plan_to_copy(request, plan_id)
    known = copying.of_original(paper_copies.issued(plan))
    form = PaperCopyForm(request.POST or None, plan=plan, copies=known)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a number taken before a refusal goes back with it
                made = paper_copies.make(plan, form.wanted, by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã lấy số {made.symbol} và ghi vào sổ. Bản sao PDF đang được tạo.")
            return go(request, "detail", ANCHOR, plan_id=plan.pk)
    coming = numbering.next_number(plan.agency, rules.SERIES, timezone.localdate().year)
    note = (
        f"Số bản sao tiếp theo của năm {timezone.localdate().year} là {coming:02d}; các hình thức sao dùng chung một dãy số. "
        "Số đã lấy không dùng lại."
    )
    return _page(request, plan, form, "Sao văn bản ra giấy", "Lấy số và tạo bản sao", note)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_electronic(request: Any, plan_id: int) -> HttpResponse:
    plan = _plan_to_copy(request, plan_id)
    known = copying.of_original(paper_copies.issued(plan))
    sent = (request.POST or None, request.FILES or None)
    form = ElectronicCopyForm(*sent, plan=plan, copies=known, scans=scans.of_plan(plan))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                chosen = {"scan": form.scan, "parts": form.chosen, "made_from": form.source}
                paper_copies.make_electronic(plan, form.cleaned_data["form"], by=request.membership, **chosen)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "Đã tạo bản sao điện tử. Bản sao có giá trị khi cơ quan ký số.")
            return go(request, "detail", ANCHOR, plan_id=plan.pk)
    note = (
        "Bản sao điện tử của văn bản giấy là bản quét, được cơ quan ký số ở góc trên bên phải trang đầu; "
        "bản sao điện tử không có số."
    )
    return _page(request, plan, form, "Sao sang văn bản điện tử", "Tạo bản sao điện tử", note)


@require_safe
@agency_page
def copy_file(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    """The print of today; of an electronic copy the signed file, or what is to be signed."""
    plan = own_plan_or_404(request, plan_id)
    copy = _copy_or_404(plan, copy_id)
    return delivery.file_response(_print_or_404(copy), _file_title(plan, copy), download=True)


@require_POST
@agency_page
def copy_make(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    paper_copies.print_again(plan, _copy_or_404(plan, copy_id), by=request.membership)
    return go(request, "detail", ANCHOR, plan_id=plan.pk)


@require_POST
@agency_page
def copy_sign(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    paper_copies.seal(plan, _copy_or_404(plan, copy_id), by=request.membership)
    messages.success(request, "Đã ghi nhận yêu cầu ký số bản sao. Trang này tự cập nhật khi ký xong.")
    return go(request, "detail", ANCHOR, plan_id=plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def copy_bring(request: Any, plan_id: int, copy_id: int) -> HttpResponse:
    """The copy as the agency has signed it outside: those bytes and its signature, else it is explained."""
    plan = own_plan_or_404(request, plan_id)
    copy = _copy_or_404(plan, copy_id)
    require(may_copy(request.membership, plan.agency))
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            with transaction.atomic():
                paper_copies.bring(plan, copy, content, by=request.membership)
        except signatures.NotAccepted as refusal:
            form.add_error("file", list(refusal.sentences))
            signature = copy_files.signature_of(copy)
            if signature is not None:
                signatures.keep_refused(signature, content, by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "Đã nhận bản sao điện tử đã ký số.")
            return go(request, "detail", ANCHOR, plan_id=plan.pk)
    words = copied_paper.box_14(copy.snapshot.content) or copy.type_name
    note = f"Hiển thị chữ ký số ở góc trên bên phải trang đầu với dòng chữ: “{words}; thời gian ký”."
    return _page(request, plan, form, "Tải bản sao đã ký số lên", "Tải bản sao lên", note)


def _plan_to_copy(request: Any, plan_id: int) -> Plan:
    plan = own_plan_or_404(request, plan_id)
    require(may_copy(request.membership, plan.agency))
    paper_copies.issued(plan)
    return plan


def _copy_or_404(plan: Plan, copy_id: int) -> DocumentCopy:
    known = DocumentCopy.objects.filter(original=plan.issued_snapshot_id, agency=plan.agency)
    found: DocumentCopy = get_object_or_404(known.select_related("snapshot", "original", "line"), pk=copy_id)
    return found


def _print_or_404(copy: DocumentCopy) -> Paper:
    paper = copy_files.print_of(copy)
    if paper is None:
        raise Http404
    return paper


def _file_title(plan: Plan, copy: DocumentCopy) -> str:
    return copy.symbol or f"{copy.type_name} {copy.pk} của {plan.symbol}"


def _page(request: Any, plan: Plan, form: Any, title: str, submit: str, note: str) -> HttpResponse:
    back = address(request, "detail", plan_id=plan.pk)
    standing = looking_up.standing_of(plan.issued_snapshot) if plan.issued_snapshot else None
    context = {
        "page_title": title,
        "breadcrumbs": [("Kế hoạch", address(request, "plan_list")), (plan.subject, back), (title, "")],
        "plan": plan,
        "form": form,
        "submit": submit,
        "note": note,
        "standing": standing,
        "cancel_href": f"{back}#{ANCHOR}",
        "original": f"{plan.symbol} ngày {dates.short_date(plan.issued_on)}" if plan.issued_on else "",
    }
    return render(request, "plans/copy_form.html", context)
