"""What a simulated province's agencies owed in a year, and when each was sent."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind

from .bodies import Office
from .sizes import Size

LATE, NEVER = 0.1, 0.02
MOST_DAYS_LATE = 20
EARLY = 12  # days before the deadline, at most
IN_THE_MIDDLE = (6, 30)  # month and day to which the last year has come


def make(offices: list[Office], year: int, issued: dict[int, date], size: Size, chance: Random) -> None:
    actions.open_for([office.agency for office in offices], year)
    today = date(year, *IN_THE_MIDDLE) if year == size.last_year else date(year + 1, *IN_THE_MIDDLE)
    rows = list(Obligation.objects.of_year(year).order_by("agency_id", "due_on", "kind"))
    for owed in rows:
        sent = issued.get(owed.agency_id) if owed.kind == ObligationKind.PLAN else _sent(owed, chance)
        if sent and sent <= today:
            owed.submitted_at = timezone.make_aware(datetime.combine(sent, time(15)))
            owed.accepted_at = owed.submitted_at + timedelta(days=2) if year < size.last_year else None
    Obligation.objects.bulk_update(
        [owed for owed in rows if owed.submitted_at], ["submitted_at", "accepted_at"], batch_size=1000
    )


def _sent(owed: Obligation, chance: Random) -> date | None:
    luck = chance.random()
    if luck < NEVER:
        return None
    if luck < LATE:
        return owed.due_on + timedelta(days=chance.randint(1, MOST_DAYS_LATE))
    return owed.due_on - timedelta(days=chance.randrange(EARLY))
