"""A real worker killed with -9 in the middle of its work, a real broker emptied: every paper is made once, within a minute.

The lease and the patience are shortened through the settings that an installation has, but for one true run with beat.
"""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import actions, rendering, schedule, storage
from cchc_portal.documents.models import Paper, Snapshot
from cchc_portal.documents.states import PaperState
from cchc_portal.running import parts
from cchc_portal.running.state import StateFolder
from tests.cluster import Broker, Cluster, run, wait_until
from tests.conftest import point_celery_at
from tests.documents import samples
from tests.world import a_province, an_agency, entered

ROWS = 300  # some seconds of work on a fast machine, too, so that several are under way at once
KILLS, AT_ONCE = 10, 3  # papers whose maker is killed, and how many of them at one blow
PATIENCE = 300  # of the test, on a machine that has other work
QUICK = {"CCHC_PAPER_LEASE_SECONDS": "2", "CCHC_PAPER_PATIENCE_SECONDS": "1"}


class Workers:
    """Starts and kills workers of one broker."""

    def __init__(self, broker: Broker, **environment: str) -> None:
        self.state = StateFolder(Path(settings.STATE_DIR))
        self.state.make()
        self.environment = {
            **os.environ,
            "REDIS_URL": broker.url,
            "CCHC_WORKER_PROCESSES": "1",
            **environment,
        }
        self.running: list[parts.Running] = []

    def start(self) -> parts.Running:
        self.worker = run(parts.worker(self.state, self.environment), patience=60)
        self.running.append(self.worker)
        return self.worker

    def start_beat(self) -> None:
        self.running.append(run(parts.beat(self.state, self.environment), patience=60))

    def kill_children(self) -> None:
        """The processes that render; the worker itself lives on (and takes ten seconds to believe it)."""
        parent = self.worker.process.pid
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)

    def kill(self) -> None:
        """Worker and children at one blow."""
        os.killpg(self.worker.process.pid, signal.SIGKILL)
        self.worker.process.wait(10)

    def stop(self) -> None:
        for one in self.running:
            one.stop()


@pytest.fixture(scope="module")
def own_broker() -> Iterator[Broker]:
    """Not the one of other tests: it is emptied, and filled to the brim."""
    started = Broker(settings.STATE_DIR / "broker-of-killed-workers")
    yield started
    started.stop()


@pytest.fixture
def sending(own_broker: Broker, transactional_db: None, cluster: Cluster) -> Iterator[redis.Redis]:
    client = redis.Redis.from_url(own_broker.url)
    client.flushall()
    point_celery_at(own_broker.url)
    yield client
    point_celery_at("memory://")
    client.close()


@pytest.fixture
def province(transactional_db: None) -> Province:
    return a_province()


def ask(province: Province, number: int, rows: int = ROWS) -> list[int]:
    """Papers of plans that differ in their subject alone, asked for in transactions of their own."""
    with entered(province):
        agency = Agency.objects.first() or an_agency(province)
        before = Snapshot.objects.count()
        frozen = [
            actions.freeze(agency, samples.with_appendices(rows, subject=f"Kế hoạch thứ {order} năm 2027"))
            for order in range(before, before + number)
        ]
    asked = []
    for snapshot in frozen:
        with entered(province):
            asked.append(actions.ask_for_paper(snapshot).pk)
    return asked


def papers(province: Province) -> list[Paper]:
    """Without what they say: looking is to be quick beside the work that is looked at."""
    with entered(province):
        return list(Paper.objects.select_related("province").order_by("pk"))


def being_made(province: Province) -> list[Paper]:
    """What workers have had for a moment, and still have."""
    found = [paper for paper in papers(province) if paper.state == PaperState.RENDERING]
    time.sleep(0.1)
    return [paper for paper in found if still_held(paper) and paper.lease_until > timezone.now()]


def still_held(paper: Paper) -> bool:
    with entered(paper.province):
        return Paper.objects.filter(pk=paper.pk, state=PaperState.RENDERING, lease=paper.lease).exists()


def still_to_kill(province: Province, killed: set[int]) -> set[int]:
    return {paper.pk for paper in papers(province) if paper.state != PaperState.READY} - killed


def all_ready(province: Province) -> bool:
    return {paper.state for paper in papers(province)} == {PaperState.READY}


def sweep() -> None:
    schedule.wake_forgotten()


def whole(paper: Paper) -> bool:
    """Stored as the engine makes it from the snapshot, byte for byte."""
    with entered(paper.province):
        paper = Paper.objects.select_related("snapshot").get(pk=paper.pk)
    return storage.load(paper.province_id, paper.file_digest) == rendering.render(paper)[0]


def files(province: Province) -> set[str]:
    folder = Path(settings.FILES_DIR) / str(province.pk)
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_worker_killed_ten_times_in_mid_render_makes_each_paper_once(
    own_broker: Broker, sending: redis.Redis, province: Province
) -> None:
    workers = Workers(own_broker, **QUICK, CCHC_WORKER_PROCESSES=str(AT_ONCE))
    workers.start()
    before = files(province)
    try:
        asked = ask(province, KILLS)
        killed: set[int] = set()
        deadline = time.monotonic() + PATIENCE
        while len(killed) < KILLS:
            assert time.monotonic() < deadline, workers.worker.said()[-4000:]
            sweep()
            if len(still_to_kill(province, killed)) < AT_ONCE:  # some were quicker than we
                asked += ask(province, AT_ONCE)
            victims = [paper for paper in being_made(province) if paper.pk not in killed]
            if len(victims) < AT_ONCE:
                continue
            if killed:
                workers.kill()
            else:
                workers.kill_children()
            dead = {one.pk for one in victims if still_held(one)}  # the others had just been finished
            if killed:
                workers.start()
            killed |= dead
        wait_until(lambda: sweep() or all_ready(province), PATIENCE)
    finally:
        workers.stop()
    made = papers(province)
    assert killed <= set(asked)
    assert len(killed) >= KILLS
    assert [(paper.pk, paper.state) for paper in made] == [(pk, PaperState.READY) for pk in asked]
    assert min(paper.attempts for paper in made if paper.pk in killed) >= 2
    assert files(province) - before <= {paper.file_digest for paper in made}
    assert {paper.file_digest for paper in made} <= files(province)
    assert [paper.pk for paper in made[:2] if not whole(paper)] == []


def test_in_truth_a_killed_worker_and_an_emptied_broker_cost_less_than_a_minute(
    own_broker: Broker, sending: redis.Redis, province: Province
) -> None:
    """The settings as they are delivered, beat included."""
    workers = Workers(own_broker)
    workers.start()
    workers.start_beat()
    try:
        asked = ask(province, 3)
        wait_until(lambda: being_made(province) != [], PATIENCE)
        workers.kill()
        sending.flushall()
        (victim,) = [paper for paper in papers(province) if paper.state == PaperState.RENDERING]
        workers.start()
        since = time.monotonic()
        wait_until(lambda: not still_held(victim), PATIENCE)  # another has taken it up
        took = time.monotonic() - since
        wait_until(lambda: all_ready(province), PATIENCE)
    finally:
        workers.stop()
    assert [(paper.pk, paper.state) for paper in papers(province)] == [(pk, PaperState.READY) for pk in asked]
    assert took < 60


@pytest.mark.parametrize("trouble", ["away", "full", "read-only"])
def test_a_broker_in_trouble_does_not_hinder_those_who_ask(
    own_broker: Broker, sending: redis.Redis, province: Province, trouble: str
) -> None:
    try:
        if trouble == "away":
            point_celery_at("redis://127.0.0.1:1/0")
        elif trouble == "full":
            sending.config_set("maxmemory", "1")
        else:
            sending.config_set("min-replicas-to-write", "3")
        started = time.monotonic()
        (paper_id,) = ask(province, 1, rows=2)
        assert time.monotonic() - started < 10
    finally:
        sending.config_set("maxmemory", "0")
        sending.config_set("min-replicas-to-write", "0")
    assert sending.llen("interactive") == 0
    point_celery_at(own_broker.url)
    with transaction.atomic(), acting_in(province.pk):
        assert Paper.objects.get(pk=paper_id).state == PaperState.QUEUED
        Paper.objects.update(woken_at=None)
    assert schedule.wake_forgotten() == 1
    assert sending.llen("interactive") == 1
