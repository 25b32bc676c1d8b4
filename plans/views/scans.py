"""The signed copies of one plan that was signed in ink: bring one, fetch one, put another in the place of a wrong one."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.documents import delivery
from cchc_portal.documents.dispatch import outgoing
from cchc_portal.documents.models import IncomingScan, SignedScan
from plans import permissions
from plans.actions import scans
from plans.forms.signing import ScanForm
from plans.models import Plan

from . import one_form, scan_look, scanning
from .reaching import own_plan_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def scan_add(request: Any, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    return _brought(request, plan, "Tải bản quét đã ký, đóng dấu")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def scan_replace(request: Any, plan_id: int, scan_id: int) -> HttpResponse:
    """The wrong one stays, with the reason why it is not the signed copy; that is asked when the right one was looked at."""
    plan = own_plan_or_404(request, plan_id)
    wrong = _scan_or_404(plan, scan_id)
    return _brought(request, plan, "Thay bản quét đã ký, đóng dấu", scan_look.replacing(wrong))


def _brought(request: Any, plan: Plan, title: str, note: str = "") -> HttpResponse:
    """The form of an upload; what was uploaded is looked at next."""
    require(permissions.may_keep_scan(request.membership, plan))
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (waiting := _waiting(request, plan, form)):
        return redirect(scanning.look_href(request, waiting, plan, scanning.FROM_PLAN))
    return one_form.page(
        request, plan, form, title, note=note, submit="Tải lên và xem bản quét", anchor=scan_look.ANCHOR
    )


def _waiting(request: Any, plan: Plan, form: Any) -> IncomingScan | None:
    """Read what was sent; a refusal stands beside the field, and the upload is put aside for inspection."""
    sent = form.cleaned_data["file"]
    try:
        with transaction.atomic():
            return scans.bring_one(plan, sent.read(), name=sent.name, by=request.membership)
    except Refused as refusal:
        scans.set_aside(plan, sent, says=refusal.reason, by=request.membership)
        form.add_error("file", f"{refusal.reason} Tệp được giữ ở trang Bản quét đã ký để xem lại.")
    return None


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
