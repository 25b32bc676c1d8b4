"""Tổng hợp kỳ báo cáo: the province's period in figures, each with its rows, and the same as a Word draft."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.calendars.permissions import may_follow
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.calendars.views.days import YEARS
from plans.assignments.standing import TONES, AnswerState
from plans.overseeing import summary_paper
from plans.overseeing.summary import FIGURES, PERIODS, UNKNOWN, Summary, last_year, period_of, standing
from plans.overseeing.year import OF_PLAN

from .overseeing import TITLE, here, rows_href
from .reaching import with_province

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {
    ObligationKind.REPORT_Q1: "quy-1",
    ObligationKind.REPORT_H1: "6-thang",
    ObligationKind.REPORT_Q3: "quy-3",
    ObligationKind.REPORT_YEAR: "nam",
}


def _summary(request: Any) -> Summary:
    require(may_follow(request.membership, request.agency))
    today, asked = timezone.localdate(), request.GET.get("nam", "")
    known = asked.isascii() and asked.isdecimal() and int(asked) in YEARS
    year = int(asked) if known else last_year(today)
    return Summary(year, period_of(request.GET.get("ky", ""), year, today), today)


def _trail(request: Any, *inner: tuple[str, str]) -> list[tuple[str, str]]:
    return [(TITLE, here(request)), *inner]


@require_safe
@agency_page
def summary(request: Any) -> HttpResponse:
    """Every figure leads to the rows that it counts."""
    told = _summary(request)
    asked = {"nam": told.year, "ky": told.kind.value}
    context = {
        "page_title": f"Tổng hợp {told.name}",
        "breadcrumbs": _trail(request, ("Tổng hợp kỳ báo cáo", "")),
        "told": told,
        "year": told.year,
        "years": [
            year for year in (told.today.year + 1, told.today.year, told.today.year - 1) if year in YEARS
        ],
        "periods": PERIODS.items(),
        "figures": FIGURES.values(),
        "lines": [
            {
                "line": line,
                "cells": [
                    (FIGURES[key], count, rows_href(request, line.duty, key)) for key, count in line.figures
                ],
            }
            for line in told.lines
        ],
        "behind": [(agency, mark, standing(mark)) for agency, mark in told.behind],
        "stages": [
            (stage, count, here(request, nam=told.year, viec=OF_PLAN, tinh_trang=stage.value) + "#ban-do")
            for stage, count in told.stages
        ],
        "states": [
            (state, TONES[state], told.coverage.totals[state], _covered(request, told, state))
            for state in AnswerState
        ],
        "items_href": here(request, "items", **asked, so="nam"),
        "due_items_href": here(request, "items", **asked),
        "word_href": here(request, "summary_word", **asked),
        "unknown": UNKNOWN,
    }
    return render(request, "plans/overseeing/summary.html", context)


def _covered(request: Any, told: Summary, state: AnswerState) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    asked = urlencode({"nam": told.year, "tinh_trang": state.value})
    return reverse("assignments:coverage", kwargs=own) + f"?{asked}"


@require_safe
@agency_page
def word(request: Any) -> HttpResponse:
    """The draft report, to be finished in Word."""
    told = _summary(request)
    levels = Agency.objects.filter(level=Agency.Level.PEOPLES_COMMITTEE, closed_on__isnull=True)
    committee = levels.with_profiles().in_order().first()
    content = summary_paper.docx(told, with_province(request), committee)
    response = HttpResponse(content, content_type=TYPE)
    name = f"du-thao-bao-cao-{FILES[told.kind]}-{told.year}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@agency_page
def items(request: Any) -> HttpResponse:
    """The issued items of the year, or those whose time ends within the period."""
    told = _summary(request)
    whole = request.GET.get("so") == "nam"
    found = told.all_items() if whole else told.items_due()
    page = page_of(found.select_related("plan__agency"), number=request.GET.get("trang"))
    title = f"Nội dung đã ban hành, năm {told.year}" if whole else f"Nội dung hoàn thành trong {told.name}"
    back = here(request, "summary", nam=told.year, ky=told.kind.value)
    context = {
        "page_title": title,
        "breadcrumbs": _trail(request, (f"Tổng hợp {told.name}", back), (title, "")),
        "page": page,
    }
    return render(request, "plans/overseeing/items.html", context)
