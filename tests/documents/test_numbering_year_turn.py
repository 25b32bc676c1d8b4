"""A hundred issues at once over five agencies while the year turns: each book of each year without gap or double (Điều 15)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents.models import Dispatch, IssuedNumber, NumberBook
from cchc_portal.documents.states import NumberStatus
from plans.actions import numbers, procedure
from plans.models import Plan
from plans.records import from_snapshot
from plans.states import PlanState
from tests import world as worlds
from tests.documents import samples
from tests.world import Office, a_province, an_agency, entered

AGENCIES = ("STC", "SXD", "SNV", "SYT", "STP")
EACH = 20  # plans an agency issues around midnight, half of them on the last day
AT_ONCE = 20
OLD, NEW = date(2026, 12, 31), date(2027, 1, 1)
BEFORE = datetime(2026, 12, 31, 23, 58, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
AFTER = BEFORE + timedelta(minutes=3)


@pytest.fixture
def province(transactional_db: None) -> Province:
    return a_province()


@pytest.fixture
def offices(province: Province) -> list[tuple[Office, list[int]]]:
    """Five agencies, each with its approved plans; every fifth has kept a number of the old year."""
    made = []
    with time_machine.travel(BEFORE, tick=False), entered(province):
        for letters in AGENCIES:
            office = Office.staffed(an_agency(province, letters.lower(), f"Sở {letters}", letters))
            file = {**samples.draft(), "agency": worlds.a_plan_file(office.agency)["agency"]}
            plans = [from_snapshot(file, office.agency, by=office.drafter.user).pk for _ in range(EACH)]
            for place, plan_id in enumerate(plans):
                procedure.submit(plan_id, by=office.drafter)
                procedure.approve(plan_id, by=office.head)
                if place % 10 == 0:
                    numbers.reserve(plan_id, by=office.clerk)
            made.append((office, plans))
    return made


def issuing(province: Province, office: Office, plan_id: int, place: int) -> Callable[[], str]:
    day = OLD if place % 2 == 0 else NEW

    def issue(keep: bool) -> str:
        with transaction.atomic(), acting_in(province.pk):
            symbol = procedure.issue(plan_id, by=office.clerk, issued_on=day).symbol
            transaction.set_rollback(not keep)
        return f"{symbol} {day.year}"

    def work() -> str:
        try:
            if place % 5 == 0:
                issue(keep=False)
            return issue(keep=True)
        finally:
            connection.close()

    return work


def test_a_hundred_issues_at_the_turn_of_the_year_leave_no_gap_and_no_double(
    province: Province, offices: list[tuple[Office, list[int]]]
) -> None:
    work = [
        issuing(province, office, plan_ids[place], place)
        for place in range(EACH)
        for office, plan_ids in offices
    ]
    with time_machine.travel(AFTER, tick=False), ThreadPoolExecutor(AT_ONCE) as pool:
        done = [future.result(timeout=300) for future in [pool.submit(task) for task in work]]
    half = EACH // 2
    assert len(done) == len(AGENCIES) * EACH == 100
    assert sorted(done) == sorted(
        f"{number:02d}/KH-{letters} {year}"
        for letters in AGENCIES
        for year in (OLD.year, NEW.year)
        for number in range(1, half + 1)
    )
    with entered(province):
        for office, plan_ids in offices:
            for year in (OLD.year, NEW.year):
                lines = IssuedNumber.objects.filter(agency=office.agency, year=year)
                assert sorted(lines.values_list("number", flat=True)) == list(range(1, half + 1))
                assert set(lines.values_list("status", flat=True)) == {NumberStatus.GIVEN}
                assert NumberBook.objects.get(agency=office.agency, year=year).last_number == half
            plans = Plan.objects.filter(pk__in=plan_ids)
            assert set(plans.values_list("state", flat=True)) == {PlanState.ISSUED}
            assert plans.values("line").distinct().count() == EACH
            sent = Dispatch.objects.filter(agency=office.agency)
            assert sent.values("number").distinct().count() == EACH
