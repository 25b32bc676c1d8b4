"""Delegations of an agency on one page: made, in force, to come, over; taken back with one button."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cchc_portal.agencies.models import Delegation
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, may_delegate, may_keep_chain, require, works_in
from cchc_portal.vietnam.signing import Stead
from plans.actions import delegating as verbs
from plans.forms.delegations import DelegationForm

from .reaching import address, with_province

TITLE = "Giao ký thay, ủy quyền"
MOST_OVER = 50


def here(request: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse("delegations:list", kwargs=own)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def delegation_list(request: Any) -> HttpResponse:
    """Everybody of the agency sees who stands in for whom; the form is for those who may give."""
    agency = with_province(request)
    if not works_in(request.membership, agency):
        raise Http404
    may = may_delegate(request.membership, agency)
    form = None
    if request.method == "POST":
        require(may)
    if may:
        form = DelegationForm(
            request.POST if request.method == "POST" else None, agency=agency, by=request.membership
        )
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            given = verbs.give(agency, form.draft(), by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(
                request, f"Đã giao {given.delegate} {Stead(given.stead).words} {given.principal}."
            )
            return redirect(here(request))
    return render(request, "delegations/list.html", _context(request, form, may))


def _context(request: Any, form: DelegationForm | None, may: Any) -> dict[str, Any]:
    today = timezone.localdate()
    given = Delegation.objects.filter(agency=request.agency).with_posts().select_related("made_by")
    standing = given.filter(revoked_at=None, ends_on__gte=today).order_by("starts_on", "id")
    over = given.exclude(pk__in=standing.values("pk")).order_by("-ends_on", "-id")[:MOST_OVER]
    return {
        "page_title": TITLE,
        "breadcrumbs": [("Việc của tôi", address(request, "tasks")), (TITLE, "")],
        "form": form,
        "may": may,
        "own_post": request.membership.post,
        "standing": [_row(request, each, today) for each in standing],
        "over": [_row(request, each, today) for each in over],
        "may_keep_chain": may_keep_chain(request.membership, request.agency),
    }


def _row(request: Any, given: Delegation, today: Any) -> dict[str, Any]:
    if given.revoked_at is not None:
        state = ("Đã thu hồi", "neutral", "return")
    elif given.ends_on < today:
        state = ("Đã hết hạn", "neutral", "history")
    else:
        running = given.starts_on <= today
        state = ("Đang có hiệu lực", "ok", "") if running else ("Chưa bắt đầu", "info", "")
    may = may_delegate(request.membership, request.agency)
    return {
        "given": given,
        "label": state[0],
        "tone": state[1],
        "icon": state[2],
        "may_revoke": bool(may) and verbs.may_give_for(request.membership, given.principal),
    }


@require_POST
@agency_page
def revoke(request: Any, delegation_id: int) -> HttpResponse:
    agency = with_province(request)
    get_object_or_404(Delegation.objects.filter(agency=agency), pk=delegation_id)
    given = verbs.revoke(agency, delegation_id, by=request.membership)
    messages.success(
        request, f"Đã thu hồi việc giao {given.delegate} {Stead(given.stead).words} {given.principal}."
    )
    return redirect(here(request))
