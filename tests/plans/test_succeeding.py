"""A merger with plans under way: drafts are taken up, what is issued stays, what is owed passes on."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from cchc_portal.agencies.changing import foreseeing, verbs
from cchc_portal.agencies.changing.terms import Terms
from cchc_portal.agencies.models import Agency, AgencyChange, AgencySuccession
from cchc_portal.calendars.models import Obligation
from plans import permissions
from plans.models import Plan
from plans.records import letterhead
from plans.states import PlanState
from tests.world import World, entered

Kind = AgencySuccession.Kind


def planned(world: World, kind: str, terms: Terms) -> AgencyChange:
    today = timezone.localdate()
    change = verbs.begin(
        by=world.province_admin,
        kind=kind,
        legal_document="Nghị quyết số 390/NQ-HĐND",
        adopted_on=today,
        effective_on=today,
    )
    return verbs.set_terms(change.pk, terms, by=world.province_admin)


def merged(world: World) -> AgencyChange:
    """The home office goes into its neighbour."""
    change = planned(world, Kind.MERGE, Terms([world.agency.pk], heir=world.here.neighbour.agency.pk))
    return verbs.confirm(change.pk, by=world.province_admin)


def owed(world: World, **fields: Any) -> Obligation:
    day = date(2031, 6, 15)
    made: Obligation = Obligation.objects.create(
        agency=world.agency, kind="report_h1", year=2031, nominal_due_on=day, due_on=day, **fields
    )
    return made


def test_unfinished_plans_are_taken_up_and_issued_ones_stay(settled: World) -> None:
    with entered(settled.province):
        before = {plan.pk: plan.state for plan in settled.plans.values()}
        change = merged(settled)
        heir = settled.here.neighbour.agency
        now = {
            plan.pk: (before[plan.pk], plan.state, plan.agency_id)
            for plan in Plan.objects.filter(pk__in=before)
        }
        assert sorted(now.values()) == sorted(
            [
                (PlanState.DRAFT, PlanState.DRAFT, heir.pk),
                (PlanState.SUBMITTED, PlanState.RETURNED, heir.pk),
                (PlanState.RETURNED, PlanState.RETURNED, heir.pk),
                (PlanState.APPROVED, PlanState.RETURNED, heir.pk),
                (PlanState.ISSUED, PlanState.ISSUED, settled.agency.pk),
            ]
        )
        assert change.outcome[0] == "4 kế hoạch chưa ban hành của Sở Tài chính đã chuyển về Sở Xây dựng."


def test_an_issued_plan_keeps_its_paper_and_is_read_by_the_successors_people_alone(settled: World) -> None:
    with entered(settled.province):
        issued = settled.plans[PlanState.ISSUED]
        content = issued.issued_snapshot.content
        merged(settled)
        plan = Plan.objects.select_related("agency__province", "issued_snapshot").get(pk=issued.pk)
        assert plan.issued_snapshot.content == content
        assert bool(permissions.may_view(settled.stranger, plan)) is True
        assert bool(permissions.may_edit(settled.stranger, plan)) is False
        assert bool(permissions.may_view(settled.foreigner, plan)) is False


def test_what_is_owed_passes_to_the_successor_with_its_day(settled: World) -> None:
    with entered(settled.province):
        obligation = owed(settled)
        others = Obligation.objects.of_agency(settled.agency).open().count()
        change = merged(settled)
        obligation.refresh_from_db()
        assert (obligation.agency_id, obligation.transferred_to_id) == (
            settled.agency.pk,
            settled.here.neighbour.agency.pk,
        )
        assert obligation.due_on == date(2031, 6, 15)
        assert change.outcome[-1] == f"{others} việc có thời hạn của Sở Tài chính đã chuyển về Sở Xây dựng."


def test_an_abolished_agency_owes_nothing_more_and_its_drafts_stop(settled: World) -> None:
    with entered(settled.province):
        obligation = owed(settled)
        draft = settled.plans[PlanState.DRAFT]
        change = planned(settled, Kind.ABOLISH, Terms([settled.agency.pk]))
        verbs.confirm(change.pk, by=settled.province_admin)
        obligation.refresh_from_db()
        assert obligation.exempted_at is not None
        assert Plan.objects.get(pk=draft.pk).agency_id == settled.agency.pk
        drafter = settled.drafter
        closed = Plan.objects.select_related("agency__province").get(pk=draft.pk)
        assert bool(permissions.may_edit(drafter, closed)) is False


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            Kind.MERGE,
            [
                "4 kế hoạch chưa ban hành của Sở Tài chính chuyển về Sở Xây dựng, in tên Sở Xây dựng.",
                "Trong đó 2 kế hoạch đang trình hoặc đã duyệt được trả lại để trình theo chuỗi duyệt của Sở Xây dựng.",
                "{owed} báo cáo, việc có thời hạn chưa hoàn thành của Sở Tài chính chuyển về Sở Xây dựng, giữ nguyên thời hạn.",
            ],
        ),
        (
            Kind.ABOLISH,
            [
                "4 kế hoạch chưa ban hành của Sở Tài chính dừng lại, chỉ còn để tra cứu.",
                "{owed} việc chưa làm của Sở Tài chính được miễn.",
            ],
        ),
    ],
)
def test_what_will_become_of_plans_and_deadlines_is_said_before(
    settled: World, kind: str, said: list[str]
) -> None:
    with entered(settled.province):
        owed(settled)
        count = Obligation.objects.of_agency(settled.agency).open().count()
        heir = settled.here.neighbour.agency.pk if kind == Kind.MERGE else None
        change = planned(settled, kind, Terms([settled.agency.pk], heir=heir))
        assert foreseeing.sentences(change)[-len(said) :] == [each.format(owed=count) for each in said]


def test_the_letterhead_of_a_draft_that_was_taken_up_is_the_successors(settled: World) -> None:
    with entered(settled.province):
        draft = settled.plans[PlanState.DRAFT]
        merged(settled)
        plan = Plan.objects.select_related("agency").get(pk=draft.pk)
        assert letterhead(plan)["symbol"] == "SXD"
        assert Agency.objects.get(pk=settled.agency.pk).closed_on == timezone.localdate()
