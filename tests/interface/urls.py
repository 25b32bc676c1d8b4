"""The frame on its own: signing in, the catalogue, and pages that fail on purpose."""

from types import SimpleNamespace
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from cchc_portal.agencies.views.catalogue import catalogue

PROVINCE = SimpleNamespace(name="Đồng Nai", slug="dong-nai")
AGENCY = SimpleNamespace(
    name="Ban Quản lý các khu công nghiệp, khu kinh tế thành phố Đồng Nai", slug="bqlkcn", province=PROVINCE
)
OTHER = SimpleNamespace(name="Sở Nội vụ thành phố Đồng Nai", slug="so-noi-vu", province=PROVINCE)


def _post(pk: int, agency: SimpleNamespace, title: str) -> SimpleNamespace:
    return SimpleNamespace(pk=pk, agency=agency, province=PROVINCE, post=SimpleNamespace(title=title))


def in_agency(request: Any) -> HttpResponse:
    """The catalogue as somebody with two posts sees it."""
    request.province, request.agency = PROVINCE, AGENCY
    request.membership = _post(1, AGENCY, "Chuyên viên Văn phòng")
    request.memberships = [request.membership, _post(2, OTHER, "Theo dõi tại Sở Nội vụ")]
    return catalogue(request)


def page(request: HttpRequest, **_: str) -> HttpResponse:
    return render(request, "base_public.html", {"page_title": "Trang đầu"})


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def unreadable(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


urlpatterns = [
    path("", page, name="home"),
    path("tai-khoan/", include("cchc_portal.agencies.signin_urls")),
    path("viec-cua-toi/", page, name="desk"),
    path("thanh-phan/", catalogue, name="catalogue"),
    path("co-quan/", in_agency),
    path("400/", unreadable),
    path("403/", forbidden),
    path("429/", too_many),
    path("500/", broken),
    path("<slug:province>/<slug:agency>/viec/", include(([path("", page, name="tasks")], "plans"))),
    path("<slug:province>/<slug:agency>/lich/", include(([path("", page, name="due_dates")], "calendars"))),
]
