"""The day by which Sở Nội vụ itself asks for something: a working day from today on, so that somebody is there to receive it.

A day that a document names is moved off a day off instead (Bộ luật Dân sự 2015, Điều 148 khoản 5); here the asker still can choose.
"""

from datetime import date

from django.utils import timezone

from cchc_portal.vietnam.dates import weekday_date

from . import work_calendar


def refusal(day: date, called: str) -> str:
    """Why this day cannot be asked for, by the province's work calendar; empty where it can."""
    if day < timezone.localdate():
        return f"{called} không thể trước ngày hôm nay."
    calendar = work_calendar.between(day, day)
    if calendar.is_working_day(day):
        return ""
    named, following = weekday_date(day), weekday_date(calendar.next_working_day(day))
    return f"{named[:1].upper()}{named[1:]} là ngày nghỉ. Ngày làm việc tiếp theo là {following}."
