"""The sender's clerk and one recipient: signed for, send again, withdrawal confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents.dispatch import dispatching
from cchc_portal.documents.forms import ReceiverForm
from cchc_portal.documents.models import Dispatch, IssuedNumber

from .reaching import address, go_to_line, line_or_404, require_keeper, sent_or_404, trail


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def receive(request: Any, line_id: int, dispatch_id: int) -> HttpResponse:
    """Handed over on paper, or told by e-mail: who signed."""
    line, dispatch = _asked(request, line_id, dispatch_id)
    form = ReceiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dispatching.hand_over(dispatch.pk, **form.cleaned_data, by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã ghi ký nhận của {dispatch.recipient}.")
            return go_to_line(request, line)
    return _form_page(request, line, dispatch, form, "Ghi ký nhận")


@require_POST
@agency_page
def send_again(request: Any, line_id: int, dispatch_id: int) -> HttpResponse:
    line, dispatch = _asked(request, line_id, dispatch_id)
    dispatching.send_again(dispatch.pk, by=request.membership)
    messages.success(request, f"Đang gửi lại cho {dispatch.recipient}.")
    return go_to_line(request, line)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def withdrawal_noted(request: Any, line_id: int, dispatch_id: int) -> HttpResponse:
    line, dispatch = _asked(request, line_id, dispatch_id)
    form = ReceiverForm(request.POST or None)
    form.fields["receiver"].label = "Người xác nhận"
    form.speak_vietnamese()
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["receiver"]
        try:
            dispatching.confirm_withdrawal(dispatch.pk, who=who, by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã ghi xác nhận thu hồi của {dispatch.recipient}.")
            return go_to_line(request, line)
    return _form_page(request, line, dispatch, form, "Ghi xác nhận thu hồi")


def _asked(request: Any, line_id: int, dispatch_id: int) -> tuple[IssuedNumber, Dispatch]:
    line = line_or_404(request, line_id)
    dispatch = sent_or_404(request, line, dispatch_id)
    require_keeper(request)
    return line, dispatch


def _form_page(request: Any, line: IssuedNumber, dispatch: Dispatch, form: Any, title: str) -> HttpResponse:
    back = address(request, "book:line", line_id=line.pk)
    context = {
        "page_title": title,
        "breadcrumbs": trail(request, (line.symbol, back), (title, "")),
        "form": form,
        "submit": title,
        "note": f"Nơi nhận: {dispatch.recipient}. Văn bản {line.symbol}.",
        "cancel_href": back,
    }
    return render(request, "book/form.html", context)
