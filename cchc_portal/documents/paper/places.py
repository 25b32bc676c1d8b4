"""Where a signature goes: between the title (ô 7a) and the name (ô 7b) of each block (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7).

Read from the layout while the paper is made; reading changes nothing of it. Points, from the page's lower left corner as in PDF.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from .parts import Place

POINTS_PER_PIXEL = 0.75


def places(document: Document) -> tuple[Place, ...]:
    """One for each signature block, in reading order."""
    return tuple(
        _place(number, page.height, block)
        for number, page in enumerate(document.pages, 1)
        for block in _blocks(page._page_box)
    )


def _blocks(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TableCellBox) and _classed(box, "signature"):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _blocks(child)


def _place(number: int, height: float, block: Any) -> Place:
    titles = [box for box in block.children if _classed(box, "authority") and _text(box)]
    name = next(box for box in block.children if _classed(box, "signer"))
    ink = list(_words(name))
    left, right = min(box.position_x for box in ink), max(box.position_x + box.width for box in ink)
    return Place(
        page=number,
        title=_text(titles[-1]) if titles else "",
        name=_text(name),
        left=_points(block.position_x),
        bottom=_points(height - min(box.position_y for box in ink)),
        right=_points(block.position_x + block.width),
        # All blocks of a row end their titles level: the space begins below the tallest of them.
        top=_points(height - name.position_y),
        centre=_points((left + right) / 2),
    )


def _classed(box: Any, name: str) -> bool:
    element = getattr(box, "element", None)
    return element is not None and name in (element.get("class") or "").split()


def _words(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _words(child)


def _text(box: Any) -> str:
    return " ".join(words.text.strip() for words in _words(box)).replace("\u00a0", " ").strip()


def _points(pixels: float) -> float:
    return round(pixels * POINTS_PER_PIXEL, 2)
