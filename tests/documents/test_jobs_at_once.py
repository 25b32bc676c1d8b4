"""Several workers and several people at the same paper, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import actions, jobs
from cchc_portal.documents.models import Paper
from tests.documents import samples
from tests.documents.papers import a_paper, ago, read, rendering_by_somebody
from tests.world import a_province, an_agency, entered

pytestmark = pytest.mark.usefixtures("files")


def in_threads(work: Callable[[], Any], count: int) -> list[Any]:
    barrier = Barrier(count)

    def one() -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return [future.result(timeout=60) for future in [pool.submit(one) for _ in range(count)]]


def test_of_eight_workers_one_has_the_claim_of_a_waiting_and_of_an_abandoned_paper(
    transactional_db: None, sent: list[Any]
) -> None:
    province = a_province()

    def claim() -> bool:
        with transaction.atomic(), acting_in(province.pk):
            return jobs.claim(paper.pk) is not None

    for change in ({}, rendering_by_somebody(ago(1))):
        paper = a_paper(province, **change)
        assert sorted(in_threads(claim, 8)) == [False] * 7 + [True]
        with entered(province):
            Paper.objects.filter(pk=paper.pk).delete()


def test_eight_people_asking_at_once_get_one_paper(transactional_db: None, sent: list[Any]) -> None:
    province = a_province()
    with entered(province):
        agency = an_agency(province)

    def ask() -> int:
        with transaction.atomic(), acting_in(province.pk):
            return actions.ask_for_paper(actions.freeze(agency, samples.plan())).pk

    (paper_id,) = set(in_threads(ask, 8))
    assert sent == [(paper_id, "interactive")]


def test_a_living_worker_keeps_its_lease_however_long_it_takes(transactional_db: None, settings: Any) -> None:
    settings.PAPER_LEASE_SECONDS = 1
    province = a_province()
    paper = a_paper(province)
    with entered(province):
        claim = jobs.claim(paper.pk)
    assert claim
    with jobs.kept_alive(claim):
        first = claim_until(province, paper)
        while timezone.now() < first + timedelta(seconds=0.5):
            assert not in_province(province, lambda: jobs.claim(paper.pk))
        assert claim_until(province, paper) > first
    last = claim_until(province, paper)
    while timezone.now() <= last:
        pass
    assert in_province(province, lambda: jobs.claim(paper.pk))


def in_province(province: Province, work: Callable[[], Any]) -> Any:
    with entered(province):
        return work()


def claim_until(province: Province, paper: Paper) -> Any:
    return in_province(province, lambda: read(paper).lease_until)
