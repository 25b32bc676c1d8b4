"""A snapshot on paper: HTML for the screen, the PDF of record, a Word copy. Pure functions, no database, no network."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .copied import Copied
from .leaves import Leaves, Shelf
from .lookup import Lookup
from .markup import html
from .parts import WATERMARKS
from .view import view

if TYPE_CHECKING:
    from .portable import Made

__all__ = [
    "WATERMARKS",
    "Copied",
    "Leaves",
    "Lookup",
    "counted_pdf",
    "docx",
    "html",
    "made",
    "pdf",
    "view",
    "warm",
]

# The engines cost half a second to import: only the process that makes papers pays for it.


def pdf(
    snapshot: Mapping[str, Any],
    *,
    marks: Iterable[str] = frozenset(),
    electronic: bool = False,
    rules: str | None = None,
    lookup: Lookup | None = None,
    copied: Copied | None = None,
) -> bytes:
    """`lookup`: a "bản in tra cứu" instead of the paper of record; `copied`: a copy of it."""
    more: dict[str, Any] = {"lookup": lookup, "copied": copied}
    return counted_pdf(snapshot, marks=marks, electronic=electronic, rules=rules, **more)[0]


def counted_pdf(
    snapshot: Mapping[str, Any],
    *,
    marks: Iterable[str] = frozenset(),
    electronic: bool = False,
    rules: str | None = None,
    lookup: Lookup | None = None,
    copied: Copied | None = None,
    shelf: Shelf | None = None,
) -> tuple[bytes, int]:
    """(the file, its number of pages)."""
    more: dict[str, Any] = {"lookup": lookup, "copied": copied, "shelf": shelf}
    paper = made(snapshot, marks=marks, electronic=electronic, rules=rules, **more)
    return paper.content, paper.pages


def made(
    snapshot: Mapping[str, Any],
    *,
    marks: Iterable[str] = frozenset(),
    electronic: bool = False,
    rules: str | None = None,
    lookup: Lookup | None = None,
    copied: Copied | None = None,
    shelf: Shelf | None = None,
) -> "Made":
    """The file, its number of pages and the places for its signatures; appendices come from the shelf where it has them."""
    from .portable import made as render

    more: dict[str, Any] = {"lookup": lookup, "copied": copied, "shelf": shelf}
    return render(snapshot, marks=marks, electronic=electronic, rules=rules, **more)


def docx(
    snapshot: Mapping[str, Any], *, marks: Iterable[str] = frozenset(), rules: str | None = None
) -> bytes:
    from .word import docx as render

    return render(snapshot, marks=marks, rules=rules)


def warm() -> None:
    """Load fonts, stylesheets and the engine, so that a worker's first paper is as quick as its next."""
    from .engine import warm as load

    load()
