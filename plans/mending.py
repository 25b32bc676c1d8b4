"""Where a place of the snapshot is kept: the row, its field, the way to the words inside that field's value."""

from dataclasses import dataclass
from typing import Any

from plans.outline import Node, Outline, Place

_RENAMED = {"time": "time_text", "budget": "budget_source"}
_PARTS = {"subject": "thong-tin", "opening": "loi-van", "closing": "loi-van", "decision": "quyet-dinh"}


@dataclass(frozen=True)
class Spot:
    """One text of a plan: the anchor of its row, its form's field, and the keys that lead to it inside the value."""

    anchor: str
    field: str
    path: Place = ()


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
    if first == "table":
        return Spot(node.anchor, str(path[0]), path[1:]) if path else None
    return Spot(node.anchor, first, path)


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
