"""A private PostgreSQL, thrown away after the run, with the same three roles as a real one."""

import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connections

from cchc_portal import environment
from cchc_portal.running import database, parts
from cchc_portal.running.account import servers_home, unprivileged
from cchc_portal.running.ports import free_port
from cchc_portal.running.postgres import THROWAWAY, Postgres
from cchc_portal.running.processes import Part, Running
from cchc_portal.running.state import StateFolder
from cchc_portal.running.valkey import Valkey

KEPT = ("django_migrations", "django_content_type", "auth_permission")


def run(part: Part, patience: float = 30.0) -> Running:
    started = Running(part)
    wait_until(lambda: part.ready(started) or started.ended, patience)
    if started.ended or not part.ready(started):
        said = started.said()
        started.stop()
        raise RuntimeError(f"{part.name} did not start:\n{said}")
    return started


def wait_until(condition: Callable[[], bool], patience: float = 30.0) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not so after {patience:.0f} s")
        time.sleep(0.05)


class Cluster:
    """A started server; `admin`, `owner` and `application` are the addresses of its three roles."""

    def __init__(self, root: Path) -> None:
        self.state = StateFolder(root)
        self.state.make()
        self.home = servers_home(root)
        account = unprivileged()
        server = Postgres(
            self.home,
            password=secrets.token_urlsafe(12),
            port=free_port(),
            account=account,
            options=THROWAWAY,
        )
        server.initialise()
        self.running = run(parts.postgres(server, self.state, account))
        addresses = database.working_addresses(server.url, self.state.passwords())
        self.admin = database.address_of_database(server.url, database.OUR_DATABASE)
        self.owner, self.application = addresses.owner, addresses.application
        database.prepare(server.url, addresses)

    def stop(self) -> None:
        self.running.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def empty(self) -> None:
        """What Django's `flush` does, as the owner: the application's role may not empty tables."""
        with database.session(self.owner) as session, session.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [name for (name,) in cursor.fetchall() if name not in KEPT]
            cursor.execute("SET lock_timeout = '20s'")
            cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")


class Broker:
    """A started Valkey."""

    def __init__(self, root: Path) -> None:
        state = StateFolder(root)
        state.make()
        account = unprivileged()
        server = Valkey(
            servers_home(root), password=secrets.token_urlsafe(12), port=free_port(), account=account
        )
        server.initialise()
        self.url = server.url
        self.running = run(parts.valkey(server, state, account))

    def stop(self) -> None:
        self.running.stop()


def point_django_at(url: str) -> None:
    """All connections of this process, in every thread, share one dictionary of settings."""
    connections["default"].close()
    connections.settings["default"].update(environment.database(url))
