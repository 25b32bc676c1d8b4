"""How long people wait for pages while two large plans are being made, beside the same with nothing being made: a real server, a real worker."""

import http.client
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

from django.conf import settings
from django.test import Client

from benchmarks import plans
from cchc_portal.documents import actions
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import PaperState
from cchc_portal.running import parts
from cchc_portal.running.ports import LOOPBACK, free_port
from cchc_portal.running.state import StateFolder
from plans.states import PlanState
from tests import world as worlds
from tests.cluster import Broker, run, wait_until
from tests.conftest import point_celery_at
from tests.world import World, entered

ROWS = 4000  # long enough for all requests, also on a quiet machine
REQUESTS = 240
PAUSE = 0.02  # seconds between an answer and the next request
PATIENCE = 120


@contextmanager
def _portal() -> Iterator[int]:
    """The port of a server with two processes; two workers behind it. The caller has a private database open."""
    state = StateFolder(Path(settings.STATE_DIR) / "pages")
    state.make()
    broker, port = Broker(settings.STATE_DIR / "pages-broker"), free_port()
    environment = {**os.environ, "REDIS_URL": broker.url, "CCHC_WORKER_PROCESSES": "2"}
    started = []
    try:
        started = [
            run(part, patience=60)
            for part in (parts.web(port, state, environment), parts.worker(state, environment))
        ]
        point_celery_at(broker.url)
        yield port
    finally:
        point_celery_at("memory://")
        for each in started:
            each.stop()
        broker.stop()


def p95() -> tuple[float, float]:
    """Seconds: (with nothing being made, while two plans of 4,000 rows are made)."""
    world = worlds.build()
    with _portal() as port:
        ask = _Reader(port, world)
        ask.times(REQUESTS // 4)
        quiet = ask.times(REQUESTS)
        papers = [_begun(world, number) for number in (1, 2)]
        wait_until(lambda: _states(world, papers) == [PaperState.RENDERING] * 2, PATIENCE)
        busy = ask.times(REQUESTS)
        if _states(world, papers) != [PaperState.RENDERING] * 2:
            raise RuntimeError("Không đo được: văn bản đã dựng xong trước khi đo hết.")
    return _p95(quiet), _p95(busy)


class _Reader:
    """Somebody of the province who opens a list, a plan and the public page in turn."""

    def __init__(self, port: int, world: World) -> None:
        client = Client()
        client.force_login(world.drafter.user)
        name = settings.SESSION_COOKIE_NAME
        self._port, self._cookie = port, f"{name}={client.cookies[name].value}"
        base = f"/{world.province.slug}/{world.drafter.agency.slug}/ke-hoach/"
        self._pages = cycle([base, f"{base}{world.plans[PlanState.ISSUED].pk}/", f"/{world.province.slug}/"])

    def times(self, count: int) -> list[float]:
        """Seconds of each answer."""
        return [self._time(page) for page in islice(self._pages, count)]

    def _time(self, page: str) -> float:
        time.sleep(PAUSE)
        connection = http.client.HTTPConnection(LOOPBACK, self._port, timeout=PATIENCE)
        before = time.perf_counter()
        connection.request("GET", page, headers={"Cookie": self._cookie})
        answer = connection.getresponse()
        answer.read()
        seconds = time.perf_counter() - before
        connection.close()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"Không đo được: {page} trả lời {answer.status}.")
        return seconds


def _begun(world: World, number: int) -> Paper:
    snapshot = {**plans.with_rows(ROWS), "number": f"{number:02}"}
    with entered(world.province):
        return actions.ask_for_paper(actions.freeze(world.agency, snapshot))


def _states(world: World, papers: list[Paper]) -> list[str]:
    with entered(world.province):
        return list(
            Paper.objects.filter(pk__in=[paper.pk for paper in papers]).values_list("state", flat=True)
        )


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]
