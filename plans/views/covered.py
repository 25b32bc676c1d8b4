"""Độ phủ nhiệm vụ: which agency answers which task with what; for Sở Nội vụ."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import spreadsheets
from plans.assignments import chronicle, coverage_book, permissions
from plans.assignments.coverage import Coverage, Shown, unlinked_items, years
from plans.assignments.standing import (
    TONES,
    Addressing,
    Answer,
    AnswerState,
    agencies_of_year,
    answers,
    best,
    state_of,
)
from plans.forms.assignments import CoverageForm
from plans.models import AssignedTask

from .assigning import here, trail
from .given_tasks import facts, year_of

TITLE = "Độ phủ nhiệm vụ"


def _require(request: Any) -> None:
    require(permissions.may_see_coverage(request.membership, request.province))


@require_safe
@agency_page
def coverage(request: Any) -> HttpResponse:
    """Totals, what nobody answers, who is silent, the matrix; a list of agencies on a phone."""
    _require(request)
    year = year_of(request)
    whole = Coverage(year)
    form, shown = _narrowed(request, whole)
    context = {
        "page_title": f"{TITLE} năm {year}",
        "breadcrumbs": trail(request, (TITLE, "")),
        "form": form,
        "filtered": any(form.cleaned_data.get(name) for name in ("loai", "nhiem_vu", "tinh_trang")),
        "clear_href": f"{here(request, 'coverage')}?nam={year}",
        "year": year,
        "whole": whole,
        "shown": shown,
        "states": [(state, state.label, TONES[state], shown.totals[state]) for state in AnswerState],
        "excel_href": f"{here(request, 'excel')}?{request.GET.urlencode()}",
        "unlinked_href": f"{here(request, 'unlinked')}?nam={year}",
    }
    return render(request, "plans/assignments/coverage.html", context)


def _narrowed(request: Any, whole: Coverage) -> tuple[CoverageForm, Shown]:
    """What cannot be understood of an address narrows nothing."""
    known = sorted({*years(), whole.year}, reverse=True)
    sent = request.GET.copy()
    sent["nam"] = str(whole.year)
    form = CoverageForm(sent, years=known, tasks=whole.tasks)
    form.is_valid()
    wanted = form.cleaned_data
    task = wanted.get("nhiem_vu")
    shown = whole.shown(
        level=wanted.get("loai", ""),
        task_id=int(task) if task else None,
        state=wanted.get("tinh_trang", ""),
    )
    return form, shown


@require_safe
@agency_page
def excel(request: Any) -> HttpResponse:
    """What the page shows, as an Excel book."""
    _require(request)
    whole = Coverage(year_of(request))
    _, shown = _narrowed(request, whole)
    response = HttpResponse(coverage_book.written(shown), content_type=spreadsheets.TYPE)
    day = timezone.localdate()
    response["Content-Disposition"] = f'attachment; filename="do-phu-nhiem-vu-{whole.year}-{day:%Y%m%d}.xlsx"'
    return response


@require_safe
@agency_page
def unlinked(request: Any) -> HttpResponse:
    """Items of issued plans that answer no task of the year."""
    _require(request)
    year = year_of(request)
    page = page_of(unlinked_items(year), number=request.GET.get("trang"))
    title = "Nội dung không gắn nhiệm vụ"
    context = {
        "page_title": f"{title} năm {year}",
        "breadcrumbs": trail(request, (TITLE, f"{here(request, 'coverage')}?nam={year}"), (title, "")),
        "page": page,
    }
    return render(request, "plans/assignments/unlinked.html", context)


@require_safe
@agency_page
def task(request: Any, task_id: int) -> HttpResponse:
    """One task at every agency that it concerns, in the words that were issued."""
    found = get_object_or_404(AssignedTask.objects.select_related("source", "province"), pk=task_id)
    _require(request)
    rows = _agencies(found)
    counts = Counter(row["state"] for row in rows if row["part"] == "lead")
    context = {
        "page_title": found.content,
        "breadcrumbs": trail(
            request, (TITLE, f"{here(request, 'coverage')}?nam={found.source.year}"), ("Nhiệm vụ", "")
        ),
        "task": found,
        "facts": facts(found),
        "rows": rows,
        "states": [(state.label, TONES[state], counts[state]) for state in AnswerState],
        "may_change": permissions.may_change(request.membership, found),
        "steps": chronicle.of_task(found),
    }
    return render(request, "plans/assignments/covered_task.html", context)


def _agencies(task: AssignedTask) -> list[dict[str, Any]]:
    addressing = Addressing.of([task])
    said: dict[int, list[Answer]] = {}
    for row in answers().filter(task=task).select_related("plan").order_by("id"):
        state = state_of(row.item_key, row.stands, row.plan.state if row.plan else None)
        words = coverage_book.IN_DRAFT if state == AnswerState.DRAFT else row.text or row.words
        if state != AnswerState.NONE:
            said.setdefault(row.agency_id, []).append(Answer(row, state, words, fallen=False))
    found = []
    for agency in agencies_of_year(task.source.year):
        if part := addressing.part(task, agency):
            own = said.get(agency.pk, [])
            state = best(answer.state for answer in own)
            waits = part == "lead" or state != AnswerState.NONE
            found.append(
                {
                    "agency": agency,
                    "part": part,
                    "answers": own,
                    "state": state,
                    "label": state.label if waits else "Phối hợp, chưa có nội dung",
                    "tone": TONES[state] if waits else "neutral",
                }
            )
    return found
