"""Pages of deadlines, notices and the work calendar."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.vietnam.dates import weekday_date, year_period
from cchc_portal.vietnam.workdays import WorkCalendar

from . import actions, deadlines
from . import work_calendar as days
from .forms import ProvinceDayForm
from .models import Notice, Obligation, ProvinceDay
from .permissions import may_change_days, may_report_sent
from .states import FULFILLED, TONES, DayKind, ObligationKind

YEARS = range(2015, 2051)


@agency_page
def due_dates(request: Any) -> HttpResponse:
    """What the agency owes, the next first, each with the day in the document and the day that counts."""
    today = timezone.localdate()
    obligations = Obligation.objects.of_agency(request.agency).shown_on(today)
    context = {"page_title": "Thời hạn", "rows": _due_rows(request, list(obligations), today)}
    return render(request, "calendars/due_dates.html", context)


@agency_page
@require_POST
def report_sent(request: Any, pk: int) -> HttpResponse:
    """Take note that a report has gone out."""
    obligation = get_object_or_404(
        Obligation.objects.of_agency(request.agency).select_related("agency"), pk=pk
    )
    actions.report_sent(obligation, by=request.membership)
    messages.success(request, f"Đã ghi nhận gửi: {obligation}.")
    return redirect("calendars:due_dates", province=request.province.slug, agency=request.agency.slug)


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


@agency_page
def work_calendar(request: Any) -> HttpResponse:
    """A year's days off and worked days; a province's administrator adds to them here."""
    may_change = may_change_days(request.membership, request.province)
    form = ProvinceDayForm(request.POST or None)
    if request.method == "POST":
        require(may_change)
    if form.is_valid():
        actions.add_day(request.province, by=request.membership, **form.cleaned_data)
        day = form.cleaned_data["day"]
        messages.success(request, f"Đã thêm {weekday_date(day)} vào lịch làm việc.")
        return _to_year(request, day)
    year = _asked_year(request)
    context = {
        "page_title": f"Ngày nghỉ, ngày làm bù năm {year}",
        "year": year,
        "years": [other for other in (year - 1, year, year + 1) if other in YEARS],
        "special_days": days.special_days(*year_period(year)),
        "worked": DayKind.WORKED,
        "may_change": may_change,
        "form": form,
    }
    return render(request, "calendars/work_calendar.html", context)


@agency_page
@require_POST
def remove_day(request: Any, pk: int) -> HttpResponse:
    """Take back a day that the province entered."""
    row = get_object_or_404(ProvinceDay.objects.all(), pk=pk)
    actions.remove_day(row, by=request.membership)
    messages.success(request, f"Đã xóa {weekday_date(row.day)} khỏi lịch riêng của tỉnh, thành phố.")
    return _to_year(request, row.day)


def _due_rows(request: Any, obligations: list[Obligation], today: date) -> list[dict[str, Any]]:
    if not obligations:
        return []
    due_days = [obligation.due_on for obligation in obligations]
    calendar = days.between(min(*due_days, today), max(*due_days, today))
    rows = []
    for obligation in obligations:
        obligation.agency = request.agency  # known already; the permission asks for it
        may = may_report_sent(request.membership, obligation)
        rows.append({**_due_row(obligation, calendar, today), "may_report_sent": may})
    return rows


def _due_row(obligation: Obligation, calendar: WorkCalendar, today: date) -> dict[str, Any]:
    standing = obligation.standing_on(today)
    return {
        "obligation": obligation,
        "standing": standing,
        "tone": TONES[standing],
        "done": standing in FULFILLED,
        "working_days_left": calendar.working_days_between(today, obligation.due_on),
        "source": deadlines.SOURCES[ObligationKind(obligation.kind)],
    }


def _asked_year(request: HttpRequest) -> int:
    asked = request.GET.get("nam", "")
    this_year = timezone.localdate().year
    return int(asked) if asked.isdecimal() and int(asked) in YEARS else this_year


def _to_year(request: Any, day: date) -> HttpResponse:
    answer = redirect("calendars:work_calendar", province=request.province.slug, agency=request.agency.slug)
    answer["Location"] += f"?nam={day.year}"
    return answer
