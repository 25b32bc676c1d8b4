"""Tables typed by hand: their widths are shares, their total is a last bold row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cchc_portal.vietnam.text import plain

from .parts import Cell, Column, Row, Table, labelled
from .tables import LONGEST_WORD, MANY_COLUMNS, TEXT_WIDTH_MM, is_tall
from .widths import figures_need, with_room, words_need


def free_table(table: Mapping[str, Any]) -> Table:
    """A table typed by hand: its widths are shares, its total is a last bold row."""
    head = tuple(tuple(row) for row in table.get("head") or ())
    rows = table.get("rows") or []
    count = max((len(row) for row in [*head, *rows]), default=1)
    aligns = [*(table.get("align") or ()), *["left"] * count][:count]
    shares = [float(share) for share in table.get("widths") or ()]
    shares = [*shares, *[sum(shares) / len(shares) if shares else 1.0] * count][:count]
    widths = [max(1, int(100 * share / sum(shares))) for share in shares]
    widths[0] += 100 - sum(widths)
    widths = _room_in_free_table([*head, *rows, table.get("total") or []], widths)
    labels = head[0] if head else ("",) * count
    columns = tuple(
        Column(labels[index] if index < len(labels) else "", widths[index], aligns[index])
        for index in range(count)
    )
    body = [_free_row(row, aligns, "row") for row in rows]
    body = [replace(row, tall=is_tall(row.cells, columns)) for row in body]
    if table.get("total"):
        body.append(_free_row(table["total"], aligns, "total"))
    body = labelled(body, head[-1] if head else ())
    return Table(columns, head, tuple(body), count > MANY_COLUMNS)


def _room_in_free_table(rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> list[int]:
    """The shares stand but where a day or an amount would be broken and another column has more than it needs."""
    mm, small = TEXT_WIDTH_MM[False], len(widths) > MANY_COLUMNS
    columns = [
        [str(row[index]) for row in rows if index < len(row) and row[index] is not None]
        for index in range(len(widths))
    ]
    figures = [figures_need(texts, mm, small=small) for texts in columns]
    words = [words_need(texts, "", LONGEST_WORD, mm, small=small) for texts in columns]
    return with_room(widths, figures, words)


def _free_row(row: Sequence[Any], aligns: Sequence[str], kind: str) -> Row:
    texts = ["" if value is None else str(value) for value in row]
    texts += [""] * (len(aligns) - len(texts))
    return Row(
        tuple(
            Cell(tuple(text.split("\n")) if text else (), align, bold=kind == "total")
            for text, align in zip(texts, aligns, strict=False)
        ),
        kind,
    )


def sum_in_total(table: Mapping[str, Any]) -> int | None:
    """The last whole number of the total row: what is said in words below the table."""
    for value in reversed(table.get("total") or []):
        digits = plain(str(value or "")).replace(".", "").replace(" ", "")
        if digits.isdigit():
            return int(digits)
    return None
