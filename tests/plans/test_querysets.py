"""Which plans a person sees, and which wait for them."""

import pytest

from cchc_portal.agencies.models import Agency, Membership, Role
from cchc_portal.agencies.pages import heirs_posts, own_memberships
from plans import permissions
from plans.actions import procedure
from plans.actions.editing import editing
from plans.models import Plan
from plans.states import PlanState
from tests.world import STATES, World, a_member, a_plan, entered

ALL = set(STATES)
SEEN = {
    "drafter": ALL,
    "unit_head": ALL,
    "head": ALL,
    "clerk": ALL,
    "agency_admin": ALL,
    "reviewer": {PlanState.ISSUED},
    "province_admin": {PlanState.ISSUED},
    "stranger": set(),
    "foreigner": set(),
}
WAITING = {
    "drafter": {PlanState.DRAFT, PlanState.RETURNED},
    "unit_head": {PlanState.DRAFT, PlanState.RETURNED},
    "head": {PlanState.SUBMITTED},
    "clerk": {PlanState.APPROVED},
    "agency_admin": set(),
    "reviewer": set(),
}


@pytest.mark.parametrize("person", SEEN)
def test_who_sees_which_states(settled: World, person: str) -> None:
    membership: Membership = getattr(settled, person)
    with entered(settled.province):
        agency = Agency.objects.select_related("province").get(pk=settled.agency.pk)
        seen = Plan.objects.visible_to(membership, agency)
        assert {plan.state for plan in seen} == SEEN[person]
        for plan in Plan.objects.filter(agency=agency).select_related("agency__province"):
            assert bool(permissions.may_view(membership, plan)) == (plan.state in SEEN[person])


@pytest.mark.parametrize("person", WAITING)
def test_what_waits_for_whom(settled: World, person: str) -> None:
    with entered(settled.province):
        waiting = Plan.objects.filter(agency=settled.agency).awaiting(getattr(settled, person))
        assert {plan.state for plan in waiting} == WAITING[person]


def test_nothing_waits_that_four_eyes_forbid(settled: World) -> None:
    """What waits for a head is exactly what that head may approve."""
    with entered(settled.province):
        both = a_member(settled.agency, Role.DRAFTER, Role.AGENCY_HEAD)
        made = a_plan(settled.agency, by=both)
        procedure.submit(made.pk, by=settled.drafter)
        sent = a_plan(settled.agency, by=settled.drafter)
        procedure.submit(sent.pk, by=both)
        written = a_plan(settled.agency, by=settled.drafter)
        with editing(written.pk, by=both, verb="row_changed"):
            pass
        procedure.submit(written.pk, by=settled.drafter)
        submitted = Plan.objects.filter(agency=settled.agency, state=PlanState.SUBMITTED)
        waiting = set(submitted.awaiting(both).values_list("pk", flat=True))
        assert waiting == {settled.plans[PlanState.SUBMITTED].pk}
        assert waiting == {plan.pk for plan in submitted if permissions.may_approve(both, plan)}
        assert {made.pk, sent.pk, written.pk} <= set(
            submitted.awaiting(settled.head).values_list("pk", flat=True)
        )


def test_heirs_see_the_closed_provinces_plans_others_do_not(settled: World) -> None:
    with entered(settled.closed):
        agency = settled.closed_office.agency
        assert list(Plan.objects.visible_to(settled.heir, agency)) == [settled.closed_plan]
        assert list(Plan.objects.visible_to(settled.foreigner, agency)) == []


def test_a_person_holds_the_posts_of_today_in_every_province(settled: World) -> None:
    person = settled.drafter.user
    with entered(settled.there.province):
        second = a_member(settled.there.home.agency, Role.CLERK, user=person)
    assert [post.pk for post in own_memberships(person)] == [settled.drafter.pk, second.pk]
    assert own_memberships(settled.closed_office.drafter.user) == []
    with entered(settled.closed):
        assert [post.pk for post in heirs_posts(person, settled.closed)] == [settled.drafter.pk]
        assert heirs_posts(settled.foreigner.user, settled.closed) == []
        assert list(Plan.objects.all()) == [settled.closed_plan]
