"""From an address to a line of the register or a dispatch: 404 where it is not for these eyes."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cchc_portal.agencies.permissions import Allowed, Denied, require
from cchc_portal.documents import permissions
from cchc_portal.documents.models import Dispatch, IssuedNumber

TITLE = "Sổ văn bản đi"


def agency_of(request: Any) -> Any:
    """The agency of the address, knowing its province."""
    request.agency.province = request.province
    return request.agency


def line_or_404(request: Any, line_id: int) -> IssuedNumber:
    lines = IssuedNumber.objects.visible_to(request.membership, agency_of(request)).with_columns()
    line: IssuedNumber | None = lines.filter(pk=line_id).first()
    if line is None:
        raise Http404
    line.agency, line.province = request.agency, request.province
    return line


def sent_or_404(request: Any, line: IssuedNumber, dispatch_id: int) -> Dispatch:
    found: Dispatch | None = Dispatch.objects.filter(number=line, pk=dispatch_id).first()
    if found is None:
        raise Http404
    return found


def incoming_or_404(request: Any, dispatch_id: int) -> Dispatch:
    """What has come to this agency."""
    if not permissions.may_read_incoming(request.membership, agency_of(request)):
        raise Http404
    came = Dispatch.objects.came_to(request.agency).select_related("number", "agency")
    found: Dispatch | None = came.filter(pk=dispatch_id).first()
    if found is None:
        raise Http404
    return found


def may_keep(request: Any) -> Allowed | Denied:
    return permissions.may_keep_register_book(request.membership, agency_of(request))


def require_keeper(request: Any) -> None:
    require(may_keep(request))


def address(request: Any, name: str, **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(name, kwargs=own | kwargs)


def go_to_line(request: Any, line: IssuedNumber) -> HttpResponse:
    return redirect(address(request, "book:line", line_id=line.pk))


def trail(request: Any, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(TITLE, address(request, "book:list")), *steps]
