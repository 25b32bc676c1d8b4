"""Whom the words of a task mean: kinds of agency, agencies by name, and what nobody in the portal answers to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cchc_portal.agencies.models import Agency
from plans.beginning.assigned import Body, levels_meant


@dataclass(frozen=True)
class Meant:
    """`unknown` are bodies that stand outside the portal, such as a newspaper."""

    levels: tuple[str, ...]
    agencies: tuple[Any, ...]
    unknown: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.levels or self.agencies)


def pieces(text: str) -> list[str]:
    """Bodies, one a line or parted by semicolons."""
    return [part for line in text.splitlines() for piece in line.split(";") if (part := piece.strip(" .,"))]


def bodies_of(agencies: Iterable[Agency], province: str) -> list[tuple[Agency, Body]]:
    """Every agency with the names by which papers call it; their profiles are read already."""
    return [
        (agency, Body((agency.name, *(each.name for each in agency.profiles.all())), agency.level, province))
        for agency in agencies
    ]


def meant(text: str, known: list[tuple[Agency, Body]]) -> Meant:
    levels: list[str] = []
    agencies: dict[int, Agency] = {}
    unknown = []
    for piece in pieces(text):
        found = levels_meant(piece)
        named = [agency for agency, body in known if body.is_called(piece)]
        levels += [level for level in found if level not in levels]
        agencies |= {agency.pk: agency for agency in named}
        if not found and not named:
            unknown.append(piece)
    return Meant(tuple(levels), tuple(agencies.values()), tuple(unknown))
