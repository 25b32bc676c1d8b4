"""The table of content items as its template walks over it."""

import json
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe

from plans.forms.cells import (
    FIELDS,
    WIDTHS,
    Cell,
    GridColumn,
    cells_of,
    columns_of,
    group_strings,
    item_strings,
    marks_of,
)
from plans.importing import columns as heads
from plans.outline import Node

register = template.Library()

Typed = dict[str, dict[str, str]]
NAME_AND_AMOUNT = "tên | số lượng"
NUMBER_WIDTH, MORE_WIDTH = 4, 4  # rem


@dataclass(frozen=True)
class GridRow:
    node: Node
    cells: list[Cell]


@dataclass(frozen=True)
class GridGroup:
    node: Node
    strings: dict[str, str]
    rows: list[GridRow]


@dataclass(frozen=True)
class Grid:
    """A block of items: its columns, its groups with their rows, and an empty row for what is added."""

    node: Node
    columns: list[GridColumn]
    groups: list[GridGroup]
    shown: dict[str, dict[str, str]]
    """What the plan says, by row and field; a box may hold something else that was typed."""

    @property
    def names_amounts(self) -> bool:
        """Whether a product is shown with a name beside its amount, which wants a word of what stands where."""
        return any(" | " in strings.get("products", "") for strings in self.shown.values())

    @property
    def span(self) -> int:
        return len(self.columns) + 2

    @property
    def empty_cells(self) -> list[Cell]:
        return [Cell(tuple((box, "") for box in column.boxes)) for column in self.columns]

    def names(self, anchor: str) -> list[str]:
        """What the boxes of a row or a group are called in the form, in their order."""
        kind, _, key = anchor.rpartition("-")
        if kind == "nhom":
            return [f"title-nhom-{key}", f"channels-nhom-{key}"]
        return [f"{key}{box.letter}" for column in self.columns for box in column.boxes]

    @property
    def loaded(self) -> str:
        """What each box was loaded with, for a save without scripts."""
        return marks_of(self.shown)

    @property
    def heads(self) -> str:
        """What pasted columns may be called: the same wording that files are read by, each with the box it fills."""
        boxes = {kind: fields[0] for kind, fields in FIELDS.items()} | {heads.SOURCE: "budget_source"}
        wordings = [(boxes.get(kind, kind), pattern) for kind, pattern in heads.wordings()]
        return json.dumps({"unit": heads.UNIT.pattern, "heads": wordings})

    def _said(self, column: GridColumn) -> str:
        return f"{column.label} ({NAME_AND_AMOUNT})" if self.explains(column) else column.label

    def explains(self, column: GridColumn) -> bool:
        return column.key == "products" and self.names_amounts

    @property
    def heads_shown(self) -> list[tuple[str, str]]:
        """Each column's name, and how its boxes are written where that is not plain."""
        return [(column.label, NAME_AND_AMOUNT if self.explains(column) else "") for column in self.columns]

    @property
    def style(self) -> SafeString:
        """Widths of the columns, and their names where a phone shows rows as cards."""
        name = f"#bang-{self.node.key}"
        widths = " ".join("minmax({}rem,{}fr)".format(*WIDTHS[column.key]) for column in self.columns)
        least = sum(WIDTHS[column.key][0] for column in self.columns) + NUMBER_WIDTH + MORE_WIDTH
        labels = "".join(
            f"{name} .grid__row>:nth-child({place})::before{{content:{_css_text(self._said(column))}}}"
            for place, column in enumerate(self.columns, 2)
        )
        return mark_safe(  # noqa: S308  every letter of a label is written as its number
            f"{name}{{--columns:{NUMBER_WIDTH}rem {widths} {MORE_WIDTH}rem;--least:{least}rem}}"
            f"@media (max-width:43.74rem){{{labels}}}"
        )


def _css_text(text: str) -> str:
    return '"' + "".join(f"\\{ord(letter):06x}" for letter in text) + '"'


@register.simple_tag
def grid_of(node: Node, typed: Typed | None = None) -> Grid:
    """The grid of a block of items with its groups and their rows; what was `typed` stands in place of what is stored."""
    columns = columns_of(node.data["items"])
    shown: dict[str, dict[str, str]] = {}
    groups = []
    for group in node.children:
        shown[group.anchor] = group_strings(group.data)
        rows = []
        for row, item in zip(group.children, group.data["items"], strict=True):
            strings = item_strings(item)
            shown[row.anchor] = {box.field: strings[box.field] for column in columns for box in column.boxes}
            rows.append(GridRow(row, cells_of({**strings, **(typed or {}).get(row.anchor, {})}, columns)))
        groups.append(GridGroup(group, {**shown[group.anchor], **(typed or {}).get(group.anchor, {})}, rows))
    return Grid(node, columns, groups, shown)
