"""Beside an obligation in the calendar: what Sở Nội vụ asked to be added, by when; why it gave the last one back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from cchc_portal.calendars import beside, deadlines, work_calendar
from cchc_portal.calendars.models import Obligation
from cchc_portal.vietnam.dates import weekday_date
from plans.models import Submission

from .states import SubmissionState

MOST_WORDS = 30


def sentences(obligations: Sequence[int]) -> dict[int, str]:
    """In one query, whatever their number; of several that came back, the last."""
    back = Q(state=SubmissionState.RETURNED, obligation__submitted_at__isnull=True)
    asked = Q(state=SubmissionState.ASKED, supplements__sent_at__isnull=True)
    rows = Submission.objects.filter(back | asked, obligation__in=obligations).order_by("attempt")
    said: dict[int, str] = {}
    for pk, state, reason, day, wanted in rows.values_list(
        "obligation", "state", "reason", "supplements__due_on", "supplements__wanted"
    ):
        said[pk] = (
            _wanted(day, wanted) if state == SubmissionState.ASKED else f"Lý do trả lại: {_short(reason)}"
        )
    return said


def _wanted(day: date, wanted: str) -> str:
    return f"Sở Nội vụ yêu cầu bổ sung trước hết {weekday_date(day)}: {_short(wanted)}"


def _short(text: str) -> str:
    return str(Truncator(text).words(MOST_WORDS))


def returned(owed: Obligation) -> dict[str, Any] | None:
    """Why and when the last one came back; how long ago, where its day is over."""
    back = Submission.objects.about(owed).filter(state=SubmissionState.RETURNED).last()
    if back is None or owed.submitted_at is not None:
        return None
    today = timezone.localdate()
    calendar = work_calendar.between(min(owed.due_on, today), today)
    late = deadlines.lateness(owed.due_on, owed.returned_at, calendar, today) if today > owed.due_on else ""
    return {"because": back.reason, "at": back.decided_at, "late": late}


beside.knowing.append(sentences)
