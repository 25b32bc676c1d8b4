"""After layout, before drawing: "(như trên)" where a group's rows go on without its list of channels.

Each row without a part of the list carries the words invisibly, so that showing them moves nothing and needs no second layout.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes


def show_continuations(document: Document) -> None:
    for page in document.pages:
        for table in _tables(page._page_box):
            for row in _first_rows(table):
                for words in _hidden_words(row):
                    words.style = words.style.copy()
                    words.style["visibility"] = "visible"


def _tables(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TableBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _tables(child)


def _first_rows(table: Any) -> Iterator[Any]:
    """The first row of content on this page, unless more of its group's list follows on the page."""
    rows = [
        row for group in table.children if not (group.is_header or group.is_footer) for row in group.children
    ]
    if rows and _waits(rows[0]):
        for row in rows:
            if _is_shared(row, "first") or not _shared_cell(row):
                break
            if not _waits(row):
                return
        yield rows[0]


def _shared_cell(row: Any) -> Any:
    for cell in row.children:
        if "shared-" in (cell.element.get("class") or ""):
            return cell
    return None


def _is_shared(row: Any, where: str) -> bool:
    cell = _shared_cell(row)
    return cell is not None and f"shared-{where}" in cell.element.get("class")


def _waits(row: Any) -> bool:
    cell = _shared_cell(row)
    return cell is not None and any(_again(cell))


def _again(box: Any) -> Iterator[Any]:
    element = getattr(box, "element", None)
    if element is not None and element.get("class") == "again":
        yield box
    for child in getattr(box, "children", ()):
        yield from _again(child)


def _hidden_words(row: Any) -> Iterator[Any]:
    cell = _shared_cell(row)
    for inline in _again(cell):
        yield inline
        yield from (box for box in inline.descendants() if isinstance(box, boxes.TextBox))
