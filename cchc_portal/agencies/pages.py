"""Doors: every view declares its audience by one of these decorators, and a stranger finds nothing (404) behind a closed one.

A door enters the province (row-level security) and sets on the request: `province`, `agency`, `membership` (the post in which the
person acts here) and `memberships` (all their posts in this province).
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from cchc_portal.agencies import permissions
from cchc_portal.agencies.models import Agency, Membership, Province, ProvinceSuccession
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.tenancy import acting_in, set_for_transaction

View = Callable[..., HttpResponse]
PUBLIC, SIGNED_IN, AGENCY = "public", "signed_in", "agency"
SIGNED_OUT = "Phiên làm việc đã kết thúc. Đăng nhập lại để tiếp tục; nội dung vẫn được giữ trên máy này."
POST_CHOICE = "vi-tri"  # in an address and in the session: the post in which a person with several acts


def _declare(view: View, audience: str) -> View:
    view.audience = audience  # type: ignore[attr-defined]
    return view


def public_page(view: View) -> View:
    """Anybody; outside every province."""
    return _declare(view, PUBLIC)


def signed_in_page(view: View) -> View:
    """Anybody with an account; outside every province, but for their own posts."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in(request)
        return view(request, *args, **kwargs)

    return _declare(door, SIGNED_IN)


def province_page(view: View) -> View:
    """Anybody, inside the province that the address names."""

    @wraps(view)
    def door(request: HttpRequest, province: str, **kwargs: Any) -> HttpResponse:
        request.province = _enter(province, request.user.pk)  # type: ignore[attr-defined]
        with acting_in(request.province.pk, user_id=request.user.pk, already_set=True):  # type: ignore[attr-defined]
            return view(request, **kwargs)

    return _declare(door, PUBLIC)


def agency_page(view: View) -> View:
    """People of the agency, those who oversee it, and the heirs of a closed province or agency. The view asks its permission function for more."""

    @wraps(view)
    def door(request: HttpRequest, province: str, agency: str, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in(request)
        found = _enter(province, request.user.pk)
        with acting_in(found.pk, user_id=request.user.pk, already_set=True):
            _admit(request, found, agency)
            try:
                return view(request, **kwargs)
            except Refused as refusal:
                transaction.set_rollback(True)
                return render(request, "refused.html", {"reason": refusal.reason}, status=409)

    return _declare(door, AGENCY)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back: to the page itself, or to the one whose button was pressed; a script is told in words."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"sentence": SIGNED_OUT, "signin": resolve_url(settings.LOGIN_URL)}, status=401)
    pressed_on = request.headers.get("Referer", "")
    if request.method == "POST" and url_has_allowed_host_and_scheme(pressed_on, {request.get_host()}):
        return redirect_to_login(urlsplit(pressed_on)._replace(scheme="", netloc="").geturl())
    return redirect_to_login(request.get_full_path())


def own_memberships(user: Any) -> list[Membership]:
    """All posts that a person holds today, in every province; each province is entered in turn."""
    set_for_transaction(None, user.pk)
    province_ids: Iterable[int] = (
        QuerySet(Membership).filter(user=user).values_list("province_id", flat=True).distinct()
    )
    held: list[Membership] = []
    for province_id in sorted(province_ids):
        with acting_in(province_id, user_id=user.pk):
            held += _held_here(user, province_id)
    return held


def _enter(slug: str, user_id: int | None) -> Province:
    """Find the province and tell PostgreSQL about it, in one query."""
    province_setting = Func(
        Value("app.province_id"),
        Cast("id", TextField()),
        Value(True),
        function="set_config",
        output_field=TextField(),
    )
    user_setting = Func(
        Value("app.user_id"),
        Value(str(user_id or "")),
        Value(True),
        function="set_config",
        output_field=TextField(),
    )
    found = Province.objects.filter(slug=slug).annotate(_in=province_setting, _as=user_setting).first()
    if found is None:
        raise Http404
    return found


def _admit(request: Any, province: Province, agency_slug: str) -> None:
    held = _held_here(request.user, province.pk)
    request.province, request.memberships = province, held
    own = _own_post(request, [membership for membership in held if membership.agency.slug == agency_slug])
    if own is not None:
        request.membership, request.agency = own, own.agency
        return
    agency = Agency.objects.filter(slug=agency_slug).first()
    if agency is None:
        raise Http404
    request.membership = _visitor(request.user, held, agency, province)
    request.agency = agency  # only now: the page of a refusal must not name it


def _own_post(request: Any, here: list[Membership]) -> Membership | None:
    """Of several posts in one agency the one that `?vi-tri=` chose, kept for the session; else the first."""
    if len(here) < 2:
        return here[0] if here else None
    asked = request.GET.get(POST_CHOICE, "")
    wanted = asked or str(request.session.get(POST_CHOICE, ""))
    chosen = next((membership for membership in here if str(membership.pk) == wanted), here[0])
    if asked:
        request.session[POST_CHOICE] = chosen.pk
    return chosen


def _visitor(user: Any, held: list[Membership], agency: Agency, province: Province) -> Membership:
    """The post that lets somebody of another agency in; 404 where there is none."""
    agency.province = province
    for admits in (permissions.oversees, permissions.inherits):
        for membership in held:
            if admits(membership, agency):
                return membership
    if province.is_closed_on(timezone.localdate()):
        for membership in heirs_posts(user, province):
            return membership
    raise Http404


def heirs_posts(user: Any, closed: Province) -> list[Membership]:
    """A person's posts in the provinces that took over a closed one."""
    successors = ProvinceSuccession.objects.filter(predecessor=closed).values_list("successor_id", flat=True)
    held: list[Membership] = []
    for province_id in successors:
        with acting_in(province_id, user_id=user.pk):
            held += _held_here(user, province_id)
    return held


def _held_here(user: Any, province_id: int) -> list[Membership]:
    held = Membership.objects.of_user(user).filter(province_id=province_id).held_on(timezone.localdate())
    return list(held.with_post().with_unread().order_by("id"))
