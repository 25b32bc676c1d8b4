"""How many presses, pages and seconds something takes: what the everyday goals are measured by.

A click is a press of the pointer, or Enter on a control; typing, scrolling and the window in which the system lets one choose a file
do not count. A page is a full navigation, however many redirects it takes.
"""

import math
import os
import sys
from dataclasses import dataclass, field

from playwright.sync_api import Page, Request

from tests.journeys.goals import Goal
from tests.journeys.person import Person

AT_LEAST = 4

# Presses as the browser feels them; Enter in running text is a letter.
_LISTEN = """
addEventListener('pointerdown', (event) => { if (event.isTrusted) counted('click'); }, true);
addEventListener('keydown', (event) => {
  if (!event.isTrusted || event.isComposing) return;
  if (event.key === 'Tab') counted('tab');
  if (event.key === 'Enter' && !event.target.closest('textarea, [contenteditable]')) counted('enter');
}, true);
"""


@dataclass
class Counter:
    """Counts in one window from `start` on."""

    page: Page
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, person: Person) -> "Counter":
        """Before the first page is opened, or from the next one on."""
        counter = cls(person.page)
        person.context.expose_function("counted", counter._count)
        person.context.add_init_script(_LISTEN)
        person.page.on("request", counter._requested)
        return counter

    def _count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def _requested(self, request: Request) -> None:
        leads_on = request.is_navigation_request() and not request.redirected_from
        if leads_on and request.frame == self.page.main_frame:
            self._count("page")

    def start(self) -> None:
        self.counts.clear()

    @property
    def clicks(self) -> int:
        return self.counts.get("click", 0) + self.counts.get("enter", 0)

    def beyond(self, goal: Goal, *, seconds: float | None = None) -> dict[str, float]:
        """What is more than the goal allows; nothing where it is met. Says what it found."""
        found = {
            "clicks": self.clicks,
            "pages": self.counts.get("page", 0),
            "tabs": self.counts.get("tab", 0),
        }
        timed = "" if seconds is None else f", {seconds:.2f} s ({slow()} times slower allowed)"
        sys.stdout.write(f"{goal.name}: {found}{timed}\n")
        over: dict[str, float] = {
            name: found[name]
            for name in found
            if (most := getattr(goal, name)) is not None and found[name] > most
        }
        if goal.seconds is not None and (seconds is None or seconds > goal.seconds * slow()):
            over["seconds"] = seconds if seconds is not None else -1
        return over


def slow() -> int:
    """Seconds are goals of a quiet machine: how many times longer this one may take, by how many wait for each of its cores."""
    return max(AT_LEAST, math.ceil(os.getloadavg()[0] / (os.cpu_count() or 1)))


def seconds_to_load(page: Page) -> float:
    """From the press that led here to the page's end of loading, redirects included."""
    page.wait_for_load_state("load")
    found: float = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd / 1000")
    return found
