"""Inline text of a plan as HTML: **bold**, *italic* and footnote marks [^1]; everything else is literal."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from cchc_portal.vietnam import text as typed

from .words import years_together

YEARS = re.compile(r"(?<!\d)\d{4}\u00a0?[-–]\u00a0?\d{4}(?!\d)")
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
        return _unbroken(escape(years_together(text)))
    return "".join(
        f'<span class="call">{piece + first_note - 1}</span>' if isinstance(piece, int) else _html(piece)
        for piece in pieces(text, notes)
    )


def _unbroken(html: str) -> str:
    """A line may end after a dash whatever follows it, so a range of years is kept whole by its style."""
    return YEARS.sub(r'<span class="years">\g<0></span>', html) if "-" in html or "–" in html else html


def _html(run: typed.Run) -> str:
    html = _unbroken(escape(run.text)).replace("\n", "<br>")
    if run.italic:
        html = f"<i>{html}</i>"
    return f"<b>{html}</b>" if run.bold else html
