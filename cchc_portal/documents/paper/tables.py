"""Content items as rows of cells; a group's channels stand beside its rows without `rowspan`.

WeasyPrint loses a `rowspan` at a page break, so the list of a group is dealt out over the cells of its rows, with no line between
them: it reads as one cell, breaks with the rows, and a page that it does not reach says "(như trên)" (see `pages.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, sqrt
from typing import Any

from cchc_portal.vietnam.numbers import counted, format_number

from .parts import Cell, Column, Line, Row, Table, labelled
from .widths import figures_need, with_room, words_need
from .words import listed

LABELS = {
    "content": "Nội dung",
    "audience": "Đối tượng",
    "channels": "Hình thức",
    "products": "Sản phẩm",
    "lead": "Đơn vị chủ trì",
    "support": "Đơn vị phối hợp",
    "time": "Thời gian",
    "budget": "Kinh phí (đồng)",
    "note": "Ghi chú",
}
NUMBER_WIDTH = {False: 8, True: 5}  # percent for the column of serial numbers, by landscape
MANY_COLUMNS = 5  # from here on the type is one size smaller
TEXT_WIDTH_MM = {False: 165, True: 252}
CHARACTER_MM = 2.15  # mean width of a character of 13 pt Times
PADDING_MM = 3
TALL = {False: 24, True: 14}  # lines: about half a page
LONGEST_WORD = 14  # longer ones are addresses, which may break
LEAST = 6  # characters that every column has room for
NARROW = 12  # characters that even an empty column counts for


def item_blocks(items: Mapping[str, Any], *, landscape: bool, place: str = "") -> Iterator[Line | Table]:
    """The items as a list where they say nothing but their content, else as a table."""
    columns = items["columns"] or ["content"]
    if list(columns) == ["content"]:
        yield from _as_list(items, place)
    else:
        yield _as_table(items, list(columns), landscape=landscape, place=place)


def _as_list(items: Mapping[str, Any], place: str) -> Iterator[Line]:
    for order, group in enumerate(items["groups"]):
        here = place and f"{place}.groups.{order}"
        if group.get("title"):
            yield Line("subheading", group["title"], keep=True, place=here)
        if group.get("channels"):
            text = f"{_label(items, 'channels')}: {'; '.join(group['channels'])}."
            yield Line("para", text, keep=True, place=here)
        for index, text in enumerate(listed([item["content"] for item in group["items"]])):
            yield Line("dash", text, mark="-", place=here and f"{here}.items.{index}")


def _label(items: Mapping[str, Any], key: str) -> str:
    return (items.get("labels") or {}).get(key) or LABELS[key]


def _as_table(items: Mapping[str, Any], keys: list[str], *, landscape: bool, place: str) -> Table:
    labels = [_label(items, key) for key in keys]
    widths = _widths(items, keys, labels, landscape=landscape)
    columns = (
        Column("STT", NUMBER_WIDTH[landscape], "center"),
        *(
            Column(label, width, "right" if key == "budget" else "left")
            for key, label, width in zip(keys, labels, widths, strict=True)
        ),
    )
    rows: list[Row] = []
    for order, group in enumerate(items["groups"]):
        here = place and f"{place}.groups.{order}"
        rows += _group_rows(group, keys, columns, landscape=landscape, place=here)
    rows += _total_row(items.get("total"), keys)
    head = tuple(column.label for column in columns)
    return Table(columns, (head,), tuple(labelled(rows, head)), _is_small(keys))


def _is_small(keys: Sequence[str]) -> bool:
    return len(keys) >= MANY_COLUMNS


def _widths(
    items: Mapping[str, Any], keys: Sequence[str], labels: Sequence[str], *, landscape: bool
) -> list[int]:
    """Percent of each column: by the root of what it holds, which evens the heights, but no word is broken."""
    mm = TEXT_WIDTH_MM[landscape]
    held = [_held(items, key) for key in keys]
    roots = [sqrt(mean + NARROW) for mean, _ in held]
    needed = [
        ceil(100 * (CHARACTER_MM * max(LEAST, longest, _longest_word(label)) + PADDING_MM) / mm)
        for (_, longest), label in zip(held, labels, strict=True)
    ]
    room = 100 - NUMBER_WIDTH[landscape]
    if sum(needed) > room:
        return _evenly(items, keys, labels, room, mm)
    spare = room - sum(needed)
    wanted = [max(0.0, room * root / sum(roots) - need) for root, need in zip(roots, needed, strict=True)]
    share = spare / (sum(wanted) or 1)
    widths = [int(need + share * want) for need, want in zip(needed, wanted, strict=True)]
    widths[widths.index(max(widths))] += room - sum(widths)
    return widths


def _evenly(
    items: Mapping[str, Any], keys: Sequence[str], labels: Sequence[str], room: int, mm: float
) -> list[int]:
    """More words than room: every column the same, but days and amounts whole where the others can spare it."""
    count, small = len(keys), _is_small(keys)
    even = [room // count + (index < room % count) for index in range(count)]
    texts = [_column_lines(items, key) for key in keys]
    figures = [figures_need(lines, mm, small=small) for lines in texts]
    words = [
        words_need(lines, label, LONGEST_WORD, mm, small=small)
        for lines, label in zip(texts, labels, strict=True)
    ]
    return with_room(even, figures, words)


def _column_lines(items: Mapping[str, Any], key: str) -> list[str]:
    totals = [*(group.get("total") for group in items["groups"]), items.get("total")]
    return [
        *(line for group in items["groups"] for item in group["items"] for line in _item_lines(item, key)),
        *(line for total in totals if total for line in _total_lines(key, total.get(key))),
    ]


def _held(items: Mapping[str, Any], key: str) -> tuple[float, int]:
    """How much stands in a column: characters a row, and its longest word."""
    texts = [line for group in items["groups"] for item in group["items"] for line in _item_lines(item, key)]
    count = sum(len(group["items"]) for group in items["groups"]) or 1
    least = 0.0
    if key == "channels":
        shared = [text for group in items["groups"] for text in group.get("channels") or ()]
        texts += shared
        least = (
            1.5 * sum(map(len, shared)) / (len(shared) or 1)
        )  # a short list still wants lines of some length
    longest = max(map(_longest_word, texts), default=0)
    return max(least, sum(map(len, texts)) / count), min(longest, LONGEST_WORD)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _group_rows(
    group: Mapping[str, Any], keys: list[str], columns: Sequence[Column], *, landscape: bool, place: str
) -> list[Row]:
    items, shared = group["items"], list(group.get("channels") or [])
    beside = bool(items) and "channels" in keys and not any(item.get("channels") for item in items)
    rows = []
    if group.get("title"):
        rows.append(Row((Cell((group["title"],), span=len(columns), bold=True),), "group", place=place))
    if shared and not beside:
        text = f"*Hình thức chung:* {'; '.join(shared)}."
        rows.append(Row((Cell((text,), span=len(columns)),), "group", place=place))
    dealt = (
        _deal(shared, items, columns[1 + keys.index("channels")].width, columns, keys, landscape)
        if shared and beside
        else []
    )
    for index, item in enumerate(items):
        cells = [Cell((str(index + 1),), "center")]
        for key in keys:
            if dealt and key == "channels":
                cells.append(_shared_cell(dealt[index], index, len(items)))
            else:
                cells.append(Cell(_item_lines(item, key), "right" if key == "budget" else "left"))
        tall = is_tall(cells, columns, landscape=landscape)
        rows.append(Row(tuple(cells), tall=tall, place=place and f"{place}.items.{index}"))
    return rows + _total_row(group.get("total"), keys, group=True)


def item_row(
    item: Mapping[str, Any], number: int, items: Mapping[str, Any], *, shared: bool, place: str
) -> Row:
    """One item's row of that table by itself; where its group's channels stand beside the rows, that cell is left as it stands."""
    keys = items["columns"]
    cells = [Cell((str(number),), "center")]
    for key in keys:
        if shared and key == "channels":
            cells.append(Cell((), kept=True))
        else:
            cells.append(Cell(_item_lines(item, key), "right" if key == "budget" else "left"))
    (row,) = labelled([Row(tuple(cells), place=place)], ["STT", *(_label(items, key) for key in keys)])
    return row


def _shared_cell(lines: tuple[str, ...], index: int, count: int) -> Cell:
    where = "only" if count == 1 else "first" if index == 0 else "last" if index == count - 1 else "middle"
    return Cell(lines, shared=where, again=not lines)


def _deal(
    channels: list[str],
    items: Sequence[Mapping[str, Any]],
    width: int,
    columns: Sequence[Column],
    keys: Sequence[str],
    landscape: bool,
) -> list[tuple[str, ...]]:
    """Deal the list out over the rows so that it runs down beside them at its own pace, top first."""
    mm = TEXT_WIDTH_MM[landscape]
    heights = [
        max(
            _lines(_item_lines(item, key), mm * column.width / 100)
            for key, column in zip(keys, columns[1:], strict=True)
        )
        for item in items
    ]
    waiting = [f"- {text}" for text in listed(channels)]
    needs = [_lines((text,), mm * width / 100) for text in waiting]
    stretch = max(1.0, sum(needs) / max(1, sum(heights)))
    dealt: list[list[str]] = [[] for _ in items]
    room, at = 0.0, 0
    for index, height in enumerate(heights):
        room += height * stretch
        last = index == len(heights) - 1
        while at < len(waiting) and (at == 0 or last or room >= needs[at] * 0.6):
            dealt[index].append(waiting[at])
            room -= needs[at]
            at += 1
    return [tuple(lines) for lines in dealt]


def is_tall(cells: Sequence[Cell], columns: Sequence[Column], *, landscape: bool = False) -> bool:
    mm = TEXT_WIDTH_MM[landscape] / 100
    return any(
        _lines(cell.lines, mm * column.width) > TALL[landscape]
        for cell, column in zip(cells, columns, strict=False)
    )


def _lines(texts: Sequence[str], mm: float) -> int:
    in_line = max(1, int((mm - PADDING_MM) / CHARACTER_MM))
    return sum(max(1, ceil(len(text) / in_line)) for text in texts) or 1


def _item_lines(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = item.get(key)
    if not value:
        return ()
    match key:
        case "channels":
            return tuple(f"- {text}" for text in listed(value)) if len(value) > 1 else tuple(value)
        case "products":
            return tuple(_product(product) for product in value)
        case "lead" | "support" | "audience":
            return (value,) if isinstance(value, str) else ("; ".join(value),)
        case "time":
            return (value["text"],) if value.get("text") else ()
        case "budget":
            return _budget(value)
        case _:
            return tuple(str(value).split("\n"))


def _product(product: Mapping[str, Any]) -> str:
    return counted(product.get("text") or "", product.get("quantity"), product.get("unit") or "")


def _budget(budget: Mapping[str, Any]) -> tuple[str, ...]:
    amount = budget.get("amount")
    return tuple(
        text for text in (None if amount is None else format_number(amount), budget.get("source")) if text
    )


def _total_row(total: Mapping[str, Any] | None, keys: Sequence[str], *, group: bool = False) -> list[Row]:
    shown = {key: _total_lines(key, (total or {}).get(key)) for key in ("products", "budget")}
    places = [index for index, key in enumerate(keys) if shown.get(key)]
    if not places:
        return []
    cells = [Cell(("Cộng" if group else "Tổng cộng",), "center", span=places[0] + 1, bold=True)]
    for key in keys[places[0] :]:
        cells.append(Cell(shown.get(key) or (), "right" if key == "budget" else "left", bold=True))
    return [Row(tuple(cells), "total")]


def _total_lines(key: str, value: Any) -> tuple[str, ...]:
    if not value and value != 0:
        return ()
    if isinstance(value, str):
        return (value,)
    if key == "products" and not isinstance(value, int | float):
        return tuple(_product(product) for product in value)
    return (format_number(value),)
