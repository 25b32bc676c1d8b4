"""The world of the tests is what its description says."""

import pytest

from cchc_portal.documents.models import Paper
from plans.models import Plan
from plans.states import PlanState
from tests.world import STATES, World, entered


def test_both_provinces_hold_mirror_data(settled: World) -> None:
    counts = []
    for side in (settled.here, settled.there):
        with entered(side.province):
            counts.append((Plan.objects.count(), Paper.objects.count(), sorted(side.plans)))
            states = {state: Plan.objects.get(pk=plan.pk).state for state, plan in side.plans.items()}
            assert states == {state: state.value for state in STATES}
    assert counts == [(5, 1, sorted(STATES)), (5, 1, sorted(STATES))]


def test_the_closed_province_holds_one_issued_plan(settled: World) -> None:
    with entered(settled.closed):
        assert [plan.symbol for plan in Plan.objects.all()] == ["09/KH-STC"]


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_does_to_the_shared_world_is_undone(settled: World, time: str) -> None:
    with entered(settled.province):
        Plan.objects.filter(pk=settled.plans[PlanState.DRAFT].pk).update(subject=time)
        assert Plan.objects.filter(subject__in=["first", "second"]).count() == 1
