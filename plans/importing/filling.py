"""Filling one content item from the cells of its row; what is too long for its column goes into the note."""

from typing import Any

from cchc_portal.vietnam.text import plain
from plans.importing import cells, columns
from plans.importing.source import Cell

Data = dict[str, Any]
_LONGEST = {"lead": 300, "support": 300, "audience": 200, "channels": 500, "products": 500}
_LONGEST_TIME, _LONGEST_SOURCE, _MOST = 200, 200, 100


def content(cell: Cell) -> str:
    if len(cell.lines) == 1:
        return cells.ended_off(cell.lines[0])
    return "\n".join(cell.lines)


def add_members(item: Data, kind: str, cell: Cell) -> None:
    if kind == "products":
        found: list[Any] = [cells.product(text) for text in cells.members(cell.lines)]
        texts = [each["text"] for each in found]
    else:
        found = cells.channels(cell.lines) if kind == "channels" else cells.bodies(cell.lines)
        texts = found
    for each, text in zip(found, texts, strict=True):
        if len(text) > _LONGEST[kind] or len(item[kind]) >= _MOST:
            add_note(item, f"{columns.LABELS[kind]}: {text}")
        elif each not in item[kind]:
            item[kind].append(each)


def add_time(item: Data, text: str, between: str) -> None:
    known = item["time"]["text"] if item["time"] else ""
    whole = f"{known}{between}{text}" if known else text
    if len(whole) > _LONGEST_TIME:
        add_note(item, f"{columns.LABELS['time']}: {text}")
    elif text and text != known:
        item["time"] = {"text": whole, "from": None, "to": None, "every": None}


def add_budget(item: Data, cell: Cell, kind: str, label: str) -> None:
    text = plain(" ".join(cell.lines))
    budget = item["budget"] or {"amount": None, "source": ""}
    value = cells.amount(text, cells.scale(label)) if kind == "budget" else None
    if value is not None and budget["amount"] is None:
        budget["amount"] = value
    elif len(text) + len(budget["source"]) < _LONGEST_SOURCE:
        budget["source"] = "; ".join(filter(None, [budget["source"], text]))
    else:
        add_note(item, f"{label}: {text}")
        return
    item["budget"] = budget


def add_note(item: Data, text: str) -> None:
    if text:
        item["note"] = f"{item['note']}\n{text}".strip()
