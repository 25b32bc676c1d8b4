"""Inline text of a plan as HTML: **bold**, *italic* and footnote marks [^1]; everything else is literal."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from cchc_portal.vietnam import text as typed

from .words import years_together

NOTE = re.compile(r"\[\^(\d{1,3})\]")


def pieces(text: str, notes: Sequence[str] = ()) -> Iterator[typed.Run | int]:
    """Runs of text, and the number of a footnote where one is called."""
    text, at = years_together(text), 0
    for found in NOTE.finditer(text) if notes else ():
        if not 1 <= int(found[1]) <= len(notes):
            continue
        yield from typed.runs(text[at : found.start()])
        yield int(found[1])
        at = found.end()
    yield from typed.runs(text[at:])


def as_html(text: str, notes: Sequence[str] = (), first_note: int = 1) -> str:
    if "*" not in text and "\n" not in text and not notes:
        return escape(years_together(text))
    return "".join(
        f'<span class="call">{piece + first_note - 1}</span>' if isinstance(piece, int) else _html(piece)
        for piece in pieces(text, notes)
    )


def _html(run: typed.Run) -> str:
    html = escape(run.text).replace("\n", "<br>")
    if run.italic:
        html = f"<i>{html}</i>"
    return f"<b>{html}</b>" if run.bold else html
