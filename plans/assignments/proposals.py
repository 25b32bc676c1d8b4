"""Tasks that an issued plan gives, as its snapshot says them, proposed to Sở Nội vụ: an item with its lead is one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plans.assignments import terms
from plans.beginning.assigned import items_of


@dataclass(frozen=True)
class Proposal:
    """`number` counts the plan's items."""

    number: int
    values: dict[str, Any]


def proposed(snapshot: Mapping[str, Any], year: int) -> list[Proposal]:
    groups = list(_titles(snapshot))
    return [
        Proposal(number, _values(item, groups[number], number, year))
        for number, item in enumerate(items_of(snapshot))
    ]


def _titles(value: Any) -> Iterator[str]:
    """The title of the group in which each item stands, in the order of `items_of`."""
    if isinstance(value, Mapping):
        if isinstance(value.get("groups"), list):
            for group in value["groups"]:
                yield from (group["title"] or "" for _ in group["items"])
            return
        if "sections" in value and "appendices" in value:
            yield from _titles(value["sections"])
            yield from _titles(value["appendices"])
            return
        for key in ("blocks", "sections", "items"):
            yield from _titles(value.get(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _titles(inner)


def _values(item: Mapping[str, Any], group: str, number: int, year: int) -> dict[str, Any]:
    time = item["time"] or {"text": "", "to": None, "every": None}
    first = item["products"][0] if item["products"] else {"text": "", "quantity": None, "unit": ""}
    often = time["every"] or terms.often(time["text"])
    ends = date.fromisoformat(time["to"]) if time["to"] and not often else None
    return {
        "item_number": number,
        "group": group,
        "content": item["content"],
        "lead_text": "; ".join(item["lead"])[:1000],
        "support_text": "; ".join(item["support"])[:1000],
        "frequency": often[:100],
        "product": "; ".join(product["text"] for product in item["products"])[:500],
        "quantity": None
        if first["quantity"] is None
        else Decimal(str(first["quantity"])).quantize(Decimal("0.01")),
        "unit": first["unit"],
        "due_on": ends or terms.due_of(time["text"], year),
        "due_text": time["text"],
    }
