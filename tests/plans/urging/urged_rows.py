"""A province on a frozen Wednesday with two agencies that are late, and one that is not; Sở Nội vụ with all its people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import time_machine

from cchc_portal.agencies.models import Agency, Membership, Role
from cchc_portal.calendars.models import Obligation
from plans.urging.late import LateList, overdue
from tests.world import World, a_member, entered

NOW = datetime(2027, 3, 24, 2, tzinfo=UTC)
TODAY = date(2027, 3, 24)
UNTIL = date(2027, 3, 31)


def owes(agency: Agency, kind: str, due: date, **more: object) -> Obligation:
    row: Obligation = Obligation.objects.create(
        agency=agency, kind=kind, year=2027, nominal_due_on=due, due_on=due, **more
    )
    return row


@dataclass
class Late:
    """Sở Tài chính owes a report since Monday, Sở Xây dựng its plan since February; the report of Sở Xây dựng is not due yet."""

    world: World
    home: Agency
    report: Obligation
    plan: Obligation
    head: Membership
    clerk: Membership

    def keys(self) -> list[str]:
        return [
            owed.key
            for late in LateList(overdue(TODAY, besides=self.home), TODAY).agencies
            for owed in late.owed
        ]


@contextmanager
def a_late_year(world: World) -> Iterator[Late]:
    with time_machine.travel(NOW, tick=False), entered(world.province):
        Obligation.objects.all().delete()
        home = world.reviewer.agency
        home.province = world.province
        yield Late(
            world,
            home,
            owes(world.agency, "report_q1", date(2027, 3, 22)),
            owes(world.here.neighbour.agency, "plan", date(2027, 2, 1)),
            a_member(home, Role.AGENCY_HEAD, title="Giám đốc Sở Nội vụ"),
            a_member(home, Role.CLERK, title="Văn thư Sở Nội vụ"),
        )
