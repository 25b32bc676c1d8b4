"""One committed world for a module, with rows of both provinces in every tenant table, and a superuser to look at it."""

from collections.abc import Iterator
from datetime import date

import psycopg2
import pytest
from psycopg2.extensions import cursor as Cursor
from pytest_django import DjangoDbBlocker

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import AgencySuccession
from cchc_portal.calendars.models import Notice, Obligation, ProvinceDay, Reminder
from cchc_portal.documents.models import IssuedNumber
from plans.models import DecisionCover, Urge
from plans.states import PlanState
from tests import world as worlds
from tests.agencies import setting_up_rows
from tests.calendars import calendar_rows
from tests.cluster import Cluster
from tests.documents import attached_rows, copy_rows, lookup_rows, register_rows, scan_rows, signing_rows
from tests.plans.drafting_rows import one_of_each
from tests.plans.submissions import submission_rows
from tests.world import Side, World, entered


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: Cluster) -> Iterator[World]:
    """Committed, with a row of each province in every tenant table."""
    with django_db_blocker.unblock():
        built = worlds.build()
        for side, other in ((built.here, built.there), (built.there, built.here)):
            with entered(side.province):
                _fill(side, other)
        yield built
        cluster.empty()


def _fill(side: Side, other: Side) -> None:
    """What the world leaves out."""
    office, plan = side.home, side.plans[PlanState.ISSUED]
    day = date(2027, 1, 15)
    obligation = Obligation.objects.create(
        agency=office.agency, kind="report_h1", year=2031, nominal_due_on=day, due_on=day
    )
    Reminder.objects.create(
        obligation=obligation, membership=office.drafter, stage="due", on_day=date(2031, 7, 1)
    )
    Notice.objects.create(membership=office.drafter, text="Kế hoạch đã được duyệt.")
    ProvinceDay.objects.create(day=day, kind="off", name="Ngày thành lập")
    calendar_rows.one_of_each(obligation, office)
    DecisionCover.objects.create(
        plan=plan, subject="Về việc ban hành", issuer="GIÁM ĐỐC", articles=["Ban hành"]
    )
    AgencySuccession.objects.create(
        predecessor=side.neighbour.agency,
        successor_province=side.province,
        successor=office.agency,
        kind=AgencySuccession.Kind.MERGE,
        effective_on=day,
        legal_document=f"Nghị quyết của {side.province}, không phải {other.province}",
    )
    record(plan, "viewed", by=office.drafter)
    one_of_each(plan, office.drafter)
    line = IssuedNumber.objects.get(agency=office.agency, symbol=plan.symbol)
    register_rows.one_of_each(line, side.neighbour.agency, office.clerk)
    scan = signing_rows.one_of_each(plan.paper, office.clerk)
    signing_rows.a_scan(plan.paper, office.clerk, replaces=scan)
    lookup_rows.one_of_each(plan.paper, office.clerk)
    scan_rows.one(office.clerk)
    copy_rows.one(plan.issued_snapshot, office.clerk)
    attached_rows.one(plan.paper)
    setting_up_rows.one_of_each(side)
    submission_rows.one_of_each(obligation, plan, plan.paper, office.drafter, side.reviewer)
    Urge.objects.create(
        obligation=obligation, agency=office.agency, letter=plan, urged_by=side.reviewer.user, urged_as="x"
    )


@pytest.fixture
def superuser(committed: World, cluster: Cluster) -> Iterator[Cursor]:
    """All that a test does is rolled back."""
    opened = psycopg2.connect(cluster.admin)
    try:
        with opened.cursor() as cursor:
            yield cursor
    finally:
        opened.rollback()
        opened.close()
