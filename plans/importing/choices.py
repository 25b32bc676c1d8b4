"""What a person has corrected: the role of a line, the meaning of a column, the sheet. Kept beside the file as plain data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc_portal.vietnam import encodings
from plans.importing import columns, legacy, recognising
from plans.importing.pieces import LABELS, TABLE_LABELS, Piece, Recognised, Role
from plans.importing.source import Source

MOST = 900
"""Choices that one page can offer; the lines behind them keep what was recognised."""
_ROLE = re.compile(r"vai-(\d{1,5})")
_COLUMN = re.compile(r"cot-(\d{1,5})-(\d{1,3})")


@dataclass(frozen=True)
class Choices:
    """What was chosen, by the number of the piece and of the column."""

    sheet: int = 0
    encoding: str | None = None
    """What the person chose; None where nothing was asked yet, and then what was recognised holds."""
    roles: dict[int, Role] = field(default_factory=dict)
    columns: dict[tuple[int, int], str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "encoding": self.encoding,
            "roles": {str(number): role.value for number, role in self.roles.items()},
            "columns": {f"{number}-{place}": kind for (number, place), kind in self.columns.items()},
        }


def from_json(data: Mapping[str, Any]) -> Choices:
    return Choices(
        data.get("sheet", 0),
        data.get("encoding"),
        {int(number): Role(role) for number, role in data.get("roles", {}).items()},
        {_pair(place): kind for place, kind in data.get("columns", {}).items()},
    )


def _pair(text: str) -> tuple[int, int]:
    number, _, place = text.partition("-")
    return int(number), int(place)


def from_form(sent: Mapping[str, str], sheet: int, encoding: str | None) -> Choices:
    """The fields "vai-<line>" and "cot-<table>-<column>"; what no list offers is passed over."""
    roles: dict[int, Role] = {}
    kinds: dict[tuple[int, int], str] = {}
    for name, value in sent.items():
        if (found := _ROLE.fullmatch(name)) and value in {*LABELS, *TABLE_LABELS}:
            roles[int(found[1])] = Role(value)
        elif (found := _COLUMN.fullmatch(name)) and value in columns.LABELS:
            kinds[int(found[1]), int(found[2])] = value
    return Choices(sheet, encoding, roles, kinds)


def apply(source: Source, choices: Choices) -> Recognised:
    """The file as recognised, with what the person has corrected."""
    encoding = legacy.guess(source) if choices.encoding is None else encodings.named(choices.encoding)
    recognised = recognising.recognise(legacy.settled(source, encoding), choices.sheet)
    for number, piece in enumerate(recognised.pieces):
        role = choices.roles.get(number, piece.role)
        if role in (TABLE_LABELS if piece.table else LABELS):
            piece.role = role
        if piece.table:
            _choose_columns(piece, number, choices)
    return recognised


def _choose_columns(piece: Piece, number: int, choices: Choices) -> None:
    assert piece.table is not None  # noqa: S101  only tables come here
    if not piece.columns:
        piece.head = max(piece.head, 1)
        piece.columns = columns.guess(piece.table)
    for place in range(len(piece.columns)):
        piece.columns[place] = choices.columns.get((number, place), piece.columns[place])


def offered(recognised: Recognised) -> Iterator[tuple[int, Piece, bool]]:
    """Each piece with its number, and whether the page still has room for its choices."""
    used = 0
    for number, piece in enumerate(recognised.pieces):
        used += 1 + len(piece.columns)
        yield number, piece, used <= MOST
