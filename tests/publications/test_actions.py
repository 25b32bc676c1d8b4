"""An announcement comes with the issue of a plan and is shown by those who may."""

import pytest

from cchc_portal.agencies.models import HistoryEvent
from cchc_portal.agencies.permissions import Refused
from plans.states import PlanState
from publications import actions
from publications.models import Announcement
from tests.world import World, entered


def test_issuing_a_plan_prepares_its_announcement(settled: World) -> None:
    with entered(settled.province):
        before = Announcement.objects.count()
        plan = settled.plan(PlanState.ISSUED)
        made = Announcement.objects.get(plan=plan)
        assert (Announcement.objects.count(), made.published_at, made.paper) == (before + 1, None, plan.paper)
        assert (made.symbol, made.issued_on, made.issuer) == (
            plan.symbol,
            plan.issued_on,
            "Sở Tài chính thành phố Đồng Nai",
        )
        assert made.slug == f"so-tai-chinh-{plan.number}-kh-{plan.issued_on.year}"


def test_a_plan_that_is_not_issued_is_not_announced(settled: World) -> None:
    with entered(settled.province), pytest.raises(Refused, match="Chỉ công bố được kế hoạch đã ban hành"):
        actions.announce(settled.plans[PlanState.APPROVED], by=settled.clerk)


def test_publishing_and_hiding_are_recorded(settled: World, public: Announcement) -> None:
    with entered(settled.province):
        assert public.is_public is True
        again = actions.hide(public.pk, by=settled.clerk)
        verbs = [event.verb for event in HistoryEvent.objects.about(again)]
        assert (again.published_at, verbs) == (None, ["announce", "publish", "hide"])


def test_publishing_twice_is_refused(settled: World, public: Announcement) -> None:
    with entered(settled.province), pytest.raises(Refused, match="Tin này đã được công khai"):
        actions.publish(public.pk, by=settled.clerk)


def test_hiding_what_is_hidden_is_refused(settled: World, hidden: Announcement) -> None:
    with entered(settled.province), pytest.raises(Refused, match="Tin này chưa được công khai"):
        actions.hide(hidden.pk, by=settled.clerk)


def test_correcting_changes_the_words_and_nothing_else(settled: World, hidden: Announcement) -> None:
    with entered(settled.province):
        corrected = actions.correct(
            hidden.pk, by=settled.clerk, title="Tiêu đề mới", summary="Tóm tắt", source="Văn phòng"
        )
        assert (corrected.title, corrected.summary, corrected.source) == (
            "Tiêu đề mới",
            "Tóm tắt",
            "Văn phòng",
        )
        assert (corrected.symbol, corrected.contents) == (hidden.symbol, hidden.contents)
        assert Announcement.objects.matching("tieu de moi").count() == 1
