"""`manage.py up` for real: an empty folder, all servers, kill -9, a second start with every row, an ordered end."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from cchc_portal.environment import BASE_DIR
from cchc_portal.running.state import StateFolder
from tests.cluster import wait_until

RUNNING = "đang chạy."
SESSION = ("phien-cua-bai-thu", "nội dung", "2100-01-01")


@dataclass(frozen=True)
class Seen:
    """A process as the kernel knows it; the start time tells it from a later one with the same number."""

    pid: int
    parent: int
    started: str
    command: str


def processes() -> list[Seen]:
    found = []
    for folder in Path("/proc").iterdir():
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except (OSError, IndexError):
            continue
        if folder.name.isdigit() and fields[0] != "Z":
            found.append(Seen(int(folder.name), int(fields[1]), fields[19], command))
    return found


def descendants(pid: int) -> set[Seen]:
    everyone = processes()
    family, added = {pid}, True
    while added:
        children = {seen.pid for seen in everyone if seen.parent in family} - family
        family |= children
        added = bool(children)
    return {seen for seen in everyone if seen.pid in family and seen.pid != pid}


class Portal:
    """One run of the command on a state folder of the test's own."""

    def __init__(self, state: StateFolder) -> None:
        self.state = state
        state.root.mkdir(parents=True, exist_ok=True)
        self.output = state.root.parent / "output.txt"
        self.output.write_text("")
        self.process = self._open()

    def _open(self) -> "subprocess.Popen[bytes]":
        ours = {"CCHC_STATE_DIR": str(self.state.root), "CCHC_PORT": "0", "CCHC_DEMO": "0"}
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "REDIS_"))
        }
        with self.output.open("wb") as out:
            return subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=BASE_DIR,
                env={**kept, **ours, "DJANGO_SETTINGS_MODULE": "cchc_portal.settings"},
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def ready(self) -> None:
        wait_until(lambda: RUNNING in self.said() or self.process.poll() is not None, 120)
        assert RUNNING in self.said(), self.said()

    def addresses(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.state.addresses.read_text().splitlines())

    def page_status(self) -> int:
        connection = http.client.HTTPConnection(
            self.addresses()["CCHC_SITE_URL"].removeprefix("http://"), timeout=20
        )
        connection.request("GET", "/")
        return connection.getresponse().status


@pytest.fixture
def state() -> Iterator[StateFolder]:
    """Beside the other data of the run: pytest's own folders are closed to the database's account."""
    folder = Path(tempfile.mkdtemp(prefix="up-", dir=settings.STATE_DIR))
    folder.chmod(0o711)
    yield StateFolder(folder / "var")
    shutil.rmtree(folder)


@pytest.fixture
def started() -> Iterator[list[Portal]]:
    portals: list[Portal] = []
    yield portals
    for portal in portals:
        if portal.process.poll() is None:
            portal.process.terminate()
            portal.process.wait(60)


def sessions(portal: Portal, *statement: str) -> list[tuple[object, ...]]:
    with psycopg2.connect(portal.addresses()["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        if statement:
            cursor.execute(statement[0], statement[1:])
        cursor.execute("SELECT session_key, session_data FROM django_session")
        return cursor.fetchall()


def test_up_from_nothing_then_killed_then_up_again_with_every_row(
    state: StateFolder, started: list[Portal]
) -> None:
    first = Portal(state)
    started.append(first)
    first.ready()
    assert first.page_status() == 200
    tree = descendants(first.process.pid)
    assert sorted(kind_of(seen.command) for seen in parts_of(first)) == [
        "beat",
        "postgres",
        "valkey",
        "web",
        "worker",
    ]
    sessions(first, "INSERT INTO django_session VALUES (%s, %s, %s)", *SESSION)
    refuses_a_second(state, first)

    first.process.kill()
    first.process.wait()
    wait_until(lambda: not tree & set(processes()), 10)

    second = Portal(state)
    started.append(second)
    second.ready()
    assert sessions(second) == [SESSION[:2]]
    restarts_what_dies(second)
    tree = descendants(second.process.pid)
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(60) == 0
    assert tree & set(processes()) == set()
    assert stopped_parts(second.said()) == [
        "máy chủ web",
        "bộ hẹn giờ",
        "tiến trình dựng văn bản",
        "hàng đợi Valkey",
        "cơ sở dữ liệu PostgreSQL",
    ]
    assert state.addresses.exists() is False


def parts_of(portal: Portal) -> list[Seen]:
    return [seen for seen in processes() if seen.parent == portal.process.pid]


def kind_of(command: str) -> str:
    marks = {
        "bin/postgres": "postgres",
        "valkey-server": "valkey",
        " worker ": "worker",
        " beat ": "beat",
        "gunicorn": "web",
    }
    return next(kind for mark, kind in marks.items() if mark in command)


def stopped_parts(said: str) -> list[str]:
    lines = [line for line in said.splitlines() if line.startswith("Đang dừng ") and line.endswith("…")]
    return [line.removeprefix("Đang dừng ").removesuffix("…") for line in lines]


def refuses_a_second(state: StateFolder, running: Portal) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=BASE_DIR,
        env={
            **os.environ,
            "CCHC_STATE_DIR": str(state.root),
            "DJANGO_SETTINGS_MODULE": "cchc_portal.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"CommandError: Cổng đang chạy với thư mục {state.root} (tiến trình {running.process.pid}). "
        "Hãy dừng tiến trình đó trước."
    )


def restarts_what_dies(portal: Portal) -> None:
    web = next(seen for seen in parts_of(portal) if kind_of(seen.command) == "web")
    os.kill(web.pid, signal.SIGKILL)
    wait_until(lambda: "Đã khởi động lại máy chủ web." in portal.said(), 60)
    assert "Máy chủ web đã dừng đột ngột (mã -9); khởi động lại sau 1 giây." in portal.said()
