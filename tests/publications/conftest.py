"""Announcements of the world's home office, one public, one not; its issued paper, whose code can be asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cchc_portal.documents import looking_up, storage, tasks
from cchc_portal.documents.models import AfterIssue, IssuedNumber
from plans.models import Plan
from plans.states import PlanState
from publications import actions, limits
from publications.models import Announcement
from tests.world import World, entered


@pytest.fixture
def hidden(settled: World) -> Announcement:
    """Made by issuing the plan; nobody has published it."""
    with entered(settled.province):
        return Announcement.objects.with_agency().get(plan=settled.plans[PlanState.ISSUED])


@pytest.fixture
def public(settled: World, hidden: Announcement) -> Announcement:
    with entered(settled.province):
        return actions.publish(hidden.pk, by=settled.clerk)


@pytest.fixture
def after_issue(settled: World) -> Callable[[Announcement, str], AfterIssue]:
    """What becomes of an announcement's document, by a letter of elsewhere."""

    def note(announcement: Announcement, kind: str) -> AfterIssue:
        assert announcement.paper is not None
        with entered(settled.province):
            line = IssuedNumber.objects.get(snapshot=announcement.paper.snapshot)
            return AfterIssue.objects.create(
                agency=announcement.agency,
                number=line,
                kind=kind,
                by_symbol="99/STC-VP",
                by_day="2027-06-01",
                reason="Theo kết luận kiểm tra",
                recorded_by=settled.clerk.user,
            )

    return note


@pytest.fixture
def browser(settled: World) -> Callable[[Any], Client]:
    """A client of this membership's person, or of nobody."""

    def open_for(membership: Any) -> Client:
        client = Client()
        if membership is not None:
            client.force_login(membership.user)
        return client

    return open_for


@pytest.fixture
def counters(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Nobody has asked yet."""
    counts: dict[str, int] = {}

    def count(name: str) -> int:
        counts[name] = counts.get(name, 0) + 1
        return counts[name]

    monkeypatch.setattr(limits, "_count", count)
    return counts


@pytest.fixture
def issued(settled: World) -> tuple[Plan, str]:
    """An issued plan whose paper is made; its code."""
    plan = settled.plans[PlanState.ISSUED]
    assert plan.paper_id is not None
    tasks.render_paper(plan.paper_id, settled.province.pk)
    with entered(settled.province):
        plan = Plan.objects.select_related("paper", "issued_snapshot", "agency").get(pk=plan.pk)
        assert plan.paper is not None
        return plan, looking_up.code_of(plan.paper).code


@pytest.fixture
def content(settled: World, issued: tuple[Plan, str]) -> bytes:
    plan, _ = issued
    assert plan.paper is not None
    return storage.load(settled.province.pk, plan.paper.file_digest)
