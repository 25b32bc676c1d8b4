"""One thing that a check finds, how one click mends it, and the walk over a snapshot's texts that several checks share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Snapshot = Mapping[str, Any]
Place = tuple[str | int, ...]


class Level(StrEnum):
    """An error stops submission; the others never do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"error": "Lỗi", "warning": "Cảnh báo", "hint": "Gợi ý"}[self.value]


ORDER = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True)
class Mend:
    """One click: at that place, `was` becomes `now`; `was` stands there once, so that nothing else is touched."""

    place: Place
    was: str
    now: str
    label: str

    def applied(self, text: str) -> str | None:
        """The text put right, or nothing where the words are no longer there as they were."""
        return text.replace(self.was, self.now) if text.count(self.was) == 1 else None


@dataclass(frozen=True)
class Finding:
    """One thing to put right: where it stands in the snapshot, which rule says so, and the click that mends it."""

    level: Level
    message: str
    place: Place = ()
    source: str = ""
    mend: Mend | None = field(default=None, compare=False)


def error(message: str, *place: str | int, source: str = "", mend: Mend | None = None) -> Finding:
    return Finding(Level.ERROR, message, place, source, mend)


def warning(message: str, *place: str | int, source: str = "", mend: Mend | None = None) -> Finding:
    return Finding(Level.WARNING, message, place, source, mend)


def hint(message: str, *place: str | int, source: str = "", mend: Mend | None = None) -> Finding:
    return Finding(Level.HINT, message, place, source, mend)


def mend_at(text: str, span: tuple[int, int], now: str, place: Place) -> Mend | None:
    """A mend of the words in that span, with as much before and after as makes them stand once in the text."""
    start, end = span
    label = f"Đổi thành “{shortened(now)}”" if now else "Bỏ đi"
    before, after = start, end
    while text.count(text[before:after]) != 1:
        if before == 0 and after == len(text):
            return None
        before, after = max(0, before - 1), min(len(text), after + 1)
    was = text[before:after]
    if was == text[before:start] + now + text[end:after]:
        return None
    return Mend(place, was, text[before:start] + now + text[end:after], label)


def quoted(text: str, start: int, end: int, longest: int = 70) -> str:
    """The words around a span, from the beginning of their clause, short enough for a message."""
    begin = max(text.rfind(mark, 0, start) + 1 for mark in (";", "\n", ".", "("))
    words = text[begin:end].strip(" ,:“")
    if len(words) <= longest:
        return words
    half = longest // 2
    head, tail = words[:half].rsplit(" ", 1)[0], words[-half:].split(" ", 1)[-1]
    return f"{head} … {tail}"


def shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


CODES = frozenset(
    {"columns", "labels", "from", "to", "every", "unit", "align", "widths", "areas", "issued_on"}
)
"""Keys below which nobody writes words."""


def texts(value: Any, place: Place) -> list[tuple[str, Place]]:
    """Every text inside, with its place; codes and days are none."""
    found: list[tuple[str, Place]] = []
    _collect(value, place, found)
    return found


def _collect(value: Any, place: Place, found: list[tuple[str, Place]]) -> None:
    if isinstance(value, str):
        if value:
            found.append((value, place))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if inner and key not in CODES:
                _collect(inner, (*place, key), found)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _collect(inner, (*place, index), found)
