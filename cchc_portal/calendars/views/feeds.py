"""The page that shows a person their calendar's secret address, and the calendar itself."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page, own_memberships, public_page
from cchc_portal.calendars import feeds

from .rules import here


@agency_page
def feed_page(request: Any) -> HttpResponse:
    """The address of one's own deadlines."""
    address = settings.SITE_URL.rstrip("/") + reverse("calendar_feed", args=[feeds.token_of(request.user)])
    context = {
        "page_title": "Lịch trên điện thoại, máy tính",
        "address": address,
        "subscribe": "webcal://" + address.split("://", 1)[1],
        "back": here(request, "due_dates"),
    }
    return render(request, "calendars/feed.html", context)


@agency_page
@require_POST
def renew_feed(request: Any) -> HttpResponse:
    """A new address; whoever has the old one sees nothing more."""
    feeds.renew(request.user)
    messages.success(request, "Đã tạo địa chỉ mới. Địa chỉ cũ không còn dùng được.")
    return redirect(here(request, "feed"))


@require_safe
@public_page
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for whoever has the address."""
    user = feeds.user_of(token)
    if user is None:
        raise Http404
    text = feeds.calendar_of(own_memberships(user), settings.SITE_URL.rstrip("/"))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="thoi-han.ics"'
    return answer
