"""Two people go back at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from plans.actions import restoring, versions
from plans.models import Plan, Recipient, Version, VersionKind
from plans.records import to_snapshot
from plans.states import PlanState
from tests.world import World, entered


def test_one_goes_back_after_the_other_and_each_keeps_what_it_found(
    transactional_db: None, world: World
) -> None:
    # Given two versions that differ, and a third state that stands
    with entered(world.province):
        plan = world.plans[PlanState.DRAFT]
        marks = []
        for words in ("Nơi nhận một", "Nơi nhận hai"):
            Recipient.objects.filter(plan=plan).update(text=words)
            marks.append(versions.mark(plan.pk, by=world.drafter, label=words))
        Recipient.objects.filter(plan=plan).update(text="Nơi nhận ba")
    barrier = Barrier(2)

    # When both are restored at once
    def go_back(version_id: int) -> None:
        try:
            barrier.wait(timeout=30)
            with entered(world.province):
                restoring.restore(plan.pk, version_id, by=world.drafter)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(go_back, mark.pk) for mark in marks]:
            done.result(timeout=60)

    # Then the last one stands whole, and nothing in between was lost
    with entered(world.province):
        now = to_snapshot(Plan.objects.get(pk=plan.pk))["recipients"]
        kept = Version.objects.filter(plan=plan, kind=VersionKind.RESTORING).order_by("id")
        found = [version.content["recipients"] for version in kept]
        contents = [mark.content["recipients"] for mark in marks]
        assert Plan.objects.get(pk=plan.pk).revision == plan.revision + 2
    assert found[0] == ["Nơi nhận ba"] * len(now)
    assert sorted([found[1], now]) == sorted(contents)
