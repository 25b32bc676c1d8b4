"""The log of letters that went out, and the addresses that took none."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Delivery
from cchc_portal.calendars.permissions import may_keep_log
from cchc_portal.calendars.states import OUTCOME_TONES, Outcome


@agency_page
def deliveries(request: Any) -> HttpResponse:
    """Newest first; addresses that took nothing and wait for somebody stand above."""
    require(may_keep_log(request.membership, request.agency))
    sent = Delivery.objects.of_agency(request.agency)
    page = page_of(sent, number=request.GET.get("trang"))
    context = {
        "page_title": "Nhật ký gửi nhắc",
        "page": page,
        "rows": [
            {"row": row, "outcome": Outcome(row.state).label, "tone": OUTCOME_TONES[Outcome(row.state)]}
            for row in page
        ],
        "broken": sent.unsettled(),
    }
    return render(request, "calendars/deliveries.html", context)


@agency_page
@require_POST
def settle(request: Any, pk: int) -> HttpResponse:
    """Somebody has put the address right; letters go there again."""
    row = get_object_or_404(Delivery.objects.of_agency(request.agency), pk=pk)
    actions.settle(row, by=request.membership)
    messages.success(request, f"Đã ghi nhận: {row.address} dùng được. Thư nhắc được gửi lại từ lần sau.")
    return redirect("calendars:deliveries", province=request.province.slug, agency=request.agency.slug)
