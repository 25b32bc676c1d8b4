"""The whole portal for people in a browser: a server in this process, a real broker, a real worker, a world that is committed.

The world is made once for the folder and swept away after it; journeys make plans of their own in it.
"""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.conf import settings
from django.test.utils import override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from cchc_portal.running import parts
from tests import world as worlds
from tests.cluster import Broker, Cluster
from tests.conftest import point_celery_at
from tests.journeys import served
from tests.journeys.person import DESK, Person

Newcomer = Callable[..., Person]


def heard(complaints: list[str], said: ConsoleMessage) -> None:
    """What a browser's console says against a page: refused by the content policy, broken scripts, missing files."""
    if said.type == "error":
        complaints.append(said.text)


def broke(complaints: list[str], error: Error) -> None:
    """A script that stopped."""
    complaints.append(str(error))


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: Cluster
) -> Iterator[worlds.World]:
    """Committed, so that the server's threads and the worker see it; stays for the folder."""
    with django_db_blocker.unblock():
        yield worlds.build()
        cluster.empty()


@pytest.fixture(scope="package")
def portal(
    world: worlds.World,
    broker_server: Broker,
    worker_process: parts.Running,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """The address of a server over the committed world, with a worker behind it."""
    point_celery_at(broker_server.url)
    watched = [*settings.MIDDLEWARE, "tests.journeys.served.remember"]
    with override_settings(MIDDLEWARE=watched):
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
    point_celery_at("memory://")


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Nothing may be refused by the content policy, no script may break, no file may be missing, no word may be English."""
    served.PAGES.clear()
    said: list[str] = []
    yield said
    assert said == []
    assert served.PAGES != []
    assert served.faults() == []


@pytest.fixture
def newcomer(chromium: Browser, portal: str, complaints: list[str]) -> Iterator[Newcomer]:
    """Opens a browser of their own for each person of a journey."""
    opened: list[BrowserContext] = []

    def arrive(*, viewport: dict[str, int] = DESK, scripts: bool = True) -> Person:
        context = chromium.new_context(
            viewport=viewport, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        context.on("console", partial(heard, complaints))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        opened.append(context)
        return Person(context, portal)

    yield arrive
    for context in opened:
        context.close()
