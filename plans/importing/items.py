"""A table of work as content items: groups from its headed rows, a merged column of forms as the group's own, one item a row."""

import re
from dataclasses import dataclass, field
from typing import Any

from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.text import plain
from plans.importing import cells, columns, filling
from plans.importing.columns import QUARTER, SERIAL, SKIP, SOURCE
from plans.importing.pieces import Piece
from plans.importing.source import Cell, Table

Data = dict[str, Any]
_PRINTED = ("content", "audience", "channels", "products", "lead", "support", "time", "budget", "note")
_TOTAL = re.compile(r"tong (?:cong|so|kinh phi)\b.*|cong\W*")
_GROUP_SIGN = re.compile(r"(?:[ivx]{1,5}|[a-h])\s*[.)/]?")
_LONGEST_TITLE = 300


@dataclass
class Work:
    """The block of items, and what none of its columns takes."""

    block: Data
    left: list[str] = field(default_factory=list)


@dataclass
class _Row:
    """One row: its own cells by what their columns mean, and those of merged cells that began above."""

    number: int
    own: dict[int, Cell]
    all: dict[int, Cell]


def build(piece: Piece) -> Work:
    return _Builder(piece).build()


class _Builder:
    def __init__(self, piece: Piece) -> None:
        assert piece.table is not None  # noqa: S101  only tables come here
        self.table: Table = piece.table
        self.head = piece.head
        self.kinds = piece.columns
        self.labels = [
            (columns.labels_of(self.table, 0, self.head, place) or [""])[-1]
            for place in range(self.table.width)
        ]
        self.groups: list[Data] = []
        self.left: list[str] = []
        self.skipped: dict[int, list[str]] = {}
        self.total: Data | None = None
        self.group_rows: list[list[int]] = []

    def build(self) -> Work:
        rows = [self._row(number) for number in range(self.head, len(self.table.rows))]
        for row in rows:
            if row.own and not self._repeats_head(row):
                self._take(row)
        self._share_channels()
        for place, texts in self.skipped.items():
            self.left.append(f"{self.labels[place] or f'Cột {place + 1}'}: {'; '.join(texts)}")
        used = [kind for kind in _PRINTED if kind in self._used()]
        labels = {
            kind: label
            for kind, label in zip(self.kinds, self.labels, strict=False)
            if kind in used and label and not cells.scale(label) > 1 and kind != "note"
        }
        groups = [{key: value for key, value in group.items() if key != "rows"} for group in self.groups]
        block = {"columns": used or ["content"], "labels": labels, "groups": groups, "total": self.total}
        return Work({"items": block}, self.left)

    def _used(self) -> set[str]:
        """The columns of the table, and what was put into the notes."""
        said = {kind for kind in self.kinds if kind in _PRINTED}
        rows = [item for group in self.groups for item in group["items"]]
        said = {kind for kind in said if kind != "note"} | {"content"}
        if any(item["note"] for item in rows):
            said.add("note")
        if any(item["time"] for item in rows):
            said.add("time")
        if any(item["budget"] for item in rows):
            said.add("budget")
        return said

    def _row(self, number: int) -> _Row:
        own, reached = {}, {}
        for place, cell in enumerate(self.table.rows[number]):
            above, left = self.table.owner(number, place)
            owner = self.table.rows[above][left]
            if cell is not None and cell.lines:
                own[place] = cell
            if owner is not None and owner.lines and left == place:
                reached[place] = owner
        return _Row(number, own, reached)

    def _kind(self, place: int) -> str:
        return self.kinds[place] if place < len(self.kinds) else "note"

    def _repeats_head(self, row: _Row) -> bool:
        """A head that the author repeated on a new page."""
        return all(fold(plain(cell.text)) == fold(self.labels[place]) for place, cell in row.own.items())

    def _take(self, row: _Row) -> None:
        if self._is_group(row):
            self._begin_group(row)
        elif self._is_total(row):
            self._take_total(row)
        elif self._has(row, "content"):
            self._group()["items"].append(self._item(row))
            self._group()["rows"].append(row.number)
        elif self.groups and self.groups[-1]["items"]:
            self._go_on(row)
        else:
            self.left.append(self._as_text(row))

    def _has(self, row: _Row, kind: str) -> bool:
        return any(self._kind(place) == kind for place in row.own)

    def _group(self) -> Data:
        if not self.groups:
            self.groups.append(_new_group(None))
        return self.groups[-1]

    # --- headed rows

    def _is_group(self, row: _Row) -> bool:
        """One cell across the table, or a content with I., II. or A. before it and nothing else but a merged cell."""
        places = list(row.own)
        wide = [cell for cell in row.own.values() if cell.columns >= max(2, self.table.width - 1)]
        if wide and all(self._kind(place) == SERIAL or row.own[place] in wide for place in places):
            return not _TOTAL.match(fold(plain(wide[0].text)))
        others = [
            place
            for place in places
            if self._kind(place) not in (SERIAL, "content") and row.own[place].rows == 1
        ]
        if others or not self._has(row, "content"):
            return False
        serials = [row.own[place].text for place in places if self._kind(place) == SERIAL]
        return bool(serials and _GROUP_SIGN.fullmatch(fold(plain(serials[0]))))

    def _begin_group(self, row: _Row) -> None:
        words = [
            plain(" ".join(cell.lines))
            for place, cell in row.own.items()
            if self._kind(place) in (SERIAL, "content") or cell.columns > 1
        ]
        title = " ".join(words[1:] if len(words) > 1 and cells.is_serial(words[0]) else words)
        title = cells.unmarked(_without_sign(title)).rstrip(" :")
        fits = len(title) <= _LONGEST_TITLE
        self.groups.append(_new_group(title if fits else None))
        self.left += [] if fits else [title]
        for place, cell in row.own.items():
            if self._kind(place) not in (SERIAL, "content") and cell.columns == 1:
                if self._kind(place) == "channels":
                    self.groups[-1]["channels"] += cells.channels(cell.lines)
                elif cell.rows == 1:
                    self.left.append(plain(cell.text))

    def _share_channels(self) -> None:
        """A form that stands beside every row of a group is the group's."""
        for group in self.groups:
            items = group["items"]
            if len(items) < 2:
                continue
            first = items[0]["channels"]
            merged = self._merged_channels(group["rows"])
            if first and merged and all(item["channels"] == first for item in items):
                group["channels"] = group["channels"] or first
                for item in items:
                    item["channels"] = []
        for group in self.groups:
            for item in group["items"]:
                if group["channels"] and item["channels"] == group["channels"]:
                    item["channels"] = []

    def _merged_channels(self, numbers: list[int]) -> bool:
        places = [place for place, kind in enumerate(self.kinds) if kind == "channels"]
        return all(len({self.table.owner(number, place) for number in numbers}) == 1 for place in places)

    # --- totals

    def _is_total(self, row: _Row) -> bool:
        words = [fold(plain(cell.text)) for place, cell in row.own.items() if self._kind(place) != "budget"]
        return any(_TOTAL.fullmatch(text) for text in words) and len(words) <= 2

    def _take_total(self, row: _Row) -> None:
        for place, cell in row.own.items():
            if self._kind(place) == "budget":
                value = cells.amount(cell.text, cells.scale(self.labels[place]))
                if value is not None and self.total is None:
                    self.total = {"products": None, "budget": value}
                    return
        self.left.append(self._as_text(row))

    def _as_text(self, row: _Row) -> str:
        return " | ".join(plain(" ".join(cell.lines)) for cell in row.own.values())

    # --- rows of work

    def _item(self, row: _Row) -> Data:
        item: Data = {
            "content": "", "audience": [], "channels": [], "products": [], "lead": [], "support": [],
            "time": None, "budget": None, "areas": [], "note": "",
        }  # fmt: skip
        for place, cell in row.all.items():
            self._fill(item, place, cell)
        if not item["content"]:
            item["content"] = "…"
        return item

    def _go_on(self, row: _Row) -> None:
        """A row without a content of its own goes on with the one before."""
        item = self.groups[-1]["items"][-1]
        for place, cell in row.own.items():
            self._fill(item, place, cell)

    def _fill(self, item: Data, place: int, cell: Cell) -> None:
        kind, label = self._kind(place), self.labels[place]
        if kind == SERIAL:
            text = plain(" ".join(cell.lines))
            if not cells.is_serial(text):
                item["content"] = f"{text} {item['content']}".strip()
        elif kind == "content":
            item["content"] = "\n".join(filter(None, [item["content"], filling.content(cell)]))
        elif kind == SKIP:
            self._skip(place, cell)
        elif kind == QUARTER:
            filling.add_time(
                item, label if cells.is_tick(cell.text) else f"{label}: {plain(' '.join(cell.lines))}", ", "
            )
        elif kind == "time":
            filling.add_time(item, cells.ended_off("; ".join(cells.members(cell.lines))), "; ")
        elif kind in ("budget", SOURCE):
            filling.add_budget(item, cell, kind, label)
        elif kind == "note":
            text = plain(cell.text)
            known = columns.kind_of(label) == "note" or not label
            filling.add_note(item, text if known else f"{label}: {text}")
        else:
            filling.add_members(item, kind, cell)

    def _skip(self, place: int, cell: Cell) -> None:
        texts = self.skipped.setdefault(place, [])
        text = plain(" ".join(cell.lines))
        if text not in texts:
            texts.append(text)


def _new_group(title: str | None) -> Data:
    return {"title": title, "channels": [], "items": [], "total": None, "rows": []}


def _without_sign(title: str) -> str:
    found = re.match(r"(?:[IVX]{1,5}|[A-H])\s*[.)/:–-]\s*", title)
    return title[found.end() :] if found else title
