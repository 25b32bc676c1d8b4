"""Two people answer one task at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from plans.actions import answering, assigning
from plans.models import AssignedTask, TaskAnswer
from plans.states import PlanState
from tests.plans.assigned_tasks import a_task, items
from tests.world import World, entered


def at_once(world: World, *acts: Callable[[], Any]) -> list[Any]:
    """What each act gave back or was refused with, all begun together."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=30)
            with entered(world.province):
                return act()
        except (Refused, answering.Changed) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def given(world: World) -> AssignedTask:
    with entered(world.province):
        return a_task(world.reviewer)


def rows(world: World) -> list[tuple[int | None, str]]:
    with entered(world.province):
        return list(TaskAnswer.objects.order_by("id").values_list("item_key", "text"))


def test_the_same_item_is_linked_once(transactional_db: None, world: World) -> None:
    task = given(world)
    with entered(world.province):
        item = items(world.plans[PlanState.DRAFT])[0].pk

    def link(by: Membership) -> Callable[[], int]:
        return lambda: answering.link(task.pk, world.agency, [item], by=by)

    assert sorted(at_once(world, link(world.drafter), link(world.unit_head))) == [0, 1]
    assert rows(world) == [(item, "")]


def test_of_two_texts_one_stands_and_the_other_is_told(transactional_db: None, world: World) -> None:
    task, loaded = given(world), answering.mark(None)

    def write(text: str, by: Membership) -> Callable[[], None]:
        return lambda: answering.write(task.pk, world.agency, text, loaded=loaded, by=by)

    results = at_once(world, write("Lời thứ nhất", world.drafter), write("Lời thứ hai", world.unit_head))
    assert sorted(map(str, results)) == ["Changed", "None"]
    stands = "Lời thứ nhất" if results[0] is None else "Lời thứ hai"
    assert rows(world) == [(None, stands)]


def test_a_task_is_answered_before_it_is_withdrawn_or_not_at_all(
    transactional_db: None, world: World
) -> None:
    task = given(world)
    with entered(world.province):
        item = items(world.plans[PlanState.DRAFT])[0].pk
    linked, _ = at_once(
        world,
        lambda: answering.link(task.pk, world.agency, [item], by=world.drafter),
        lambda: assigning.withdraw(task.pk, "Trùng", by=world.reviewer),
    )
    assert rows(world) == ([(item, "")] if linked == 1 else [])
    assert linked in (1, "Refused")
