"""Plans are looked at from inside their province; one of them was signed in ink."""

from collections.abc import Iterator

import pytest

from plans.states import PlanState
from tests.documents.copies import signed_sheets
from tests.world import World, entered


@pytest.fixture
def inside(settled: World) -> Iterator[World]:
    with entered(settled.province):
        yield settled


@pytest.fixture
def scanned(settled: World) -> None:
    """The issued plan was signed in ink, and its scan is kept."""
    paper = settled.plans[PlanState.ISSUED].paper
    assert paper is not None
    with entered(settled.province):
        signed_sheets.keep(paper, settled.clerk)
