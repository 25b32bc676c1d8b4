"""Notices to the person in this post."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Notice


@agency_page
def inbox(request: Any) -> HttpResponse:
    """Notices to the person in this post, newest first."""
    notices = Notice.objects.to_person(request.membership)
    total, unread = notices.counts()
    page = page_of(notices, number=request.GET.get("trang"), total=total)
    context = {"page_title": "Thông báo", "page": page, "unread": unread}
    return render(request, "calendars/inbox.html", context)


@agency_page
@require_POST
def mark_read(request: Any) -> HttpResponse:
    """Mark one notice read, or all when none is named."""
    chosen = request.POST.get("thong_bao", "")
    actions.mark_read(request.membership, int(chosen) if chosen.isdecimal() else None)
    return redirect("calendars:inbox", province=request.province.slug, agency=request.agency.slug)
