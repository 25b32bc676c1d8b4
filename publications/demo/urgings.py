"""One letter that urges the living city's late agencies, issued; where nobody is late on the day of loading, none."""

from datetime import timedelta

from django.utils import timezone

from cchc_portal.calendars import work_calendar
from plans.actions import procedure, urging
from plans.models import Urge
from plans.urging.late import LateList, overdue
from publications.demo.files import agency_called, inside
from publications.demo.people import holder

PROVINCE, OFFICE = "dong-nai", "so-noi-vu"
MOST = 3
ANSWERED_WITHIN = timedelta(days=7)


def load() -> None:
    with inside(PROVINCE):
        today, home = timezone.localdate(), agency_called(OFFICE)
        late = [
            each for each in LateList(overdue(today, besides=home), today).agencies if each.to is not None
        ]
        if Urge.objects.exists() or not late:
            return
        writer, head, clerk = (holder(name, OFFICE) for name in ("sonoivu", "lanhdao.snv", "vanthu.snv"))
        keys = [owed.key for each in late[:MOST] for owed in each.owed]
        until = work_calendar.between(today, today).roll(today + ANSWERED_WITHIN)
        (letter,) = urging.write_letters(keys, by=writer, home=home, until=until, apart=False)
        procedure.submit(letter.pk, by=writer)
        procedure.approve(letter.pk, by=head)
        procedure.issue(letter.pk, by=clerk, issued_on=today)
