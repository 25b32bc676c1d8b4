"""`manage.py up`: from an empty folder to a portal that answers, and down again in order."""

import os
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from django.core.management import get_commands

from . import database, parts
from .account import servers_home, unprivileged
from .ports import LOOPBACK, free_port
from .postgres import Postgres
from .processes import Running
from .state import StateFolder
from .tree import Failed, Tree
from .valkey import Valkey

DEFAULT_PORT = 8000


class Portal:
    def __init__(self, root: Path, given: Mapping[str, str], say: Callable[[str], None]) -> None:
        self.state = StateFolder(root)
        self.given = {key: value for key, value in given.items() if value}
        self.say = say
        self.tree = Tree(say)
        self.account = unprivileged()
        self.admin_url = ""
        self.port = 0

    def run(self) -> None:
        """Start everything and look after it until a signal raises `Stopped`."""
        self.tree.listen()
        static = self.tree.begin(parts.step(["collectstatic", "--noinput", "-v0"], self.state, os.environ))
        addresses = self._start_database()
        environment = {**os.environ, "DATABASE_URL": addresses.application, "REDIS_URL": self._start_broker()}
        environment.pop("DATABASE_OWNER_URL", None)
        environment.pop("DATABASE_ADMIN_URL", None)
        self._prepare(addresses, environment, static)
        self.port = self._choose_port()
        environment.setdefault("CCHC_SITE_URL", self.address.rstrip("/"))
        if self._has_demo:
            environment["CCHC_DEMO_ACCOUNTS"] = "on"
        self._start_portal(environment)
        self._leave_addresses(environment, addresses.owner)
        self._load_demo(environment, addresses.application)
        self._tell()
        self.tree.watch()

    def stop(self) -> None:
        self.tree.stop()
        self.state.clear_addresses()

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}/"

    @property
    def _has_demo(self) -> bool:
        return self.given.get("CCHC_DEMO", "1") != "0" and "load_demo" in get_commands()

    def _start_database(self) -> database.Addresses:
        passwords = self.state.passwords()
        if "DATABASE_URL" in self.given:
            self.admin_url, addresses = database.external_addresses(self.given, passwords)
            self.say(f"Dùng cơ sở dữ liệu tại {database.shown(addresses.application)}.")
            return addresses
        home = servers_home(self.state.root)
        server = Postgres(home, password=passwords["postgres"], port=free_port(), account=self.account)
        server.initialise()
        self.say("Đang khởi động cơ sở dữ liệu…")
        self.tree.start([parts.postgres(server, self.state, self.account)])
        self.admin_url = server.url
        return database.working_addresses(server.url, passwords)

    def _start_broker(self) -> str:
        if url := self.given.get("REDIS_URL"):
            self.say(f"Dùng hàng đợi tại {database.shown(url)}.")
            return url
        passwords, home = self.state.passwords(), servers_home(self.state.root)
        server = Valkey(home, password=passwords["valkey"], port=free_port(), account=self.account)
        server.initialise()
        self.tree.start([parts.valkey(server, self.state, self.account)])
        return server.url

    def _prepare(
        self, addresses: database.Addresses, environment: Mapping[str, str], static: Running
    ) -> None:
        self.say("Đang chuẩn bị các bảng và tệp tĩnh…")
        owner = {**environment, "DATABASE_OWNER_URL": addresses.owner, "DATABASE_ADMIN_URL": self.admin_url}
        tables = self.tree.begin(parts.step(["prepare_database"], self.state, owner))
        for step in (tables, static):
            if self.tree.finish(step):
                raise Failed(
                    f"Bước “{step.part.name}” không xong. Nhật ký: {step.part.log}\n{_tail(step.part.log)}"
                )

    def _choose_port(self) -> int:
        wanted = int(self.given.get("CCHC_PORT", DEFAULT_PORT))
        port = free_port(wanted)
        if wanted not in (0, port):
            self.say(
                f"Cổng mạng {wanted} đang có chương trình khác dùng; trang web chuyển sang cổng mạng {port}."
            )
        return port

    def _start_portal(self, environment: Mapping[str, str]) -> None:
        self.say("Đang khởi động trang web và tiến trình nền…")
        self.tree.start(
            [
                parts.worker(self.state, environment),
                parts.beat(self.state, environment),
                parts.web(self.port, self.state, environment),
            ]
        )

    def _leave_addresses(self, environment: Mapping[str, str], owner_url: str) -> None:
        names = ("DATABASE_URL", "REDIS_URL", "CCHC_SITE_URL")
        self.state.leave_addresses({name: environment[name] for name in names}, owner_url)

    def _load_demo(self, environment: Mapping[str, str], database_url: str) -> None:
        """Once for each database; what the command prints is kept and shown at every start."""
        place = (
            ""
            if "DATABASE_URL" not in self.given
            else "-" + sha256(database.shown(database_url).encode()).hexdigest()[:8]
        )
        loaded = self.state.root / f"demo-loaded{place}"
        if loaded.exists() or not self._has_demo:
            return
        self.say(f"Trang web đã trả lời tại {self.address}; đang nạp dữ liệu minh họa…")
        part = parts.step(["load_demo"], self.state, environment)
        part.output = self.state.demo_text.with_suffix(".new")
        if self.tree.finish(self.tree.begin(part)):
            self.say(
                "Chưa nạp được dữ liệu minh họa; lần khởi động sau sẽ thử lại. "
                f"Nhật ký: {part.log}\n{_tail(part.log)}"
            )
            return
        part.output.rename(self.state.demo_text)
        loaded.touch()

    def _tell(self) -> None:
        demo = (
            self.state.demo_text.read_text(encoding="utf-8").strip() if self.state.demo_text.exists() else ""
        )
        # The text was kept at the first start, which may have had another port.
        demo = re.sub(rf"http://{re.escape(LOOPBACK)}:\d+/", self.address, demo)
        lines = [
            "",
            "Cổng kế hoạch tuyên truyền cải cách hành chính đang chạy.",
            f"  Địa chỉ:  {self.address}",
            f"  Nhật ký:  {self.state.logs}",
            *([f"  Dùng thử: {self.address}dung-thu/"] if self._has_demo else []),
            "  Dừng:     nhấn Ctrl-C",
        ]
        self.say("\n".join([*lines, *(["", demo] if demo else []), ""]))


def _tail(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return "\n".join(f"  {line}" for line in lines[-6:])
