"""Who watches a plan is told of each step; who acts, or stops watching, is not."""

from django.utils import timezone

from cchc_portal.agencies.models import HistoryEvent, Membership
from cchc_portal.calendars.models import Notice
from plans.actions import procedure, watching
from plans.models import Plan
from plans.states import PlanState
from tests.world import World


def told(membership: Membership, plan: Plan) -> list[str]:
    texts = Notice.objects.filter(membership=membership, url__endswith=f"/{plan.pk}/").order_by("id")
    return [text.split("” ")[1][:18] for text in texts.values_list("text", flat=True)]


def test_a_watcher_is_told_at_each_step(inside: World) -> None:
    plan = inside.plan()
    watching.watch(plan, by=inside.agency_admin)
    procedure.submit(plan.pk, by=inside.drafter)
    procedure.return_(plan.pk, by=inside.head, reason="Bổ sung.")
    procedure.submit(plan.pk, by=inside.unit_head)
    procedure.approve(plan.pk, by=inside.head)
    procedure.issue(plan.pk, by=inside.clerk, issued_on=timezone.localdate())
    assert told(inside.agency_admin, plan) == [
        "đang chờ duyệt, Ch",
        "được trả lại để ch",
        "đang chờ duyệt, Tr",
        "đã được duyệt, chờ",
        "đã được ban hành: ",
    ]


def test_who_acts_is_not_told_of_it(inside: World) -> None:
    plan = inside.plan()
    watching.watch(plan, by=inside.drafter)
    procedure.submit(plan.pk, by=inside.drafter)
    assert told(inside.drafter, plan) == []


def test_who_is_told_already_is_told_once(inside: World) -> None:
    plan = inside.plan()
    watching.watch(plan, by=inside.head)
    procedure.submit(plan.pk, by=inside.drafter)
    assert told(inside.head, plan) == ["đang chờ duyệt, Ch"]


def test_who_stops_watching_hears_no_more(inside: World) -> None:
    plan = inside.plan()
    watching.watch(plan, by=inside.agency_admin)
    watching.unwatch(plan, by=inside.agency_admin)
    procedure.submit(plan.pk, by=inside.drafter)
    assert told(inside.agency_admin, plan) == []


def test_watching_leaves_no_history(inside: World) -> None:
    plan = inside.plans[PlanState.DRAFT]
    before = HistoryEvent.objects.about(plan).count()
    watching.watch(plan, by=inside.head)
    assert HistoryEvent.objects.about(plan).count() == before
