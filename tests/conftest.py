"""Every test works as the portal's own role, bound by row-level security, on a private PostgreSQL of the run."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import kombu.pools
import psycopg2
import pytest
import redis
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import TransactionTestCase
from psycopg2.extensions import connection as Session
from pytest_django import DjangoDbBlocker

from cchc_portal.celery import app as celery
from cchc_portal.running import database, parts
from cchc_portal.running.state import StateFolder
from tests import world as worlds
from tests.browser import chromium  # noqa: F401  a fixture of every folder
from tests.cluster import Broker, Cluster, point_django_at, run
from tests.softhsm import token  # noqa: F401  likewise

QUEUES = ("interactive", "bulk", "unacked", "unacked_index")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One for each pytest-xdist worker."""
    started = Cluster(settings.STATE_DIR / "cluster")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def django_db_setup(
    cluster: Cluster, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Migrate as the owner, then work as the application; Django's own test database is not made."""
    settings.DATABASE_OWNER_URL = cluster.owner
    os.environ["DATABASE_URL"] = cluster.application
    os.environ.pop("DATABASE_OWNER_URL", None)
    with django_db_blocker.unblock():
        point_django_at(cluster.application)
        call_command("prepare_database", verbosity=0)
    TransactionTestCase._fixture_teardown = lambda self: cluster.empty()
    yield
    with django_db_blocker.unblock():
        point_django_at(cluster.application)


@pytest.fixture
def owner_connection(transactional_db: None, cluster: Cluster) -> Iterator[Session]:
    """The role that owns the tables; each statement stands on its own."""
    with database.session(cluster.owner) as opened:
        yield opened


@pytest.fixture
def admin_connection(django_db_setup: None, cluster: Cluster) -> Iterator[Session]:
    """The superuser, for what only it may do (other roles, wrong set-ups)."""
    with database.session(cluster.admin) as opened:
        yield opened


@pytest.fixture
def app_connection_factory(django_db_setup: None, cluster: Cluster) -> Iterator[Callable[[], Session]]:
    """New connections as the application's role, with transactions, outside Django's."""
    with ExitStack() as opened:

        def connect() -> Session:
            fresh = psycopg2.connect(cluster.application)
            opened.callback(fresh.close)
            return fresh

        yield connect


@pytest.fixture(scope="session")
def broker_server() -> Iterator[Broker]:
    started = Broker(settings.STATE_DIR / "broker")
    yield started
    started.stop()


@pytest.fixture
def broker(broker_server: Broker) -> Iterator[str]:
    """Celery sends to a real Valkey with empty queues; its address."""
    with redis.Redis.from_url(broker_server.url) as client:
        client.delete(*QUEUES)
    point_celery_at(broker_server.url)
    yield broker_server.url
    point_celery_at("memory://")


def point_celery_at(url: str) -> None:
    settings.CELERY_BROKER_URL = url
    celery.conf.broker_url = celery.conf.broker_read_url = celery.conf.broker_write_url = url
    kombu.pools.reset()
    celery._pool = None
    celery.amqp._producer_pool = None


@pytest.fixture(scope="session")
def worker_process(django_db_setup: None, broker_server: Broker, cluster: Cluster) -> Iterator[parts.Running]:
    state = StateFolder(Path(settings.STATE_DIR))
    state.make()
    environment = {**os.environ, "REDIS_URL": broker_server.url, "CCHC_WORKER_PROCESSES": "1"}
    started = run(parts.worker(state, environment), patience=60)
    yield started
    started.stop()


@pytest.fixture
def worker(transactional_db: None, broker: str, worker_process: parts.Running) -> parts.Running:
    """A real Celery worker in a process of its own, working on what the test commits."""
    return worker_process


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[worlds.World]:
    """A world made once for a module, never committed; each test takes it through `settled`. Not beside transactional tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture
def settled(shared_world: worlds.World, django_db_blocker: DjangoDbBlocker) -> Iterator[worlds.World]:
    """The module's world; what a test does to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield shared_world
        transaction.set_rollback(True)


@pytest.fixture
def world(db: None) -> worlds.World:
    """Two provinces with mirror data, one merged away, a person for each role."""
    return worlds.build()
