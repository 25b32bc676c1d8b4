"""What an agency owes: the next first, each with the day in the document and the day that counts."""

from datetime import date
from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cchc_portal.agencies.pages import agency_page
from cchc_portal.calendars import beside, deadlines, work_calendar
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.permissions import may_ask_extension, may_send
from cchc_portal.calendars.states import FULFILLED, TONES, ObligationKind, Standing
from cchc_portal.vietnam.workdays import WorkCalendar


@agency_page
def due_dates(request: Any) -> HttpResponse:
    """What the agency owes, the next first, each with the day in the document and the day that counts."""
    today = timezone.localdate()
    obligations = Obligation.objects.of_agency(request.agency).shown_on(today).with_requests()
    context = {"page_title": "Thời hạn", "rows": _due_rows(request, list(obligations), today)}
    return render(request, "calendars/due_dates.html", context)


def _due_rows(request: Any, obligations: list[Obligation], today: date) -> list[dict[str, Any]]:
    if not obligations:
        return []
    due_days = [obligation.due_on for obligation in obligations]
    calendar = work_calendar.between(min(*due_days, today), max(*due_days, today))
    said = beside.said(obligations)
    return [
        _due_row(request, obligation, calendar, today) | {"beside": said.get(obligation.pk, "")}
        for obligation in obligations
    ]


def _due_row(request: Any, owed: Obligation, calendar: WorkCalendar, today: date) -> dict[str, Any]:
    standing = owed.standing_on(today)
    return {
        "obligation": owed,
        "standing": standing,
        "tone": TONES[standing],
        "done": standing in FULFILLED,
        "working_days_left": calendar.working_days_between(today, owed.due_on),
        "behind": _behind(owed, calendar, today) if standing == Standing.OVERDUE else None,
        "source": owed.rule.source if owed.rule else deadlines.SOURCES.get(ObligationKind(owed.kind), ""),
        "may_send": may_send(request.membership, owed),
        "may_ask": may_ask_extension(request.membership, owed),
        "asked_to": cast("Any", owed).asked_to,
    }


def _behind(owed: Obligation, calendar: WorkCalendar, today: date) -> deadlines.Lateness | None:
    """Given back after its day, it is late since then."""
    late = deadlines.lateness(owed.due_on, owed.returned_at, calendar, today)
    return late if late.returned_on else None
