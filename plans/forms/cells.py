"""The cells of a table of content items: what the form of each row would show, straight from the snapshot's words."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_lowercase
from typing import Any

from cchc_portal.documents.paper.tables import LABELS as COLUMN_LABELS

from .fields import BREAK, show_money, show_product

# The form's fields under each column that the table may print; what no column prints stays on the row's own page.
FIELDS: dict[str, tuple[str, ...]] = {
    "content": ("content",),
    "audience": ("audience",),
    "channels": ("channels",),
    "products": ("products",),
    "lead": ("lead",),
    "support": ("support",),
    "time": ("time_text",),
    "budget": ("budget_amount", "budget_source"),
    "note": ("note",),
}
# How much of the table's width a column asks for, least (rem) and share.
WIDTHS: dict[str, tuple[float, int]] = {
    "content": (8.75, 4),
    "audience": (7, 2),
    "channels": (7.5, 3),
    "products": (7, 2),
    "lead": (7, 2),
    "support": (7, 2),
    "time": (6.85, 1),  # a day of a whole date is not broken
    "budget": (7.5, 1),
    "note": (7, 2),
}
SOURCE_LABEL = "Nguồn kinh phí"


@dataclass(frozen=True)
class Box:
    """One field of a column: its name in the form, its label, and the letter that stands for it in the page (400 rows repeat it)."""

    field: str
    label: str
    letter: str


@dataclass(frozen=True)
class GridColumn:
    key: str
    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Cell:
    """One column of one row: its boxes with what stands in them."""

    boxes: tuple[tuple[Box, str], ...]


def columns_of(table: Mapping[str, Any]) -> list[GridColumn]:
    """The columns that the table prints, in its order and under its headings; content at least."""
    labels, letters = table.get("labels") or {}, iter(ascii_lowercase)
    columns = []
    for column in table["columns"] or ["content"]:
        label = labels.get(column) or COLUMN_LABELS[column]
        names = (label, SOURCE_LABEL)
        boxes = tuple(
            Box(field, name, next(letters)) for field, name in zip(FIELDS[column], names, strict=False)
        )
        columns.append(GridColumn(column, label, boxes))
    return columns


def cells_of(shown: Mapping[str, str], columns: list[GridColumn]) -> list[Cell]:
    return [Cell(tuple((box, shown[box.field]) for box in column.boxes)) for column in columns]


def item_strings(item: Mapping[str, Any]) -> dict[str, str]:
    """A row of the snapshot as the strings that its form's boxes show."""
    time, budget = item["time"] or {}, item["budget"] or {}
    amount = budget.get("amount")
    return {
        "content": item["content"],
        "audience": _lines(item["audience"]),
        "channels": _lines(item["channels"]),
        "products": "\n".join(show_product(_decimal(product)) for product in item["products"]),
        "lead": _lines(item["lead"]),
        "support": _lines(item["support"]),
        "time_text": time.get("text") or "",
        "budget_amount": "" if amount is None else show_money(amount),
        "budget_source": budget.get("source") or "",
        "note": item["note"],
    }


def group_strings(group: Mapping[str, Any]) -> dict[str, str]:
    return {"title": group["title"] or "", "channels": _lines(group["channels"])}


def _lines(texts: list[str]) -> str:
    return "\n".join(text.replace("\n", f" {BREAK} ") for text in texts)


def _decimal(product: Mapping[str, Any]) -> dict[str, Any]:
    quantity = product["quantity"]
    return {**product, "quantity": None if quantity is None else Decimal(str(quantity))}


def mark_of(text: str) -> str:
    """A short mark of what a box was loaded with."""
    return hashlib.sha256(text.encode()).hexdigest()[:5]


def marks_of(shown: Mapping[str, Mapping[str, str]]) -> str:
    """The marks of every box, row by row, as one line for a form: ``noi-dung-12:a1b2,c3d4``."""
    return " ".join(
        f"{anchor}:{','.join(mark_of(text) for text in strings.values())}"
        for anchor, strings in shown.items()
    )


def read_marks(line: str) -> dict[str, list[str]]:
    """The marks again, by row, in the order of its boxes."""
    parts = (part.partition(":") for part in line.split())
    return {anchor: marks.split(",") for anchor, _, marks in parts}
