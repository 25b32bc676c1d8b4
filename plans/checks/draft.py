"""A plan as its checks read it: the snapshot walked once, the day that its words are judged on, the register beside it."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from cchc_portal.vietnam import citations, dates
from cchc_portal.vietnam.register import Register, national
from plans.checks.body import all_blocks
from plans.checks.finding import Place, Snapshot, texts

_NOT_WORDS = frozenset(
    {"agency", "form", "rules", "format", "number", "symbol_as_printed", "issued_on", "period"}
)


class Draft:
    """One plan under its checks."""

    def __init__(self, snapshot: Snapshot, register: Register | None = None, on: date | None = None) -> None:
        self.snapshot = snapshot
        self.register = register or national()
        self.start = date.fromisoformat(snapshot["period"]["from"])
        self.end = date.fromisoformat(snapshot["period"]["to"])
        self.issued_on = date.fromisoformat(snapshot["issued_on"]) if snapshot["issued_on"] else None
        self.today = on or date.today()  # noqa: DTZ011 -- the day of the office, as TZ says

    @cached_property
    def day(self) -> date:
        """The plan's own day; of a draft the day on which it is read, but of a year that is over its middle:
        yearly plans are issued between December before and May of their year.
        """
        if self.issued_on:
            return self.issued_on
        return min(self.today, self.end) if self.today <= self.end else self.middle

    @property
    def middle(self) -> date:
        return self.start + timedelta(days=(self.end - self.start).days // 2)

    @property
    def period(self) -> str:
        return dates.written_period(self.start, self.end)

    @cached_property
    def words(self) -> list[tuple[str, Place]]:
        """Every text that somebody wrote, in the order of the plan file."""
        return [
            (text, place)
            for key, value in self.snapshot.items()
            if key not in _NOT_WORDS
            for text, place in texts(value, (key,))
        ]

    @cached_property
    def prose(self) -> list[tuple[str, Place]]:
        """The plan's own words: without the rows that name the documents above it, and the archive's initials."""
        return [(text, place) for text, place in self.words if place[0] not in ("parents", "archive")]

    @cached_property
    def cited(self) -> dict[Place, list[citations.Citation]]:
        """What each text cites, where it cites anything."""
        found = ((place, citations.citations(text)) for text, place in self.words if "/" in text)
        return {place: cited for place, cited in found if cited}

    @cached_property
    def spans(self) -> dict[Place, list[tuple[int, int]]]:
        """Stretches of a text that are another document's date and title."""
        return {
            place: citations.spans(text)
            for text, place in self.words
            if place in self.cited or "uật " in text or "lệnh " in text
        }

    @cached_property
    def blocks(self) -> list[tuple[list[Any], Place]]:
        """Every list of blocks with its place."""
        return list(all_blocks(self.snapshot))

    def is_symbol(self, place: Place, start: int) -> bool:
        """Inside a symbol, whose letters name nobody by themselves."""
        return any(each.start <= start < each.end for each in self.cited.get(place, ()))

    def is_cited(self, place: Place, start: int) -> bool:
        return any(first <= start < last for first, last in self.spans.get(place, ()))
