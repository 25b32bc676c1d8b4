"""The one folder that holds everything the running portal keeps: data, passwords, logs, addresses."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

SECRET_NAMES = ("postgres", "cchc_owner", "cchc_app", "valkey")
LOG_LIMIT = 5_000_000  # bytes; an older log is kept once, as .1


class AlreadyRunning(Exception):
    """Another `up` holds this state folder."""


class StateFolder:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.logs = root / "log"
        self.addresses = root / "addresses.env"
        self.owner_address = root / "owner.env"
        self.demo_text = root / "demo.txt"
        self._lock: IO[str] | None = None

    def make(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        # `nobody` must be able to walk through to the servers' folders, not to list this one.
        self.root.chmod(0o711)
        self.logs.mkdir(exist_ok=True, mode=0o700)

    def hold(self) -> None:
        """Lock the folder until this process ends, however it ends."""
        lock = (self.root / "up.lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            raise AlreadyRunning(lock.read().strip()) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        self._lock = lock

    def passwords(self) -> dict[str, str]:
        """Made once for the roles and the broker; a name added later gets its own on the next start."""
        path = self.root / "passwords.json"
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        missing = [name for name in SECRET_NAMES if name not in kept]
        if missing:
            kept |= {name: secrets.token_urlsafe(24) for name in missing}
            write_private(path, json.dumps(kept, indent=1) + "\n")
        return kept

    def log(self, name: str) -> Path:
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.rename(path.with_suffix(".log.1"))
        return path

    def leave_addresses(self, values: Mapping[str, str], owner_url: str) -> None:
        """For a second terminal; the owner's address apart, so that the web server never loads it."""
        write_private(self.addresses, _lines(values.items()))
        write_private(self.owner_address, _lines([("DATABASE_OWNER_URL", owner_url)]))

    def clear_addresses(self) -> None:
        self.addresses.unlink(missing_ok=True)
        self.owner_address.unlink(missing_ok=True)


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}={value}\n" for name, value in pairs)


def write_private(path: Path, text: str) -> None:
    """Write whole or not at all, readable by this account only."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(
        os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    unfinished.rename(path)
