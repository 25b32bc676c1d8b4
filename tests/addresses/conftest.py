"""The objects of three offices that addresses may name, made once for a module."""

import pytest
from pytest_django import DjangoDbBlocker

from plans.states import PlanState
from tests.addresses.known import Setting, objects_of
from tests.world import World, a_plan, a_user, entered


@pytest.fixture(scope="module")
def setting(shared_world: World, django_db_blocker: DjangoDbBlocker) -> Setting:
    here, there = shared_world.here, shared_world.there
    with entered(here.province):
        home = objects_of(here, here.home, here.plans[PlanState.ISSUED], here.plans[PlanState.DRAFT])
        other = a_plan(here.neighbour.agency, by=here.neighbour.drafter, state=PlanState.ISSUED)
        draft = a_plan(here.neighbour.agency, by=here.neighbour.drafter)
        neighbour = objects_of(here, here.neighbour, other, draft)
    with entered(there.province):
        abroad = objects_of(there, there.home, there.plans[PlanState.ISSUED], there.plans[PlanState.DRAFT])
    return Setting(shared_world, home, neighbour, abroad, a_user("Không giữ vị trí nào"))


@pytest.fixture
def at(setting: Setting, settled: World) -> Setting:
    """The setting, each test undone."""
    return setting
