"""Copies of a document that came to the agency through the portal, with the agency's own numbers (Nghị định 30/2020/NĐ-CP, Điều 25–27)."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import permissions
from cchc_portal.documents.models import Dispatch
from cchc_portal.vietnam import dates
from plans.actions import paper_copies

from . import copy_pages
from .reaching import with_province

TITLE = "Bản sao"
INCOMING = "Văn bản đến"


def _at(request: Any, came_id: int, name: str, **more: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"received:{name}", kwargs={**own, "came_id": came_id, **more})


def _place_or_404(request: Any, came_id: int) -> copy_pages.Place:
    """Of a document that has arrived here and was made in the portal: what came on paper alone has no text here."""
    agency = with_province(request)
    if not permissions.may_read_incoming(request.membership, agency):
        raise Http404
    came = Dispatch.objects.came_to(agency).select_related("number__snapshot", "agency")
    dispatch = came.filter(pk=came_id, number__snapshot__isnull=False).first()
    if dispatch is None:
        raise Http404
    line, home = dispatch.number, _at(request, came_id, "copies")
    day = dates.short_date(line.issued_on) if line.issued_on else ""
    return copy_pages.Place(
        source=paper_copies.of_incoming(dispatch, agency),
        symbol=line.symbol,
        printed=f"{line.symbol} ngày {day}",
        issuer=dispatch.agency.name,
        subject=line.subject,
        at=partial(_at, request, came_id),
        home=home,
        trail=((INCOMING, _incoming(request)), (f"{TITLE} của {line.symbol}", home)),
    )


def _incoming(request: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse("incoming:list", kwargs=own)


@require_safe
@agency_page
def copy_list(request: Any, came_id: int) -> HttpResponse:
    """The page; only the panel when it is asked again while a copy is being made or signed."""
    place = _place_or_404(request, came_id)
    context = {
        "page_title": f"{TITLE} của {place.symbol}",
        "breadcrumbs": [(INCOMING, _incoming(request)), (f"{TITLE} của {place.symbol}", "")],
        "original": place.printed,
        "issuer": place.issuer,
        "subject": place.subject,
        **copy_pages.panel(request, place),
    }
    template = "plans/_copies.html" if request.htmx else "plans/received_copies.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_paper(request: Any, came_id: int) -> HttpResponse:
    return copy_pages.add_paper(request, _to_copy(request, came_id))


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_electronic(request: Any, came_id: int) -> HttpResponse:
    return copy_pages.add_electronic(request, _to_copy(request, came_id))


def _to_copy(request: Any, came_id: int) -> copy_pages.Place:
    place = _place_or_404(request, came_id)
    require(permissions.may_copy(request.membership, place.source.agency))
    return place


@require_safe
@agency_page
def copy_file(request: Any, came_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.file(_place_or_404(request, came_id), copy_id)


@require_POST
@agency_page
def copy_make(request: Any, came_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.make(request, _place_or_404(request, came_id), copy_id)


@require_POST
@agency_page
def copy_sign(request: Any, came_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.sign(request, _place_or_404(request, came_id), copy_id)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def copy_bring(request: Any, came_id: int, copy_id: int) -> HttpResponse:
    return copy_pages.bring(request, _place_or_404(request, came_id), copy_id)
