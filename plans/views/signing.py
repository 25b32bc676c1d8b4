"""Signing on a plan's page: both signatures with their state, one button or one form for whoever is next; scans of what was signed in ink."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Allowed, Refused, require
from cchc_portal.documents import file_names, storage
from cchc_portal.documents.models import Signature, SignedScan
from cchc_portal.documents.scans import kept, scanning
from cchc_portal.documents.signed import extending, signatures
from cchc_portal.documents.signed.states import MAY_BEGIN, UNDER_WAY, Order, SignatureState, SigningWay
from plans import permissions
from plans.actions import scans, signing
from plans.forms.signing import NumberForm, SignedFileForm, StopForm
from plans.models import Plan
from plans.states import PlanState
from plans.submissions import windows

from . import decisions, one_form
from .reaching import address, go, own_plan_or_404
from .scanning import FROM_PLAN, look_href

TURNS = {"nguoi-ky": Order.PERSON, "co-quan": Order.AGENCY}
NAMES = {order: name for name, order in TURNS.items()}
WHO = {Order.PERSON: "Chữ ký số của người duyệt", Order.AGENCY: "Chữ ký số của cơ quan"}
BUTTON = {Order.PERSON: "Ký số", Order.AGENCY: "Ký số của cơ quan"}
QUESTION = {
    Order.PERSON: "Chữ ký số không gỡ khỏi văn bản được.",
    Order.AGENCY: "Ký số của cơ quan là ban hành văn bản; việc này không hoàn tác được.",
}
TOLD = {
    Order.PERSON: "Đã ghi nhận yêu cầu ký số. Trang này tự cập nhật khi ký xong.",
    Order.AGENCY: "Đã ghi nhận yêu cầu ký số của cơ quan. Kế hoạch được ban hành khi ký xong.",
}


def panel(request: Any, plan: Plan) -> dict[str, Any]:
    """What the page shows of signatures and scans; nothing where there are none to show."""
    if plan.paper is None or not permissions.may_see_work(request.membership, plan):
        return {}
    found = signatures.standing(plan.paper)
    rows = [_row(request, plan, signature) for signature in found.values()]
    may_keep = bool(permissions.may_keep_scan(request.membership, plan))
    kept_scans = _scans(plan)
    waiting = scanning.waiting_for(plan.paper) if may_keep else []
    return {
        "signing": {
            "rows": rows,
            "busy": any(row["busy"] for row in rows) or (bool(rows) and not plan.paper.is_ready),
            "href": address(request, "signing", plan_id=plan.pk),
            "ready": plan.paper.is_ready,
            "long_term": extending.of_paper(plan.paper) if plan.state == PlanState.ISSUED else None,
            "long_term_href": address(request, "long_term_file", plan_id=plan.pk),
        }
        if rows
        else None,
        "scans": [_scan_row(request, plan, each, may=may_keep) for each in kept_scans],
        "looks": [{"scan": each, "href": look_href(request, each, plan, FROM_PLAN)} for each in waiting],
        "scan_href": address(request, "scan_add", plan_id=plan.pk) if may_keep and not kept_scans else "",
    }


def _scans(plan: Plan) -> list[SignedScan]:
    return scans.of_plan(plan) if plan.state == PlanState.ISSUED else []


def _scan_row(request: Any, plan: Plan, scan: SignedScan, *, may: bool) -> dict[str, Any]:
    at = {"plan_id": plan.pk, "scan_id": scan.pk}
    later = kept.replacement(scan)
    return {
        "scan": scan,
        "href": address(request, "scan", **at),
        "replacement": later,
        "replace_href": address(request, "scan_replace", **at) if may and later is None else "",
    }


def _row(request: Any, plan: Plan, signature: Signature) -> dict[str, Any]:
    order = Order(signature.order)
    means = signing.means_of(plan, order) if signature.state in MAY_BEGIN else signature.means
    way = means.way if means else SigningWay.OUTSIDE
    may = signing.may(order, request.membership, plan) if plan.state == PlanState.SIGNING else None
    mine = isinstance(may, Allowed) and signature.state in MAY_BEGIN
    at = {"plan_id": plan.pk, "turn": NAMES[order]}
    begun = signature.state in (SignatureState.REFUSED, SignatureState.FAILED)
    return {
        "signature": signature,
        "title": WHO[order],
        "who": _who(plan, signature),
        "way": SigningWay(signature.way if signature.is_done else way).label,
        "busy": signature.state in UNDER_WAY,
        "question": f"{QUESTION[order]} Ký số văn bản {plan.symbol}?",
        "sign_href": address(request, "sign", **at) if mine and way != SigningWay.OUTSIDE else "",
        "button": "Ký lại" if begun else BUTTON[order],
        "take_href": address(request, "sign_take", **at) if mine and way == SigningWay.OUTSIDE else "",
        "bring_href": address(request, "sign_bring", **at) if mine and way == SigningWay.OUTSIDE else "",
        "file_href": address(request, "signed_file", **at) if signature.is_done else "",
    }


def _who(plan: Plan, signature: Signature) -> str:
    if signature.signer is not None:
        return f"{signature.signer.user} ({signature.signer.post.title})"
    return str(plan.approved_by) if signature.order == Order.PERSON else "Văn thư"


@require_safe
@agency_page
def state(request: Any, plan_id: int) -> HttpResponse:
    """The panel, asked again while something is being signed; the whole page once the plan has moved on."""
    plan = own_plan_or_404(request, plan_id)
    if not request.htmx:
        return go(request, "detail", "ky-so", plan_id=plan.pk)
    if plan.state != PlanState.SIGNING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "plans/_signing.html", {"plan": plan, **panel(request, plan)})


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def number(request: Any, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    require(permissions.may_number(request.membership, plan))
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                given = signing.number(
                    plan.pk, by=request.membership, issued_on=form.cleaned_data["issued_on"]
                )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(
                request, f"Đã cấp số {given.symbol}. {given.noun.capitalize()} chờ người duyệt ký số."
            )
            return go(request, "detail", plan_id=plan.pk)
    note = (
        f"Số được in lên văn bản, sau đó {plan.approved_by} ký số rồi văn thư ký số của cơ quan. "
        f"{decisions.numbering_question(plan)}"
    )
    return one_form.page(request, plan, form, "Cấp số để ký số", note=note, early=windows.warning(plan))


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def stop(request: Any, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    require(permissions.may_stop(request.membership, plan))
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signing.stop(plan.pk, by=request.membership, reason=form.cleaned_data["reason"])
        messages.success(request, "Đã dừng ký số. Kế hoạch trở về trạng thái đã duyệt, số vẫn được giữ.")
        return go(request, "detail", plan_id=plan.pk)
    return one_form.page(request, plan, form, "Dừng ký số")


@require_POST
@agency_page
def sign(request: Any, plan_id: int, turn: str) -> HttpResponse:
    """One button; where the answer is no, the sentence stands on the page."""
    plan, order = own_plan_or_404(request, plan_id), _order_or_404(turn)
    require(signing.may(order, request.membership, plan))
    act = signing.sign if order == Order.PERSON else signing.seal
    act(plan.pk, by=request.membership)
    messages.success(request, TOLD[order])
    return go(request, "detail", "ky-so", plan_id=plan.pk)


@require_safe
@agency_page
def take(request: Any, plan_id: int, turn: str) -> HttpResponse:
    """The exact bytes to be signed outside."""
    plan, order = own_plan_or_404(request, plan_id), _order_or_404(turn)
    require(signing.may(order, request.membership, plan))
    content = signatures.to_be_signed(signing.signature_of(plan, order))
    return _file(content, f"{file_names.safe(plan.symbol)}.pdf", "application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def bring(request: Any, plan_id: int, turn: str) -> HttpResponse:
    """Back with the signed file; what is wrong with it stands beside the field, and the upload is kept for inspection."""
    plan, order = own_plan_or_404(request, plan_id), _order_or_404(turn)
    require(signing.may(order, request.membership, plan))
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            with transaction.atomic():
                brought = signing.bring(plan.pk, order, content, by=request.membership)
        except signatures.NotAccepted as refusal:
            signing.keep_refused(plan.pk, order, content, by=request.membership)
            for sentence in refusal.sentences:
                form.add_error("file", sentence)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            issued = brought.state == PlanState.ISSUED
            told = f"Đã nhận chữ ký số và ban hành {brought.symbol}." if issued else "Đã nhận chữ ký số."
            messages.success(request, told)
            return go(request, "detail", plan_id=plan.pk)
    return one_form.page(
        request, plan, form, f"Tải lên bản đã ký: {WHO[order].lower()}", submit="Tải lên và kiểm tra"
    )


@require_safe
@agency_page
def signed_file(request: Any, plan_id: int, turn: str) -> HttpResponse:
    """What has been signed so far."""
    plan, order = own_plan_or_404(request, plan_id), _order_or_404(turn)
    require(permissions.may_take_original(request.membership, plan))
    signature = signing.signature_of(plan, order)
    if not signature.is_done:
        raise Http404
    content = storage.load(signature.province_id, signature.file_digest)
    return _file(content, f"{file_names.safe(plan.symbol)}.pdf", "application/pdf")


@require_safe
@agency_page
def long_term_file(request: Any, plan_id: int) -> HttpResponse:
    """The issued file with its timestamp and what later checks need behind it."""
    plan = own_plan_or_404(request, plan_id)
    require(permissions.may_take_original(request.membership, plan))
    found = extending.of_paper(plan.paper) if plan.paper else None
    if found is None or not found.is_done:
        raise Http404
    content = storage.load(found.province_id, found.file_digest)
    return _file(content, f"{file_names.safe(plan.symbol)} (có dấu thời gian).pdf", "application/pdf")


def _order_or_404(turn: str) -> Order:
    if turn not in TURNS:
        raise Http404
    return TURNS[turn]


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["X-Content-Type-Options"] = "nosniff"
    return response
