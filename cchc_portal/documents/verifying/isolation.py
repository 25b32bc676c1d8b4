"""A child process for each file: ended when it takes too long, stopped when it takes too much memory.

The children are forked by a nursery, one clean process that has read the libraries already, so a check costs milliseconds, not a second.
"""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

from . import wire
from .question import Question
from .sentences import reason

SECONDS = 10.0
MEMORY = 1024 * 1024 * 1024  # bytes beyond what the libraries take
LARGEST_ANSWER = 4 * 1024 * 1024
FIRST_BREATH = 60.0  # until a busy machine has started the nursery
ROOT = Path(__file__).resolve().parents[3]


class _Nursery:
    """Started when first asked; anew after a fork, and where it has died."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._control: socket.socket | None = None
        self._owner = 0

    def child(self) -> socket.socket:
        """A new child's end of the line."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            try:
                socket.send_fds(self._started(), [b"1"], [theirs.fileno()])
            except OSError:
                self._control = None
                socket.send_fds(self._started(), [b"1"], [theirs.fileno()])
        return ours

    def _started(self) -> socket.socket:
        if self._control is None or self._owner != os.getpid():
            self._control, theirs = socket.socketpair()
            self._owner = os.getpid()
            with theirs:
                subprocess.Popen(
                    [sys.executable, "-m", "cchc_portal.documents.verifying.nursery", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    cwd=ROOT,
                )
        return self._control


_NURSERY = _Nursery()


def examined(
    content: bytes, question: Question, *, seconds: float = SECONDS, memory: int = MEMORY
) -> dict[str, Any]:
    """{"pages", "signatures", "reasons"} as JSON has them: nothing that the child sends is trusted to be more than text."""
    began = time.monotonic()
    try:
        with _NURSERY.child() as line:
            line.settimeout(FIRST_BREATH)
            wire.receive(line, LARGEST_ANSWER)  # it lives: only now its time runs
            line.settimeout(seconds + 5)
            began = time.monotonic()
            limits = {"seconds": seconds, "memory": memory}
            wire.send(line, json.dumps({**limits, **question.as_json()}).encode())
            wire.send(line, content)
            answer: dict[str, Any] = json.loads(wire.receive(line, LARGEST_ANSWER))
            return answer
    except (OSError, EOFError, ValueError):
        slow = time.monotonic() - began >= seconds * 0.9
        return _failed("slow" if slow else "heavy", seconds)


def _failed(code: str, seconds: float) -> dict[str, Any]:
    return {"pages": None, "signatures": [], "reasons": [asdict(reason(code, seconds=f"{seconds:g}"))]}
