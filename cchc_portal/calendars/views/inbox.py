"""Notices to the person in this post."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

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


@require_safe
@agency_page
def follow(request: Any, pk: int) -> HttpResponse:
    """Where a notice leads; whoever follows it has read it."""
    notice = get_object_or_404(Notice.objects.to_person(request.membership).exclude(url=""), pk=pk)
    actions.mark_read(request.membership, notice.pk)
    return redirect(notice.url)


@agency_page
@require_POST
def mark_read(request: Any) -> HttpResponse:
    """Mark one notice read, or all when none is named."""
    chosen = request.POST.get("thong_bao", "")
    actions.mark_read(request.membership, int(chosen) if chosen.isdecimal() else None)
    return redirect("calendars:inbox", province=request.province.slug, agency=request.agency.slug)
