"""Words of a comparison as HTML: what came in <ins>, what went in <del>, each said aloud too."""

from collections.abc import Iterator

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cchc_portal.vietnam import text as typed
from plans.comparing import Run
from plans.comparing.words import NEW

register = template.Library()
LONGEST = 140

_OPEN = {
    NEW: '<ins><span class="visually-hidden">thêm: </span>',
    "removed": '<del><span class="visually-hidden">bỏ: </span>',
}
_CLOSE = {NEW: "</ins>", "removed": "</del>"}


@register.filter
def marked(runs: tuple[Run, ...]) -> SafeString:
    """One side's runs, with bold and italics as on paper."""
    html = []
    for kind, parts in _by_kind(runs):
        words = "".join(map(_styled, parts))
        html.append(f"{_OPEN.get(kind, '')}{words}{_CLOSE.get(kind, '')}")
    return mark_safe("".join(html))  # noqa: S308  every text is escaped in _styled


@register.filter
def shortened(runs: tuple[Run, ...]) -> str:
    """A text that only stands there for orientation."""
    whole = typed.plain("".join(run.text for run in runs))
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rsplit(' ', 1)[0]}…"


def _by_kind(runs: tuple[Run, ...]) -> Iterator[tuple[str, list[tuple[str, bool, bool]]]]:
    """Each run cut where its style changes."""
    whole = "".join(run.text for run in runs)
    if "*" not in whole:
        yield from ((run.kind, [(run.text, False, False)]) for run in runs)
        return
    styles = _styles(whole)
    at = 0
    for run in runs:
        shown = [(letter, styles[at + n]) for n, letter in enumerate(run.text)]
        at += len(run.text)
        parts: list[tuple[str, bool, bool]] = []
        for letter, style in shown:
            if style is None:
                continue
            bold, italic = style
            if parts and parts[-1][1:] == (bold, italic):
                parts[-1] = (parts[-1][0] + letter, bold, italic)
            else:
                parts.append((letter, bold, italic))
        if parts:
            yield run.kind, parts


def _styles(whole: str) -> list[tuple[bool, bool] | None]:
    """(bold, italic) of each letter; nothing for the stars that only say so."""
    letters = [(letter, run.bold, run.italic) for run in typed.runs(whole) for letter in run.text]
    styles: list[tuple[bool, bool] | None] = []
    at = 0
    for letter in whole:
        if at < len(letters) and letters[at][0] == letter:
            styles.append(letters[at][1:])
            at += 1
        else:
            styles.append(None)
    return styles


def _styled(part: tuple[str, bool, bool]) -> str:
    words, bold, italic = part
    html = escape(words).replace("\n", "<br>")
    if italic:
        html = f"<i>{html}</i>"
    return f"<b>{html}</b>" if bold else html
