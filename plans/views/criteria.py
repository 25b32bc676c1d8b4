"""Tiêu chí thẩm định: the year's checklists; everybody who reviews reads them, the province's administrators keep them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from plans.actions import criteria as actions
from plans.forms.submissions import CriterionForm, NewCriterionForm
from plans.models import ReviewCriterion
from plans.submissions import permissions
from plans.submissions.states import Checklist

from .reviewing import here, hide_from_others, require_reviewer, trail

TITLE = "Tiêu chí thẩm định"


def _year(request: Any) -> int:
    asked = request.POST.get("nam") or request.GET.get("nam") or ""
    if asked.isascii() and asked.isdecimal() and 2000 <= int(asked) <= 2100:
        return int(asked)
    return _year_in_use()


def _year_in_use() -> int:
    """This year's checklist; where it has none the next year's, which is written in November and December."""
    today = timezone.localdate()
    written = ReviewCriterion.objects.standing().filter(year__in=(today.year, today.year + 1)).order_by()
    years = set(written.values_list("year", flat=True).distinct())
    if today.year not in years and (today.month >= 11 or years):
        return today.year + 1
    return today.year


def _list(request: Any, year: int) -> str:
    return f"{here(request, 'criteria')}?nam={year}"


@require_safe
@agency_page
def criterion_list(request: Any) -> HttpResponse:
    """Two lists, plans and reports; a year without any begins from the year before."""
    require_reviewer(request)
    year = _year(request)
    rows = list(ReviewCriterion.objects.standing().filter(year=year).in_order())
    known = set(ReviewCriterion.objects.standing().order_by().values_list("year", flat=True).distinct())
    context = {
        "page_title": f"{TITLE} năm {year}",
        "breadcrumbs": trail(request, (TITLE, "")),
        "year": year,
        "years": sorted(known | {year, timezone.localdate().year, timezone.localdate().year + 1}),
        "lists": [(each.label, [row for row in rows if row.checklist == each]) for each in Checklist],
        "rows": rows,
        "may_keep": permissions.may_keep_criteria(request.membership, request.province),
        "before": year - 1 in known,
    }
    return render(request, "plans/submissions/criteria.html", context)


def _require_keeper(request: Any) -> None:
    require_reviewer(request)
    require(permissions.may_keep_criteria(request.membership, request.province))


@require_POST
@agency_page
def begin(request: Any) -> HttpResponse:
    _require_keeper(request)
    year = _year(request)
    made = actions.begin(request.province, year, by=request.membership)
    messages.success(request, f"Đã lập {made} tiêu chí thẩm định năm {year}.")
    return redirect(_list(request, year))


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add(request: Any) -> HttpResponse:
    _require_keeper(request)
    year = _year(request)
    form = NewCriterionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add(
                request.province,
                year,
                Checklist(said["checklist"]),
                said["name"],
                said["guide"],
                by=request.membership,
            )
        except Refused as refusal:
            form.add_error("name", refusal.reason)
        else:
            messages.success(request, "Đã thêm tiêu chí.")
            return redirect(_list(request, year))
    return _form(request, form, f"Thêm tiêu chí năm {year}", "Thêm tiêu chí", year)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit(request: Any, criterion_id: int) -> HttpResponse:
    row = _row_or_404(request, criterion_id)
    _require_keeper(request)
    form = CriterionForm(request.POST or None, initial={"name": row.name, "guide": row.guide})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(row.pk, **form.cleaned_data, by=request.membership)
        except Refused as refusal:
            form.add_error("name", refusal.reason)
        else:
            messages.success(request, "Đã lưu tiêu chí.")
            return redirect(_list(request, row.year))
    return _form(request, form, "Sửa tiêu chí", "Lưu tiêu chí", row.year)


def _row_or_404(request: Any, criterion_id: int) -> ReviewCriterion:
    hide_from_others(request)
    found: ReviewCriterion = get_object_or_404(ReviewCriterion.objects.standing(), pk=criterion_id)
    return found


def _form(request: Any, form: Any, title: str, submit: str, year: int) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": trail(request, (TITLE, _list(request, year)), (title, "")),
        "form": form,
        "submit": submit,
        "cancel_href": _list(request, year),
    }
    return render(request, "plans/assignments/form.html", context)


@require_POST
@agency_page
def withdraw(request: Any, criterion_id: int) -> HttpResponse:
    row = _row_or_404(request, criterion_id)
    _require_keeper(request)
    actions.withdraw(row.pk, by=request.membership)
    messages.success(request, f"Đã thôi dùng tiêu chí “{row.name}”. Đánh giá đã có vẫn giữ nguyên.")
    return redirect(_list(request, row.year))


@require_POST
@agency_page
def move(request: Any, criterion_id: int) -> HttpResponse:
    """One place up."""
    row = _row_or_404(request, criterion_id)
    _require_keeper(request)
    actions.move_up(row.pk, by=request.membership)
    return redirect(_list(request, row.year))
