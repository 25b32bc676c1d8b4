"""The parts of the portal's process tree and their commands."""

import os
import signal
import sys
from collections.abc import Mapping

from cchc_portal.environment import BASE_DIR

from .account import Account
from .health import page_status
from .ports import LOOPBACK
from .postgres import Postgres
from .processes import Part, Running
from .state import StateFolder
from .valkey import Valkey

QUEUES = "interactive,bulk"
RENDERING_NICENESS = 19  # papers wait for pages: two long ones take a fiftieth of a core from them


def postgres(server: Postgres, state: StateFolder, account: Account | None) -> Part:
    return Part(
        "postgres",
        "cơ sở dữ liệu PostgreSQL",
        server.command(),
        state.log("postgres"),
        lambda _: server.answers(),
        account=account,
        stop=signal.SIGINT,  # "fast": open sessions are ended, all is written
        death=signal.SIGINT,
        patience=30,
    )


def valkey(server: Valkey, state: StateFolder, account: Account | None) -> Part:
    return Part(
        "valkey",
        "hàng đợi Valkey",
        server.command(),
        state.log("valkey"),
        lambda _: server.answers(),
        account=account,
        death=signal.SIGTERM,
    )


def _python(
    name: str, title: str, arguments: list[str], state: StateFolder, environment: Mapping[str, str]
) -> Part:
    return Part(
        name,
        title,
        [sys.executable, *arguments],
        state.log(name),
        lambda _: True,
        {**environment, "PYTHONUNBUFFERED": "1"},
        BASE_DIR,
    )


def step(arguments: list[str], state: StateFolder, environment: Mapping[str, str]) -> Part:
    """A `manage.py` command that ends by itself."""
    return _python(arguments[0], arguments[0], ["manage.py", *arguments], state, environment)


def web(port: int, state: StateFolder, environment: Mapping[str, str]) -> Part:
    arguments = ["-m", "gunicorn", "-c", "python:cchc_portal.running.web", "cchc_portal.wsgi"]
    bound = {**environment, "CCHC_BIND": f"{LOOPBACK}:{port}"}
    part = _python("web", "máy chủ web", arguments, state, bound)
    part.ready = lambda _: page_status(port) is not None  # any answer: what it says is not our business here
    return part


def worker(state: StateFolder, environment: Mapping[str, str]) -> Part:
    arguments = ["-m", "celery", "-A", "cchc_portal", "worker", "-Q", QUEUES, "-n", "worker@%h", "-l", "INFO"]
    arguments += [
        "--without-mingle",
        "--without-gossip",
        "--without-heartbeat",
    ]  # one worker has no neighbours
    processes = environment.get("CCHC_WORKER_PROCESSES", str(min(2, os.cpu_count() or 1)))
    part = _python("worker", "tiến trình dựng văn bản", [*arguments, "-c", processes], state, environment)
    part.ready = _worker_is_ready
    part.niceness = RENDERING_NICENESS
    part.patience = 15
    return part


def beat(state: StateFolder, environment: Mapping[str, str]) -> Part:
    arguments = ["-m", "celery", "-A", "cchc_portal", "beat", "--pidfile=", "-l", "INFO"]
    return _python("beat", "bộ hẹn giờ", arguments, state, environment)


def _worker_is_ready(running: Running) -> bool:
    return " ready." in running.said()
