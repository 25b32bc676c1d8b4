"""A province's year as Sở Nội vụ follows it, on a frozen Wednesday: what each agency owes, and where each thing stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import time_machine
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.calendars.models import Obligation
from tests.world import World, an_agency, entered

NOW = datetime(2027, 3, 24, 2, tzinfo=UTC)
TODAY = date(2027, 3, 24)
DESK = "/dong-nai/so-noi-vu/theo-doi/"


def owes(agency: Agency, kind: str, due: date, *, year: int = 2027, **more: object) -> Obligation:
    row: Obligation = Obligation.objects.create(
        agency=agency, kind=kind, year=year, nominal_due_on=due, due_on=due, **more
    )
    return row


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


@contextmanager
def a_year(world: World) -> Iterator[dict[str, Agency]]:
    """Three agencies beside Sở Nội vụ: one that has done all, one that is late, a commune that was given something back."""
    with time_machine.travel(NOW, tick=False), entered(world.province):
        Obligation.objects.all().delete()
        commune = an_agency(world.province, "xa-an-phuoc", "Ủy ban nhân dân xã An Phước", "UBND")
        Agency.objects.filter(pk=commune.pk).update(level=Agency.Level.COMMUNE)
        commune.refresh_from_db()
        finance, building = world.agency, world.here.neighbour.agency
        plan_due, report_due = date(2027, 2, 1), date(2027, 3, 22)
        accepted = {"submitted_at": at(date(2027, 1, 20)), "accepted_at": at(date(2027, 1, 25))}
        owes(finance, "plan", plan_due, **accepted)
        owes(finance, "report_q1", report_due, submitted_at=at(date(2027, 3, 23)))
        owes(building, "plan", plan_due)
        owes(building, "report_q1", report_due, submitted_at=at(report_due))
        owes(commune, "plan", plan_due, exempted_at=at(plan_due), exempted_because="Mới thành lập")
        owes(commune, "report_q1", date(2027, 4, 1), returned_at=at(date(2027, 3, 20)))
        owes(commune, "report_year", date(2026, 12, 21), year=2026)
        yield {"finance": finance, "building": building, "commune": commune}
