"""One report that is owed, for tests of what becomes of it and of the pages that say so."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from cchc_portal.calendars import counting
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import Standing
from tests.world import World

TODAY = datetime(2027, 3, 15, 2, tzinfo=UTC)
DAY = timedelta(days=1)
OVERVIEW = "/dong-nai/so-noi-vu/lich/tinh-hinh/"
LATER = "/dong-nai/so-noi-vu/lich/gia-han/"


def report(world: World) -> Obligation:
    found: Obligation = Obligation.objects.get(agency=world.agency)
    return found


def standing(world: World) -> Standing:
    return report(world).standing_on(timezone.localdate())


def figures() -> dict[str, int]:
    (tally,) = counting.of_year(2027, timezone.localdate())
    return tally.figures
