"""The province of `handing`, on its frozen day."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.plans.submissions.handing import TODAY, open_first_quarter
from tests.world import World, entered


@pytest.fixture
def owing(settled: World) -> Iterator[World]:
    with time_machine.travel(TODAY, tick=False):
        with entered(settled.province):
            open_first_quarter(settled)
        yield settled
