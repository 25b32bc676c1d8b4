"""Theo dõi các cơ quan: the first screen of who follows the agencies at Sở Nội vụ."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.calendars.permissions import may_follow
from cchc_portal.calendars.views.days import YEARS, asked_year
from plans import permissions
from plans.forms.overseeing import FIGURES, DeskForm
from plans.overseeing.marks import LATE, SHORT, TONES, Duty, Mark, Place, Stage
from plans.overseeing.waiting import Waiting
from plans.overseeing.year import OF_PLAN, Row, Year

from .reaching import with_province

TITLE = "Theo dõi các cơ quan"
PER_PAGE = 50
MOST_LATE = 8
MOST_WAITING = 6


def here(request: Any, name: str = "desk", **asked: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    told = {key: value for key, value in asked.items() if value not in ("", None)}
    return reverse(f"overseeing:{name}", kwargs=own) + (f"?{urlencode(told)}" if told else "")


@require_safe
@agency_page
def desk(request: Any) -> HttpResponse:
    """What waits, who is late, who has not, who stands where."""
    require(may_follow(request.membership, request.agency))
    year = asked_year(request)
    form, seen = _asked(request, year)
    wanted = form.cleaned_data
    narrowed = {key: wanted.get(key) or "" for key in ("loai", "viec", "tinh_trang", "tu")}
    level, duty, figure, words = narrowed.values()
    rows = seen.shown(level=level, duty=duty, figure=figure, words=words)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    waiting = Waiting.of(request.membership, request.agency)
    context = {
        "page_title": TITLE,
        "seen": seen,
        "year": year,
        "form": form,
        "filtered": any(narrowed.values()),
        "clear_href": here(request, nam=year) + "#ban-do",
        "waiting": waiting,
        "most_waiting_slice": f":{MOST_WAITING}",
        "late": seen.longest_overdue(MOST_LATE),
        "late_agencies": len({mark.holder_id for mark in seen.overdue}),
        "late_others": any(mark.holder_id != request.agency.pk for mark in seen.overdue),
        "may_urge": permissions.may_urge(request.membership, with_province(request)),
        "late_more": _late_by_duty(request, seen),
        "asked": _who_has_not(request, seen),
        "page": page,
        "rows": _with_addresses(request, seen, list(page.object_list)),
        "result": _result(seen, rows, narrowed),
        "plan_legend": [(SHORT[stage], stage.label, TONES[stage]) for stage in Stage],
        "legend": [(SHORT[place], place.label, TONES[place]) for place in Place],
        "late_word": LATE,
    }
    return render(request, "plans/overseeing/desk.html", context)


def _asked(request: Any, year: int) -> tuple[DeskForm, Year]:
    """The filters, and what is asked about."""
    today = timezone.localdate()
    years = [other for other in range(today.year - 2, today.year + 2) if other in YEARS]
    sent = request.GET.copy()
    sent["nam"] = str(year)
    form = DeskForm(sent, years=sorted({*years, year}, reverse=True))
    seen = Year(year, today)
    form.offer(seen.duties, of_plan=sent.get("viec") == OF_PLAN)
    form.is_valid()
    return form, seen


def _with_addresses(request: Any, seen: Year, rows: list[Row]) -> list[dict[str, Any]]:
    """Each mark with what was handed in, where it stands; else with the obligation itself; and from whom it was taken over."""
    return [
        {
            "row": row,
            "cells": [
                (cell.duty, [(mark, _address(request, mark), seen.taken_over(mark)) for mark in cell.marks])
                for cell in row.cells
            ],
        }
        for row in rows
    ]


def _address(request: Any, mark: Mark) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    if mark.submission:
        return reverse("reviews:submission", kwargs={**own, "submission_id": mark.submission})
    return reverse("calendars:obligation", kwargs={**own, "pk": mark.pk})


def _late_by_duty(request: Any, seen: Year) -> list[tuple[str, int, str]]:
    """How many are late with what; each leads to the rows that it counts."""
    counts: dict[Duty, int] = {}
    for mark in seen.overdue:
        counts[mark.duty] = counts.get(mark.duty, 0) + 1
    return [(duty.name, count, rows_href(request, duty, Place.OVERDUE)) for duty, count in counts.items()]


def _who_has_not(request: Any, seen: Year) -> list[dict[str, Any]]:
    levels = dict(seen.levels)
    return [
        {
            "asked": asked,
            "cells": [
                {
                    "count": count,
                    "open_href": rows_href(request, asked.duty, "open", count.level),
                    "overdue_href": rows_href(request, asked.duty, Place.OVERDUE, count.level),
                }
                for count in asked.counts
                if count.level in levels
            ],
        }
        for asked in seen.asked
    ]


def rows_href(request: Any, duty: Duty, figure: str, level: str = "") -> str:
    rows = here(request, nam=duty.year, loai=level, viec=duty.key, tinh_trang=str(figure))
    return f"{rows}#ban-do"


def _result(seen: Year, rows: list[Row], narrowed: dict[str, str]) -> str:
    """What the map shows, in a sentence."""
    named = {duty.key: duty.name for duty in seen.duties} | {OF_PLAN: f"Lập kế hoạch năm {seen.year}"}
    words = {**FIGURES, **dict(Stage.choices)} if narrowed["viec"] == OF_PLAN else FIGURES
    told = [named.get(narrowed["viec"], ""), words.get(narrowed["tinh_trang"], "")]
    what = ": ".join(part for part in told if part)
    return f"{what}. {len(rows)} cơ quan" if what else f"{len(rows)} cơ quan"
