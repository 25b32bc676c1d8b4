"""What is owed when a test begins."""

from collections.abc import Iterator

import pytest
import time_machine

from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Notice, Obligation
from tests.calendars import rule_rows, standing_rows
from tests.world import World, entered


@pytest.fixture
def empty(settled: World) -> Iterator[World]:
    """Nothing is owed yet; it is the first Monday of 2027."""
    with time_machine.travel(rule_rows.TODAY, tick=False):
        with entered(settled.province):
            Obligation.objects.all().delete()
            Notice.objects.all().delete()
        yield settled


@pytest.fixture
def opened(settled: World) -> Iterator[World]:
    """Monday 15 March 2027: two agencies owe the first quarter's report, due on Monday the 22nd."""
    with time_machine.travel(standing_rows.TODAY, tick=False):
        with entered(settled.province):
            Obligation.objects.all().delete()
            Notice.objects.all().delete()
            for agency in (settled.agency, settled.here.neighbour.agency):
                actions.open_year(agency, 2027)
            Obligation.objects.exclude(kind="report_q1").delete()
        yield settled
