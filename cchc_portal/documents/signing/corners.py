"""The upper right corner of a page as it is seen: a page may be cropped, turned, or take its size from the tree above it
(Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b; ISO 32000-1, 7.7.3.4)."""

from typing import Any

from .geometry import CORNER, Rect

TURNS = (0, 90, 180, 270)
DEEPEST = 64
A4 = Rect(0, 0, 595.28, 841.89)  # of a page that does not say its size


def turn_of(page: Any) -> int:
    """By how many degrees clockwise a reader turns the page."""
    turned = int(_inherited(page, "/Rotate") or 0) % 360
    return turned if turned in TURNS else 0


def corner_of(page: Any, width: float, height: float) -> Rect:
    """Where a line of this size stands in the page's own measure, so that it is seen in the upper right corner."""
    seen, (right, top) = _seen(page), CORNER
    turn = turn_of(page)
    if turn == 90:
        return _at(seen.left + top, seen.top - right - width, height, width)
    if turn == 180:
        return _at(seen.left + right, seen.bottom + top, width, height)
    if turn == 270:
        return _at(seen.right - top - height, seen.bottom + right, height, width)
    return _at(seen.right - right - width, seen.top - top - height, width, height)


def _at(left: float, bottom: float, width: float, height: float) -> Rect:
    return Rect(left, bottom, left + width, bottom + height)


def _seen(page: Any) -> Rect:
    sheet = _box(page, "/MediaBox") or A4
    cut = _box(page, "/CropBox")
    if cut is None or not cut.meets(sheet):
        return sheet
    return Rect(
        max(cut.left, sheet.left),
        max(cut.bottom, sheet.bottom),
        min(cut.right, sheet.right),
        min(cut.top, sheet.top),
    )


def _box(page: Any, name: str) -> Rect | None:
    found = _inherited(page, name)
    if found is None or len(found) != 4:
        return None
    across, up = sorted(float(found[i]) for i in (0, 2)), sorted(float(found[i]) for i in (1, 3))
    return Rect(across[0], up[0], across[1], up[1])


def _inherited(page: Any, name: str) -> Any:
    """The page's own, or that of the nearest node above it."""
    for _ in range(DEEPEST):  # a damaged tree may turn in a circle
        if name in page:
            return page[name]
        if "/Parent" not in page:
            break
        page = page["/Parent"]
    return None
