"""PostgreSQL refuses to run as root: its files then belong to `nobody`, which exists on every machine."""

import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

SYSTEM_HOME = Path("/var/lib/cchc-portal")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int


def unprivileged() -> Account | None:
    """The account for the servers when we are root; nothing when we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def reachable(path: Path) -> bool:
    """Whether any account may walk down to `path` (every folder above it lets others through)."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)


def servers_home(state: Path) -> Path:
    """Where the servers keep their data: the state folder, or beside the system's when `nobody` cannot come there.

    Parents of a checkout under /root are never opened up for that.
    """
    if unprivileged() is None or reachable(state / "postgres"):
        return state
    home = SYSTEM_HOME / sha256(str(state).encode()).hexdigest()[:16]
    home.mkdir(parents=True, exist_ok=True)
    (state / "servers-home.txt").write_text(f"{home}\n", encoding="utf-8")
    return home


def give(path: Path, account: Account | None) -> None:
    """Make the folder, closed to others, and hand it to the account."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if account:
        os.chown(path, account.uid, account.gid)


def runnable_copy(folder: Path, home: Path) -> Path:
    """The folder of programs itself, or a copy that every account can reach."""
    if unprivileged() is None or reachable(folder / "bin"):
        return folder
    copy = home / "programs" / sha256(str(folder).encode()).hexdigest()[:8] / folder.name
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(folder, unfinished, symlinks=True)
        unfinished.rename(copy)
    return copy
