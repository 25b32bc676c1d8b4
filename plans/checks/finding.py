"""One thing that a check finds, and the walk over a snapshot's texts that several checks share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Snapshot = Mapping[str, Any]
Place = tuple[str | int, ...]


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to put right: where it stands in the snapshot, and which rule says so."""

    level: Level
    message: str
    place: Place = ()
    source: str = ""


def error(message: str, *place: str | int, source: str = "") -> Finding:
    return Finding(Level.ERROR, message, place, source)


def warning(message: str, *place: str | int, source: str = "") -> Finding:
    return Finding(Level.WARNING, message, place, source)


def texts(value: Any, place: Place) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*place, index))
