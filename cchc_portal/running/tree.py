"""The process tree: parts start in order, are started again when they die, and stop in the reverse order."""

import signal
import time
from collections.abc import Callable, Iterable
from types import FrameType

from .processes import Part, Running

TICK = 0.1
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
SETTLED = 60.0  # seconds of life after which an earlier failure is forgotten
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """The operator asked to stop."""


class Failed(Exception):
    """A part could not start; the message names its log."""


class Tree:
    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.running: list[Running] = []
        self._steps: list[Running] = []
        self._waits: dict[str, float] = {}
        self._due: dict[str, float] = {}
        self._asked_to_stop = False

    def listen(self) -> None:
        for number in SIGNALS:
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop = True

    def pause(self) -> None:
        """One tick; the only place where a wish to stop is heard, so that it never breaks a step in two."""
        if self._asked_to_stop:
            raise Stopped
        time.sleep(TICK)

    def start(self, parts: Iterable[Part], patience: float = 120.0) -> None:
        """Start the parts side by side and wait until each is ready."""
        waiting = [Running(part) for part in parts]
        self.running += waiting
        deadline = time.monotonic() + patience
        while waiting := [item for item in waiting if item.ended or not item.part.ready(item)]:
            for item in waiting:
                if item.ended or time.monotonic() > deadline:
                    raise Failed(failure(item))
            self.pause()

    def begin(self, part: Part) -> Running:
        """Start a step that ends by itself, to be waited for with `finish`."""
        step = Running(part)
        self._steps.append(step)
        return step

    def finish(self, step: Running) -> int:
        """Wait for a step while the rest of the tree is looked after; its exit code."""
        try:
            while not step.ended:
                self.look_after()
                self.pause()
        finally:
            step.clear_away()
            self._steps.remove(step)
        return step.process.returncode

    def watch(self) -> None:
        while True:
            self.look_after()
            self.pause()

    def look_after(self) -> None:
        """Say which part has died, and start it again after a wait that grows with each failure."""
        now = time.monotonic()
        for place, item in enumerate(self.running):
            if not item.ended:
                continue
            name = item.part.name
            if name not in self._due:
                self._plan_restart(item, now)
            elif now >= self._due[name]:
                del self._due[name]
                self.running[place] = Running(item.part)
                self.say(f"Đã khởi động lại {item.part.title}.")

    def _plan_restart(self, item: Running, now: float) -> None:
        name = item.part.name
        settled = now - item.since > SETTLED
        wait = FIRST_WAIT if settled else min(self._waits.get(name, FIRST_WAIT / 2) * 2, LONGEST_WAIT)
        self._waits[name], self._due[name] = wait, now + wait
        item.clear_away()
        self.say(
            f"{item.part.title.capitalize()} đã dừng đột ngột (mã {item.process.returncode}); "
            f"khởi động lại sau {wait:.0f} giây. Nhật ký: {item.part.log}"
        )

    def stop(self) -> None:
        """Last started, first stopped: whoever writes leaves before what it writes to."""
        for step in self._steps:
            step.clear_away()
        for item in reversed(self.running):
            if not item.ended:
                self.say(f"Đang dừng {item.part.title}…")
            item.stop()
        self.running.clear()


def failure(item: Running) -> str:
    last = [line for line in item.said().splitlines() if line.strip()][-6:]
    state = f"đã dừng (mã {item.process.returncode})" if item.ended else "không sẵn sàng đúng hạn"
    return "\n".join(
        [f"{item.part.title.capitalize()} {state}. Nhật ký: {item.part.log}", *(f"  {x}" for x in last)]
    )
