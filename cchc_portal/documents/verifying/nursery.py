"""`python -m cchc_portal.documents.verifying.nursery FD`: reads the libraries once, then forks a child for every line that it is handed."""

import json
import os
import resource
import signal
import socket
import sys
from dataclasses import asdict
from typing import Any

from . import wire
from .examination import examine
from .question import Question
from .sentences import reason

LARGEST = 64 * 1024 * 1024  # of a question: a file and a folder of certificates


def main(control: socket.socket) -> None:
    """Until whoever started it is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a child ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all: the portal decides when to stop
    while True:
        message, lines, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _answer(socket.socket(fileno=lines[0]))
            os._exit(0)
        os.close(lines[0])


def _answer(line: socket.socket) -> None:
    try:
        wire.send(line, b"")
        asked = json.loads(wire.receive(line, LARGEST))
        _limit(asked["seconds"], asked["memory"])
        wire.send(line, json.dumps(_examined(wire.receive(line, LARGEST), asked)).encode())
    except BaseException:  # whoever waits reads the silence
        os._exit(1)


def _examined(content: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        found = examine(content, Question.from_json(asked))
    except (MemoryError, RecursionError):
        return {"pages": None, "signatures": [], "reasons": [asdict(reason("heavy"))]}
    return {
        "pages": found.pages,
        "signatures": [asdict(one) for one in found.signatures],
        "reasons": [asdict(one) for one in found.reasons],
    }


def _limit(seconds: float, memory: int) -> None:
    """The kernel ends it: no code of ours has to run for that."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    with open("/proc/self/statm", encoding="ascii") as statm:
        taken = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
