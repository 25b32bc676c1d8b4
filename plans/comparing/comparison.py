"""The comparison itself: rows as they read now, with what is gone standing where it stood, and each change down to its words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from . import matching
from .matching import Pairs
from .tree import Node, tree
from .words import Runs, runs

Data = dict[str, Any]


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Cell:
    """One label with both sides' words."""

    key: str
    label: str
    old: Runs
    new: Runs
    changed: bool


@dataclass
class Row:
    """One node of either tree or of both. `restyled`: the words stand, but as another kind of paragraph.

    `moved_from` names the part, section or group that it stood in, where that is another now.
    """

    family: str
    change: Change
    moved: bool
    restyled: bool
    old_number: str
    new_number: str
    old_place: int | None
    new_place: int | None
    cells: tuple[Cell, ...]
    moved_from: str = ""
    children: list["Row"] = field(default_factory=list)

    def walk(self) -> Iterator["Row"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def touched(self) -> bool:
        """Itself changed, added, removed or moved."""
        return self.change is not Change.SAME or self.moved

    @property
    def differs(self) -> bool:
        """Itself, or anything in it."""
        return any(row.touched for row in self.walk())

    def text(self, side: str) -> str:
        """The first cell that says something: what the row is known by."""
        texts = ("".join(run.text for run in getattr(cell, side)) for cell in self.cells)
        return next(filter(None, texts), "")


@dataclass
class Comparison:
    """Two snapshots held together, part by part."""

    parts: list[Row]

    def rows(self) -> Iterator[Row]:
        for part in self.parts:
            yield from part.walk()

    @property
    def differs(self) -> bool:
        return any(row.touched for row in self.rows())

    def side(self, side: str) -> list[str]:
        """Everything that one side says, cell by cell in its own order."""
        place = f"{side}_place"
        own = sorted(
            (row for row in self.rows() if getattr(row, place) is not None),
            key=lambda row: int(getattr(row, place)),
        )
        return [
            text
            for row in own
            for cell in row.cells
            if (text := "".join(run.text for run in getattr(cell, side)))
        ]

    def counts(self) -> dict[str, int]:
        """How many items and how many other places were changed, added, removed, moved; what is inside an added section counts with it."""
        found: dict[str, int] = defaultdict(int)
        for part in self.parts:
            _count(part, found)
        return dict(found)


def _count(row: Row, found: dict[str, int], above: Change = Change.SAME) -> None:
    item = row.family == "item"
    noun = "items" if item else "others"
    if row.change is not Change.SAME and (item or row.change is Change.CHANGED or row.change is not above):
        found[f"{noun}_{row.change}"] += 1
    elif row.moved:
        found[f"{noun}_moved"] += 1
    for child in row.children:
        _count(child, found, row.change)


def compare(old: Data, new: Data) -> Comparison:
    """Two canonical snapshots."""
    before, now = tree(old), tree(new)
    pairs = matching.pair(before, now)
    weaver = _Weaver(pairs, matching.moved(now, pairs))
    return Comparison(weaver.children(before, now))


class _Weaver:
    """The two trees as one."""

    def __init__(self, pairs: Pairs, moved: set[Node]) -> None:
        self.pairs = pairs
        self.moved = moved

    def children(self, old: Node | None, new: Node) -> list[Row]:
        """The new node's children in order; each old one that is gone, behind the neighbour that it followed."""
        gone = self._gone_after(old, new)
        rows = [self._removed(node) for node in gone[None]]
        for node in new.children:
            rows.append(self._standing(node))
            rows += [self._removed(each) for each in gone[node]]
        return rows

    def _gone_after(self, old: Node | None, new: Node) -> defaultdict[Node | None, list[Node]]:
        gone: defaultdict[Node | None, list[Node]] = defaultdict(list)
        neighbour: Node | None = None
        for node in old.children if old else ():
            now = self.pairs.new_of.get(node)
            if now is None:
                gone[neighbour].append(node)
            elif now.parent is new and now not in self.moved:
                neighbour = now
        return gone

    def _standing(self, new: Node) -> Row:
        old = self.pairs.old_of.get(new)
        row = self._row(old, new)
        row.children = self.children(old, new)
        return row

    def _removed(self, old: Node) -> Row:
        row = self._row(old, None)
        row.children = [self._removed(node) for node in old.children if node not in self.pairs.new_of]
        return row

    def _row(self, old: Node | None, new: Node | None) -> Row:
        cells = _cells(old, new)
        restyled = bool(old and new and old.style != new.style)
        return Row(
            (new or old or Node("")).family,
            _change(old, new, cells, restyled=restyled),
            new in self.moved,
            restyled,
            old.number if old else "",
            new.number if new else "",
            old.place if old else None,
            new.place if new else None,
            cells,
            self._left(old, new) if new in self.moved else "",
        )

    def _left(self, old: Node | None, new: Node | None) -> str:
        """The heading that it stood under, where it now stands under another."""
        if (
            old is None
            or new is None
            or new.parent is None
            or self.pairs.old_of.get(new.parent) is old.parent
        ):
            return ""
        above = old.parent
        while above is not None and not (above.cells and above.cells[0].text):
            above = above.parent
        return f"{above.number} {above.cells[0].text}".strip() if above else ""


def _change(old: Node | None, new: Node | None, cells: tuple[Cell, ...], *, restyled: bool) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    return Change.CHANGED if restyled or any(cell.changed for cell in cells) else Change.SAME


def _cells(old: Node | None, new: Node | None) -> tuple[Cell, ...]:
    before = {cell.key: cell for cell in old.cells} if old else {}
    now = {cell.key: cell for cell in new.cells} if new else {}
    keys = [*now, *(key for key in before if key not in now)]
    return tuple(_cell(key, before.get(key), now.get(key)) for key in keys)


def _cell(key: str, before: Any, now: Any) -> Cell:
    old, new = before.text if before else "", now.text if now else ""
    sides = runs(old, new)
    return Cell(key, (now or before).label, *sides, old != new)
