"""A province in which two agencies owe a report and a plan, on a frozen Monday; what tests of handing in start from."""

from datetime import UTC, datetime
from typing import Any

from cchc_portal.agencies.models import Membership
from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars.models import Notice, Obligation
from plans.actions import handing_in
from plans.actions.handing_in import File, Handed
from plans.models import Submission
from tests.world import World

TODAY = datetime(2027, 3, 15, 2, 7, 32, tzinfo=UTC)
"""Monday, 9:07:32 in Việt Nam; the first quarter's report is due on Monday the 22nd."""


def open_first_quarter(world: World) -> None:
    """The home office and its neighbour owe the report of the first quarter; nothing else is owed or told."""
    Obligation.objects.all().delete()
    Notice.objects.all().delete()
    for agency in (world.agency, world.here.neighbour.agency):
        calendars.open_year(agency, 2027)
    Obligation.objects.exclude(kind="report_q1").delete()


def a_signed_report() -> Handed:
    """What was signed elsewhere, as it is handed in."""
    return Handed(file=File(b"%PDF-1.7\n%%EOF", "bao-cao.pdf"), text="Báo cáo quý I")


def report(world: World) -> Obligation:
    rows = Obligation.objects.select_related("agency", "transferred_to").filter(kind="report_q1", year=2027)
    found: Obligation = rows.get(agency=world.agency)
    return found


def hand_in(world: World, by: Membership | None = None, **handed: Any) -> Submission:
    """The home office's report, as a signed file unless something else is said."""
    what = Handed(**handed) if handed else a_signed_report()
    return handing_in.hand_in(report(world).pk, what, by=by or world.drafter)
