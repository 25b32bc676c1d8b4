"""The signed copies of one plan that was signed in ink: bring one, fetch one, put another in the place of a wrong one."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import delivery
from cchc_portal.documents.dispatch import outgoing
from cchc_portal.documents.models import SignedScan
from plans import permissions
from plans.actions import scans
from plans.forms.signing import ReplacingScanForm, ScanForm
from plans.models import Plan

from . import one_form
from .reaching import go, own_plan_or_404

ANCHOR = "ban-quet"


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def scan_add(request: Any, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    require(permissions.may_keep_scan(request.membership, plan))
    form = ScanForm(request.POST or None, request.FILES or None, printed=plan.symbol)
    if request.method == "POST" and form.is_valid() and _kept(request, plan, form):
        messages.success(request, "Đã lưu bản quét đã ký, đóng dấu.")
        return go(request, "detail", ANCHOR, plan_id=plan.pk)
    title, submit = "Tải bản quét đã ký, đóng dấu", "Tải bản quét lên"
    return one_form.page(request, plan, form, title, submit=submit, anchor=ANCHOR)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def scan_replace(request: Any, plan_id: int, scan_id: int) -> HttpResponse:
    """The wrong one stays, with the reason why it is not the signed copy."""
    plan = own_plan_or_404(request, plan_id)
    wrong = _scan_or_404(plan, scan_id)
    require(permissions.may_keep_scan(request.membership, plan))
    form = ReplacingScanForm(request.POST or None, request.FILES or None, printed=plan.symbol)
    if request.method == "POST" and form.is_valid() and _kept(request, plan, form, instead=wrong):
        messages.success(request, "Đã thay bản quét. Bản cũ vẫn được lưu, có ghi lý do thay.")
        return go(request, "detail", ANCHOR, plan_id=plan.pk)
    note = (
        f"Bản quét “{wrong.name}” vẫn được lưu và ghi rõ đã thay bằng bản nào, vì lý do gì. "
        "Nơi nhận qua thư điện tử được gửi bản quét mới."
    )
    return one_form.page(
        request, plan, form, "Thay bản quét đã ký, đóng dấu", note=note, submit="Thay bản quét", anchor=ANCHOR
    )


def _kept(request: Any, plan: Plan, form: Any, instead: SignedScan | None = None) -> bool:
    """Keep what was sent; a refusal stands beside the field, and the upload is put aside to be looked at."""
    sent = form.cleaned_data["file"]
    try:
        with transaction.atomic():
            scans.keep_one(
                plan.pk,
                sent.read(),
                name=sent.name,
                by=request.membership,
                pages_are_right=form.cleaned_data["pages_are_right"],
                instead=scans.InPlaceOf(instead, form.cleaned_data["reason"]) if instead else None,
            )
    except scans.PagesDiffer as refusal:
        form.ask_about_pages(refusal.reason)
    except Refused as refusal:
        scans.set_aside(plan.agency, sent, says=refusal.reason, by=request.membership)
        form.add_error("file", f"{refusal.reason} Tệp được giữ ở trang Bản quét đã ký để xem lại.")
    else:
        return True
    return False


@require_safe
@agency_page
def scan(request: Any, plan_id: int, scan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    found = _scan_or_404(plan, scan_id)
    require(permissions.may_take_original(request.membership, plan))
    return delivery.scan_response(found, outgoing.scan_name(plan.symbol, found), outgoing.TYPES[found.kind])


def _scan_or_404(plan: Plan, scan_id: int) -> SignedScan:
    found: SignedScan | None = SignedScan.objects.filter(pk=scan_id, paper_id=plan.paper_id).first()
    if found is None:
        raise Http404
    return found
