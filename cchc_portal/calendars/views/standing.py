"""How the province's agencies stand: figures, the rows behind each, and one obligation with all that happened to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cchc_portal.agencies.models import Agency, HistoryEvent
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import actions, counting, events
from cchc_portal.calendars.forms.standing import ExemptionForm, TransferForm
from cchc_portal.calendars.models import Extension, Obligation
from cchc_portal.calendars.permissions import may_follow, may_review
from cchc_portal.calendars.states import TONES
from cchc_portal.vietnam.text import lower_first

from .days import YEARS, asked_year
from .rules import here

FIGURES = {
    "expected": "Phải gửi",
    "received": "Đã gửi",
    "on_time": "Đúng hạn",
    "late": "Sau hạn",
    "open": "Chưa gửi",
    "overdue": "Quá hạn",
    "exempted": "Được miễn",
}


@agency_page
def overview(request: Any) -> HttpResponse:
    """A line for each thing of the year; each figure opens the rows that it counts."""
    require(may_follow(request.membership, request.agency))
    year, today = asked_year(request), timezone.localdate()
    ended = Agency.objects.filter(closed_on__lte=today, pk__in=_holders_of_open()).in_order()
    context = {
        "page_title": f"Tình hình thực hiện năm {year}",
        "year": year,
        "years": [other for other in (year - 1, year, year + 1) if other in YEARS],
        "figures": FIGURES.values(),
        "rows": [
            {"tally": tally, "cells": [(key, label, tally.figures[key]) for key, label in FIGURES.items()]}
            for tally in counting.of_year(year, today)
        ],
        "ended": ended,
        "waiting": Extension.objects.waiting().count(),
    }
    return render(request, "calendars/overview.html", context)


@agency_page
def behind(request: Any) -> HttpResponse:
    """The obligations that a figure counts."""
    require(may_follow(request.membership, request.agency))
    year, today = asked_year(request), timezone.localdate()
    figure = request.GET.get("so", "")
    figure = figure if figure in FIGURES else "expected"
    kind, occasion = request.GET.get("viec", "")[:20], request.GET.get("lan", "")[:20]
    found = counting.rows_behind(year, kind, occasion, figure, today)
    page = page_of(found, number=request.GET.get("trang"))
    name = str(page[0]) if kind and page.object_list else f"năm {year}"
    context = {
        "page_title": f"{FIGURES[figure]}: {name}",
        "page": page,
        "rows": [
            {"obligation": row, "standing": row.standing_on(today), "tone": TONES[row.standing_on(today)]}
            for row in page
        ],
        "total": page.paginator.count,
        "back": f"{here(request, 'overview')}?nam={year}",
    }
    return render(request, "calendars/behind.html", context)


@agency_page
def obligation(request: Any, pk: int) -> HttpResponse:
    """One obligation: its days, where it stands, what happened; here it is exempted or handed on."""
    owed = _followed(request, pk)
    today = timezone.localdate()
    open_now = owed.submitted_at is None and owed.exempted_at is None
    context = {
        "page_title": f"{owed}, {owed.holder}",
        "obligation": owed,
        "standing": owed.standing_on(today).label,
        "tone": TONES[owed.standing_on(today)],
        "may": may_review(request.membership, owed),
        "open_now": open_now,
        "extensions": Extension.objects.filter(obligation=owed).with_everything().order_by("id"),
        "events": [events.line(event) for event in HistoryEvent.objects.about(owed)],
    }
    return render(request, "calendars/obligation.html", context)


@agency_page
def exempt(request: Any, pk: int) -> HttpResponse:
    """With a reason; the agency is told."""
    owed = _followed(request, pk)
    require(may_review(request.membership, owed))
    form = ExemptionForm(request.POST or None)
    if form.is_valid():
        actions.exempt(owed, by=request.membership, reason=form.cleaned_data["reason"])
        messages.success(request, f"Đã miễn {lower_first(str(owed))} cho {owed.holder}.")
        return redirect(here(request, "obligation", pk=pk))
    return _form(request, owed, form, f"Miễn {lower_first(str(owed))} cho {owed.holder}", "Miễn thực hiện")


@agency_page
def transfer(request: Any, pk: int) -> HttpResponse:
    """To another agency, with a reason; it stays one obligation."""
    owed = _followed(request, pk)
    require(may_review(request.membership, owed))
    form = TransferForm(request.POST or None, holder=owed.holder)
    if form.is_valid():
        try:
            actions.transfer(owed, by=request.membership, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(
                request, f"Đã chuyển {lower_first(owed.document)} cho {form.cleaned_data['to']}."
            )
            return redirect(here(request, "obligation", pk=pk))
    return _form(
        request, owed, form, f"Chuyển {lower_first(owed.document)} của {owed.holder}", "Chuyển cơ quan khác"
    )


@agency_page
@require_POST
def hand_over(request: Any) -> HttpResponse:
    """What an ended agency still owes goes to its successor, or is no longer expected; the page says which."""
    require(may_follow(request.membership, request.agency))
    asked = request.POST.get("co_quan", "")
    agency = get_object_or_404(
        Agency.objects.select_related("province"), pk=int(asked) if asked.isdecimal() else 0
    )
    messages.success(request, actions.hand_over(agency, by=request.membership).sentence)
    return redirect(here(request, "overview"))


def _followed(request: Any, pk: int) -> Obligation:
    if not may_follow(request.membership, request.agency):
        raise Http404
    rows = Obligation.objects.select_related("agency__province", "transferred_to__province", "province")
    found: Obligation = get_object_or_404(rows, pk=pk)
    return found


def _form(request: Any, owed: Obligation, form: Any, title: str, submit: str) -> HttpResponse:
    context = {"page_title": title, "form": form, "submit": submit}
    back = here(request, "obligation", pk=owed.pk)
    return render(request, "calendars/form.html", context | {"back": back})


def _holders_of_open() -> set[int]:
    rows = Obligation.objects.open().values_list("agency_id", "transferred_to_id").distinct()
    return {transferred or agency for agency, transferred in rows}
