"""What other agencies of the province have sent here through the portal: read, take the PDF, confirm."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import delivery, permissions
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached import delivery as attached_delivery
from cchc_portal.documents.dispatch import dispatching, outgoing
from cchc_portal.documents.models import Arrival, AttachedFile, Dispatch
from cchc_portal.documents.register import columns
from cchc_portal.documents.states import SendingState

from .reaching import address, agency_of, incoming_or_404

TITLE = "Văn bản đến"


@require_safe
@agency_page
def incoming_list(request: Any) -> HttpResponse:
    require(permissions.may_read_incoming(request.membership, agency_of(request)))
    came = Dispatch.objects.came_to(request.agency)
    rows = (
        came.select_related("number", "agency")
        .annotate(arrival=Max("arrivals__number"))
        .prefetch_related("number__afterwards__by_number")
    )
    page = page_of(rows.order_by("-sent_at", "-id"), number=request.GET.get("trang"), total=came.count())
    context = {
        "page_title": TITLE,
        "breadcrumbs": [(TITLE, "")],
        "page": page,
        "rows": _rows(request, list(page)),
        "waiting": came.filter(state=SendingState.SENT).count(),
        "may_keep": permissions.may_keep_register_book(request.membership, agency_of(request)),
    }
    return render(request, "book/incoming.html", context)


def _rows(request: Any, came: list[Dispatch]) -> list[dict[str, Any]]:
    """With the appendices of all of them, and how each is signed, asked for at once."""
    kept = attaching.of_lines([dispatch.number for dispatch in came])
    signed = outgoing.signed_of(dispatch.number for dispatch in came)
    return [
        _row(request, dispatch)
        | _attached(request, dispatch, kept)
        | {"signed": signed.get(dispatch.number.snapshot_id or 0)}
        for dispatch in came
    ]


def _attached(request: Any, dispatch: Dispatch, kept: dict[int, list[AttachedFile]]) -> dict[str, Any]:
    at = {"came_id": dispatch.pk}
    rows = kept.get(dispatch.number.snapshot_id or 0, [])
    return {
        "attached": [
            {"row": row, "href": address(request, "incoming:attached", position=row.position, **at)}
            for row in rows
        ]
    }


def _row(request: Any, dispatch: Dispatch) -> dict[str, Any]:
    dispatch.to_agency = request.agency
    may = permissions.may_confirm_receipt(request.membership, dispatch)
    asked = dispatch.withdrawal_asked_at is not None and dispatch.withdrawal_confirmed_at is None
    return {
        "dispatch": dispatch,
        "line": dispatch.number,
        "arrival": getattr(dispatch, "arrival", None),
        "standing": columns.standing_of(dispatch.number),
        "file_href": address(request, "incoming:file", came_id=dispatch.pk),
        "receipt_href": address(request, "incoming:confirm", came_id=dispatch.pk)
        if may and dispatch.state == SendingState.SENT
        else "",
        "withdrawal_href": address(request, "incoming:confirm_withdrawal", came_id=dispatch.pk)
        if may and asked
        else "",
        "withdrawal_waits": asked,
    }


@require_safe
@agency_page
def file(request: Any, came_id: int) -> HttpResponse:
    dispatch = incoming_or_404(request, came_id)
    require(permissions.may_take_received(request.membership, dispatch))
    scan = outgoing.scan_of(dispatch.number)
    if scan is not None:
        name = outgoing.scan_name(dispatch.number.symbol, scan)
        return delivery.scan_response(scan, name, outgoing.TYPES[scan.kind])
    paper = outgoing.paper_of(dispatch.number)
    if paper is None:
        raise Http404
    return delivery.file_response(paper, dispatch.number.symbol, download=True)


@require_safe
@agency_page
def attached(request: Any, came_id: int, position: int) -> HttpResponse:
    """An appendix that is a file of its own."""
    paper = outgoing.paper_of(incoming_or_404(request, came_id).number)
    row = attaching.at(paper, position) if paper else None
    if row is None:
        raise Http404
    return attached_delivery.file_response(row.province_id, row.file_digest, attaching.file_name(row))


@require_POST
@agency_page
def confirm(request: Any, came_id: int) -> HttpResponse:
    dispatch = incoming_or_404(request, came_id)
    dispatching.confirm_receipt(dispatch.pk, by=request.membership)
    entered = Arrival.objects.filter(dispatch=dispatch).first()
    number = f" Số đến {entered.number:02d}." if entered else ""
    messages.success(request, f"Đã xác nhận nhận văn bản {dispatch.number.symbol}.{number}")
    return redirect(address(request, "incoming:list"))


@require_POST
@agency_page
def confirm_withdrawal(request: Any, came_id: int) -> HttpResponse:
    dispatch = incoming_or_404(request, came_id)
    dispatching.confirm_withdrawal(dispatch.pk, by=request.membership)
    messages.success(request, f"Đã xác nhận thu hồi văn bản {dispatch.number.symbol}.")
    return redirect(address(request, "incoming:list"))
