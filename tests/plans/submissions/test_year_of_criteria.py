"""On which year the page of criteria opens: the one whose criteria are in use."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from plans.models import ReviewCriterion
from tests.world import World, entered

PAGE = "/dong-nai/so-noi-vu/tham-dinh/tieu-chi/"


@pytest.mark.parametrize(
    ("month", "written", "opened"),
    [
        (11, [], 2027),
        (11, [2026], 2026),
        (11, [2027], 2027),
        (11, [2026, 2027], 2026),
        (10, [], 2026),
        (10, [2027], 2027),
        (10, [2025], 2026),
    ],
)
def test_the_criteria_open_on_the_year_in_which_they_are_used(
    settled: World, client: Client, month: int, written: list[int], opened: int
) -> None:
    with time_machine.travel(datetime(2026, month, 23, 2, tzinfo=UTC), tick=False):
        with entered(settled.province):
            for year in written:
                ReviewCriterion(year=year, checklist="plan", name="Đủ số liệu").save()
        client.force_login(settled.reviewer.user)
        assert client.get(PAGE).context["year"] == opened
