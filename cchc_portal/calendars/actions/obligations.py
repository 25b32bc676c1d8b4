"""What an agency owes because of what it has done itself: who issues the year's plan owes its sending, whatever the clock has opened."""

from datetime import datetime

from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.calendars.deadlines import dues_of_year
from cchc_portal.calendars.states import ObligationKind

from .opening import is_owed, open_dues, open_for, plan_is_governed


def owe_plan(agency: Agency, year: int, at: datetime) -> None:
    """The agency's plan of a year is issued: that it is sent is owed, and what that year still brings; all of it is counted."""
    today = timezone.localdate(at)
    if not plan_is_governed(year):
        plan = [due for due in dues_of_year(year) if due.kind == ObligationKind.PLAN]
        open_dues([agency], year, [due for due in plan if is_owed(agency, due.nominal_due_on, None)])
    open_for([agency], year, since=today)
