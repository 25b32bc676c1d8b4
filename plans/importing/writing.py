"""One piece as the words or the table that a plan keeps of it: numbers, end marks and footnotes in their places."""

from typing import Any

from plans.importing import cells, columns
from plans.importing.pieces import Piece
from plans.importing.source import Cell

Data = dict[str, Any]
_MOST_COLUMNS = 30
_WIDEST_PARAGRAPH = 50_000


def text_block(text: str) -> Data:
    return {"text": text, "footnotes": []}


def numbered(piece: Piece) -> str:
    return f"{piece.mark} {piece.plain}".strip()


def typed(piece: Piece) -> str:
    """The text with the number that stood before it, and its footnotes still marked."""
    return f"{piece.mark} {piece.text}".strip()


def whole(piece: Piece, *, with_mark: bool = True) -> str:
    """The text with its footnotes set into it, for parts that have none of their own."""
    text = typed(piece) if with_mark else piece.text
    for order, note in enumerate(piece.footnotes, 1):
        text = text.replace(f"[^{order}]", "")
        text = f"{text} (Chú thích: {note})"
    return text


def entry(piece: Piece) -> Data:
    return {"text": ended_off(whole(piece, with_mark=False)), "bullets": []}


def ended_off(text: str) -> str:
    """The portal sets the last mark itself; stars that close behind it stay."""
    stars = text[len(text.rstrip("*")) :]
    return (cells.ended_off(text.rstrip("*")) + stars) if stars else cells.ended_off(text)


def slices(text: str) -> list[str]:
    return [text[start : start + _WIDEST_PARAGRAPH] for start in range(0, len(text), _WIDEST_PARAGRAPH)]


def free_table(piece: Piece) -> list[Data]:
    """A table as it stands: a merged cell says its words once, in its first place."""
    assert piece.table is not None  # noqa: S101  only tables come here
    rows = [[_cell(cell) for cell in row] for row in piece.table.rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    if piece.table.width > _MOST_COLUMNS:
        return [text_block(" | ".join(filter(None, row))) for row in rows]
    head = min(max(piece.head, piece.table.head, _bold_head(piece.table.rows)), len(rows) - 1, 10)
    table = {
        "head": rows[:head],
        "rows": rows[head:],
        "widths": [],
        "align": [],
        "total": [],
        "in_words": False,
    }
    return [{"table": table}]


def _cell(cell: Cell | None) -> str:
    return cell.text if cell else ""


def _bold_head(rows: tuple[tuple[Cell | None, ...], ...]) -> int:
    """A first row all in bold is a head."""
    first = [cell.text for cell in rows[0] if cell and cell.lines]
    return int(bool(first) and all(text.startswith("**") for text in first))


def column_labels(piece: Piece) -> list[str]:
    """The words above each column of a table of work."""
    assert piece.table is not None  # noqa: S101  only tables come here
    return [
        (columns.labels_of(piece.table, 0, max(piece.head, 1), place) or [f"Cột {place + 1}"])[-1]
        for place in range(piece.table.width)
    ]
