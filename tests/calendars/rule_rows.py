"""Rules as an administrator of the province writes them, for tests of rules, their pages and the ladder."""

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from cchc_portal.agencies.models import Membership
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Obligation, ObligationRule
from tests.world import World

TODAY = datetime(2027, 1, 4, 2, tzinfo=UTC)
DOOR = 4  # session, user, province, posts
RULES = "/dong-nai/so-noi-vu/lich/quy-dinh/"
Q1: dict[str, Any] = {
    "year": 2027,
    "kind": "report_q1",
    "levels": ["so"],
    "due_day": date(2027, 3, 17),
    "data_from": date(2026, 12, 15),
    "data_to": date(2027, 3, 14),
    "source": "Công văn của Sở Nội vụ",
}
NO_DATA: dict[str, Any] = {"data_from": None, "data_to": None}


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def drafted(world: World, **changes: Any) -> ObligationRule:
    return actions.draft_rule(world.province, by=world.province_admin, **(Q1 | changes))


def in_force(world: World, **changes: Any) -> ObligationRule:
    rule = drafted(world, **changes)
    actions.switch_on(rule, by=world.province_admin)
    return rule


def owed(**filters: Any) -> list[tuple[str, str, str, str]]:
    return [
        (row.agency.slug, row.kind, row.nominal_due_on.isoformat(), row.due_on.isoformat())
        for row in Obligation.objects.filter(**filters)
        .select_related("agency")
        .order_by("agency__slug", "kind")
    ]
