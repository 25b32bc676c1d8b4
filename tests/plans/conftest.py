"""Plans are looked at from inside their province."""

from collections.abc import Iterator

import pytest

from tests.world import World, entered


@pytest.fixture
def inside(settled: World) -> Iterator[World]:
    with entered(settled.province):
        yield settled
