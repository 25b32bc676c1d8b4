"""Where a paper was sent, as a small table: on the line's own page and on the plan's."""

from typing import Any

from django import template
from django.urls import reverse

from cchc_portal.documents import permissions
from cchc_portal.documents.dispatch import outgoing
from cchc_portal.documents.models import Dispatch, IssuedNumber
from cchc_portal.documents.register import columns
from cchc_portal.documents.states import AfterKind, SendingState, Way

register = template.Library()


@register.inclusion_tag("book/_log.html", takes_context=True)
def dispatch_log(context: template.Context, line: IssuedNumber) -> dict[str, Any]:
    request = context["request"]
    shown = {"line": line, "standing": columns.standing_of(line), **log_of(request, line)}
    return {**shown, "csrf_token": context.get("csrf_token", ""), "on_plan": True}


def log_of(request: Any, line: IssuedNumber) -> dict[str, Any]:
    """Each recipient: how, in which state, when, who signed; the clerk's buttons where there is something to do."""
    line.agency = request.agency
    own = {"province": request.province.slug, "agency": request.agency.slug, "line_id": line.pk}
    keeps = bool(permissions.may_keep_register_book(request.membership, line.agency))
    withdrawn = line.afterwards.filter(kind=AfterKind.WITHDRAWN).exists()
    sent = list(line.dispatches.order_by("position", "id"))
    awaits_scan = any(dispatch.state == SendingState.AWAITING for dispatch in sent)
    return {
        "signed": "" if awaits_scan else outgoing.signed_of([line]).get(line.snapshot_id or 0),
        "sent": [_row(dispatch, own, keeps, withdrawn) for dispatch in sent],
        "line_href": reverse("book:line", kwargs=own),
    }


def _row(dispatch: Dispatch, own: dict[str, Any], keeps: bool, withdrawn: bool) -> dict[str, Any]:
    def href(name: str) -> str:
        return reverse(f"book:{name}", kwargs={**own, "dispatch_id": dispatch.pk})

    awaits_scan = dispatch.state == SendingState.AWAITING
    waits_for_hand = dispatch.way == Way.PAPER and dispatch.state == SendingState.QUEUED
    held_back = dispatch.way == Way.PAPER and dispatch.state == SendingState.FAILED
    told_by_mail = dispatch.way == Way.EMAIL and dispatch.state == SendingState.SENT
    asked = dispatch.withdrawal_asked_at is not None and dispatch.withdrawal_confirmed_at is None
    return {
        "dispatch": dispatch,
        "state": _state(dispatch),
        "receive_href": href("receive")
        if keeps and (waits_for_hand or held_back or told_by_mail or awaits_scan)
        else "",
        "awaits_scan": awaits_scan,
        "again_href": href("send_again")
        if keeps and dispatch.state == SendingState.FAILED and not withdrawn and not held_back
        else "",
        "withdrawal_href": href("withdrawal_noted") if keeps and asked and dispatch.way != Way.INSIDE else "",
        "withdrawal_waits": asked,
    }


def _state(dispatch: Dispatch) -> str:
    """Paper is carried by hand: it waits for that, or is held back once the paper is withdrawn."""
    by_hand = {SendingState.QUEUED: "Chờ chuyển", SendingState.FAILED: "Chưa ghi chuyển"}
    state = SendingState(dispatch.state)
    return by_hand.get(state, state.label) if dispatch.way == Way.PAPER else str(state.label)
