"""Where a place of the snapshot is kept: the row, its field, the way to the words inside that field's value."""

from dataclasses import dataclass
from typing import Any

from cchc_portal.documents.snapshots.canonical import COLUMNS
from plans.outline import Node, Outline, Place

_MOST_MONEY = 10**15
_RENAMED = {"time": "time_text", "budget": "budget_source"}
_PARTS = {
    "subject": "thong-tin",
    "opening": "loi-van",
    "closing": "loi-van",
    "decision": "quyet-dinh",
    "addressees": "kinh-gui",
}


@dataclass(frozen=True)
class Spot:
    """One text of a plan: the anchor of its row, its form's field, and the keys that lead to it inside the value."""

    anchor: str
    field: str
    path: Place = ()

    @property
    def is_columns(self) -> bool:
        """Which columns a table of work prints: their codes, apart by spaces."""
        return self.field == "columns"

    @property
    def is_sum(self) -> bool:
        """The money in a row of totals: its figures."""
        return (self.field, self.path) == ("total", ("budget",))


def spot_of(outline: Outline, place: Place) -> Spot | None:
    """The place's text, or nothing where it stands in no row: more than one, or none any more."""
    if place and str(place[0]) in _PARTS:
        return _of_part(place)
    node = node_at(outline, place)
    return _of_row(node, place[len(node.place) :]) if node else None


def node_at(outline: Outline, place: Place) -> Node | None:
    """The innermost row that holds the place."""
    nodes = {node.place: node for node in outline.nodes()}
    found = (nodes[place[:length]] for length in range(len(place), 0, -1) if place[:length] in nodes)
    return next(found, None)


def _of_part(place: Place) -> Spot | None:
    anchor = f"phan-{_PARTS[str(place[0])]}"
    if place[0] == "decision":
        return Spot(anchor, str(place[1]), place[2:]) if len(place) > 1 else None
    return Spot(anchor, str(place[0]), place[1:])


def _of_row(node: Node, rest: Place) -> Spot | None:
    if isinstance(node.data, str):
        return Spot(node.anchor, "text") if not rest else None
    if not rest:
        return None
    first, path = str(rest[0]), rest[1:]
    if first in _RENAMED:
        return Spot(node.anchor, _RENAMED[first]) if path in (("text",), ("source",)) else None
    if first in ("table", "items"):
        return Spot(node.anchor, str(path[0]), path[1:]) if path else None
    return Spot(node.anchor, first, path)


def said_at(values: dict[str, Any], spot: Spot) -> str | None:
    """What a row's values say at the spot."""
    value = values.get(spot.field)
    if spot.is_columns:
        return " ".join(value) if isinstance(value, list) and not spot.path else None
    if spot.is_sum:
        amount = value.get("budget") if isinstance(value, dict) else None
        return None if amount is None else str(amount)
    return text_at(value, spot.path)


def with_said(values: dict[str, Any], spot: Spot, text: str) -> dict[str, Any]:
    """The values with something else at the spot; ValueError where columns or money cannot be that."""
    value = values[spot.field]
    if spot.is_columns:
        return {**values, spot.field: _columns(text)}
    if spot.is_sum:
        return {**values, spot.field: {**value, "budget": _amount(text)}}
    return {**values, spot.field: with_text(value, spot.path, text)}


def _columns(text: str) -> list[str]:
    columns = text.split()
    if not columns or len(set(columns)) != len(columns) or not set(columns) <= set(COLUMNS):
        raise ValueError(text)
    return columns


def _amount(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) > _MOST_MONEY:
        raise ValueError(text)
    return int(text)


def text_at(value: Any, path: Place) -> str | None:
    """The words at the end of the path inside a field's value."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value if isinstance(value, str) else None


def with_text(value: Any, path: Place, text: str) -> Any:
    """The value with other words at the end of the path; nothing of the old one is changed."""
    if not path:
        return text
    copied: Any = list(value) if isinstance(value, list) else dict(value)
    copied[path[0]] = with_text(value[path[0]], path[1:], text)
    return copied
