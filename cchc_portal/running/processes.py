"""One process of the tree: started in a group of its own, tied to its parent's life, stopped with its own signal."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .account import Account

PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(parent: int, death: signal.Signals) -> None:
    """Ask the kernel to send `death` when the parent ends, even by kill -9."""
    if _LIBC:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(death))
        if os.getppid() != parent:  # it ended before we could ask
            os._exit(1)


def tie_children(**_: Any) -> None:
    """Every process forked from here on ends with this one: a worker's child left alone would keep its job's lease."""
    parent = os.getpid()
    os.register_at_fork(after_in_child=lambda: die_with_parent(parent, signal.SIGKILL))


def _yield_to_others(niceness: int) -> None:
    os.nice(niceness)
    # Linux may weigh sessions first, and nice only among the processes of one (autogroup): a part has its own session.
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness), encoding="ascii")


@dataclass
class Part:
    """What is to run, how one sees that it is ready, and how it likes to be stopped."""

    name: str
    title: str
    command: list[str]
    log: Path
    ready: Callable[["Running"], bool]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folder: Path = Path("/")
    account: Account | None = None
    niceness: int = 0
    stop: signal.Signals = signal.SIGTERM
    death: signal.Signals = signal.SIGKILL
    output: Path | None = None
    """Where what it prints goes when that is for people; the log then keeps errors and warnings alone."""
    patience: float = 10.0
    """Seconds that an orderly stop may take."""


class Running:
    """A started part."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.log_start = part.log.stat().st_size if part.log.exists() else 0
        self.since = time.monotonic()
        with part.log.open("ab") as log, (part.output or Path(os.devnull)).open("wb") as output:
            self.process = self._open(output if part.output else log, log)

    def _open(self, output: Any, log: Any) -> "subprocess.Popen[bytes]":
        part, parent = self.part, os.getpid()

        def before_exec() -> None:
            die_with_parent(parent, part.death)
            if part.niceness:
                _yield_to_others(part.niceness)

        return subprocess.Popen(
            part.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=log,
            env=dict(part.environment),
            cwd=part.folder,
            user=part.account.uid if part.account else None,
            group=part.account.gid if part.account else None,
            extra_groups=[] if part.account else None,
            start_new_session=True,  # Ctrl-C in the terminal reaches `up` alone, which stops all in order
            preexec_fn=before_exec,
        )

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def said(self) -> str:
        """What it has written to its log since it was started."""
        with self.part.log.open("rb") as log:
            log.seek(self.log_start)
            return log.read().decode("utf-8", "replace")

    def stop(self) -> None:
        """Ask in its own way; after its patience, end it and all of its group."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(self.part.stop)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.part.patience)
        self.clear_away()

    def clear_away(self) -> None:
        """Nothing of its group may stay: neither the process itself nor children that it left behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
