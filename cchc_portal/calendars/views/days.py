"""The work calendar: days off and worked days of a province and of the country, added, changed and withdrawn with their documents."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.pages import agency_page, signed_in_page
from cchc_portal.agencies.permissions import require
from cchc_portal.calendars import actions, practice
from cchc_portal.calendars import work_calendar as days
from cchc_portal.calendars.forms.days import (
    OrderedDayForm,
    PracticeForm,
    WithdrawalForm,
    province_day_form,
)
from cchc_portal.calendars.models import NationalDay, ProvinceDay
from cchc_portal.calendars.permissions import may_change_days, may_change_national_days
from cchc_portal.calendars.states import DayKind, Rolling
from cchc_portal.vietnam.dates import weekday_date, year_period

YEARS = range(2015, 2051)


@agency_page
def work_calendar(request: Any) -> HttpResponse:
    """A year's days off and worked days; a province's administrator adds to them here."""
    may_change = may_change_days(request.membership, request.province)
    if request.method == "POST":
        require(may_change)
    form = province_day_form(request.POST or None, entered=ProvinceDay.objects.all())
    if form.is_valid():
        change = actions.add_day(request.province, by=request.membership, **form.cleaned_data)
        messages.success(request, f"Đã thêm {weekday_date(change.row.day)} vào lịch. {moved(change.moved)}")
        return _to_year(request, change.row.day)
    year = asked_year(request)
    own = practice.of_province()
    context = _year_context(year, days.special_days(*year_period(year))) | {
        "may_change": may_change,
        "form": form,
        "practice": own,
        "rolling": Rolling(own.rolling).label,
        "withdrawn": ProvinceDay.objects.filter(
            withdrawn_at__isnull=False, day__range=year_period(year)
        ).order_by("day"),
    }
    return render(request, "calendars/work_calendar.html", context)


@agency_page
def change_day(request: Any, pk: int) -> HttpResponse:
    """Put a day that the province entered right, with the document that says so."""
    row = _standing(ProvinceDay, pk)
    require(may_change_days(request.membership, request.province))
    form = province_day_form(request.POST or None, entered=ProvinceDay.objects.all(), changed=row)
    if form.is_valid():
        change = actions.change_day(row, by=request.membership, **form.cleaned_data)
        messages.success(request, f"Đã sửa {weekday_date(row.day)}. {moved(change.moved)}")
        return _to_year(request, change.row.day)
    context = {"page_title": f"Sửa {weekday_date(row.day)}", "form": form, "submit": "Lưu thay đổi"}
    return render(request, "calendars/form.html", context | {"back": _year_address(request, row.day)})


@agency_page
def remove_day(request: Any, pk: int) -> HttpResponse:
    """Withdraw a day that the province entered, with the document that says so."""
    row = _standing(ProvinceDay, pk)
    require(may_change_days(request.membership, request.province))
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        change = actions.remove_day(row, by=request.membership, **form.cleaned_data)
        messages.success(request, f"Đã rút {weekday_date(row.day)} khỏi lịch riêng. {moved(change.moved)}")
        return _to_year(request, row.day)
    context = {
        "page_title": f"Rút {weekday_date(row.day)} khỏi lịch",
        "form": form,
        "submit": "Rút khỏi lịch",
    }
    return render(
        request, "calendars/form.html", context | {"back": _year_address(request, row.day), "note": row.name}
    )


@agency_page
def set_practice(request: Any) -> HttpResponse:
    """How the province's terms roll, and its quiet hours."""
    require(may_change_days(request.membership, request.province))
    form = PracticeForm(request.POST or None, practice=practice.of_province())
    if form.is_valid():
        count = actions.set_practice(request.province, by=request.membership, **form.cleaned_data)
        messages.success(request, f"Đã lưu cách tính hạn và giờ không gửi nhắc. {moved(count)}")
        return redirect(_year_address(request, timezone.localdate()))
    context = {"page_title": "Cách tính hạn, giờ không gửi nhắc", "form": form, "submit": "Lưu thay đổi"}
    return render(
        request, "calendars/form.html", context | {"back": _year_address(request, timezone.localdate())}
    )


@signed_in_page
def national_days(request: Any) -> HttpResponse:
    """The whole country's days; who keeps the portal adds to them here."""
    may_change = may_change_national_days(request.user)
    if request.method == "POST" and not may_change:
        return render(request, "refused.html", {"reason": may_change.reason}, status=409)
    form = OrderedDayForm(
        request.POST or None, works=days.works_nationwide, entered=NationalDay.objects.all()
    )
    if form.is_valid():
        change = actions.add_national_day(by=request.user, **form.cleaned_data)
        messages.success(request, f"Đã thêm {weekday_date(change.row.day)} vào lịch. {moved(change.moved)}")
        return _to_national_year(change.row.day)
    year = asked_year(request)
    context = _year_context(year, days.national_days(*year_period(year))) | {
        "page_title": f"Ngày nghỉ, ngày làm bù của cả nước năm {year}",
        "may_change": may_change,
        "form": form,
        "withdrawn": NationalDay.objects.filter(
            withdrawn_at__isnull=False, day__range=year_period(year)
        ).order_by("day"),
    }
    return render(request, "calendars/national_days.html", context)


@signed_in_page
def remove_national_day(request: Any, pk: int) -> HttpResponse:
    """Withdraw a day of the whole country, with the document that says so."""
    row = _standing(NationalDay, pk)
    may_change = may_change_national_days(request.user)
    if not may_change:
        return render(request, "refused.html", {"reason": may_change.reason}, status=409)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        change = actions.remove_national_day(row, by=request.user, **form.cleaned_data)
        messages.success(request, f"Đã rút {weekday_date(row.day)} khỏi lịch. {moved(change.moved)}")
        return _to_national_year(row.day)
    context = {
        "page_title": f"Rút {weekday_date(row.day)} khỏi lịch",
        "form": form,
        "submit": "Rút khỏi lịch",
    }
    back = f"{reverse('national_days')}?nam={row.day.year}"
    return render(request, "calendars/national_form.html", context | {"back": back, "note": row.name})


def moved(count: int) -> str:
    """How many deadlines a change moved, as the page says it."""
    if not count:
        return "Không có thời hạn nào thay đổi."
    return f"{count} thời hạn chưa hoàn thành được tính lại."


def asked_year(request: HttpRequest, otherwise: int = 0) -> int:
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isdecimal() and int(asked) in YEARS else otherwise or timezone.localdate().year


def _standing(model: Any, pk: int) -> Any:
    return get_object_or_404(model.objects.all(), pk=pk, withdrawn_at__isnull=True)


def _year_context(year: int, special: list[days.SpecialDay]) -> dict[str, Any]:
    return {
        "page_title": f"Ngày nghỉ, ngày làm bù năm {year}",
        "year": year,
        "years": [other for other in (year - 1, year, year + 1) if other in YEARS],
        "special_days": special,
        "worked": DayKind.WORKED,
    }


def _year_address(request: Any, day: date) -> str:
    where = {"province": request.province.slug, "agency": request.agency.slug}
    return f"{reverse('calendars:work_calendar', kwargs=where)}?nam={day.year}"


def _to_year(request: Any, day: date) -> HttpResponse:
    return redirect(_year_address(request, day))


def _to_national_year(day: date) -> HttpResponse:
    return redirect(f"{reverse('national_days')}?nam={day.year}")
