"""What people copy from Word, WPS, LibreOffice, Google Docs, Excel, Zalo and PDF, as plain prose: paragraphs and real lists.

Word puts no list on the clipboard, only paragraphs whose mark is text. Fonts, colours, comments and tracked deletions go; bold
and italic stay. A row of a table becomes one paragraph with `` | `` between its cells, as free tables are typed: no text is lost.
`static/js/prose/pasting.js` does the same before the text is inserted; both are tested with the same clipboards.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from cchc_portal.vietnam import encodings
from plans.prose.clipboard import Line, Style, lines_of
from plans.prose.marks import Mark, typed_mark


def tidy(html: str, *, to_unicode: bool = False) -> str:
    """The HTML as paragraphs and lists of the allow-list; an old encoding is converted only where that is asked for."""
    return _written(lines_of(html), to_unicode)


def from_plain(text: str, *, to_unicode: bool = False) -> str:
    """Plain text the same way: one paragraph a line, marks as lists, lines that a page's edge has broken joined again."""
    return _written([Line([(line, Style())]) for line in _joined(text)], to_unicode)


def encoding_of(html: str) -> encodings.Encoding | None:
    """The old encoding that some of this is written in, by its fonts, else by its letters."""
    lines = lines_of(html)
    named: list[encodings.Encoding] = [
        encoding
        for line in lines
        for _, style in line.stretches
        if (encoding := encodings.named(style.encoding))
    ]
    return named[0] if named else encodings.guess("\n".join(line.text for line in lines))


def _written(lines: list[Line], to_unicode: bool) -> str:
    if to_unicode:
        _convert(lines)
    lines = [part for line in lines for part in line.parts()]
    for line in lines:
        line.trim()
        line.take_mark()
        line.trim()
    return _html(lines)


def _convert(lines: list[Line]) -> None:
    """What stands in the fonts of an old encoding, or everything where no font tells."""
    told = any(style.encoding for line in lines for _, style in line.stretches)
    guessed = encodings.guess("\n".join(line.text for line in lines))
    for line in lines:
        line.stretches = [
            (_in_unicode(text, encodings.named(style.encoding) if told else guessed, style), style)
            for text, style in line.stretches
        ]


def _in_unicode(text: str, encoding: encodings.Encoding | None, style: Style) -> str:
    return encodings.to_unicode(text, encoding, capitals=style.capitals) if encoding else text


# --- writing


def _html(lines: list[Line]) -> str:
    html, lists = "", _Lists()
    for line in lines:
        paragraph = f"<p>{_inline(line)}</p>"
        if line.mark is None or not line.mark.sign:
            html += lists.closed() + paragraph
        else:
            html += lists.member(line.mark, line.level, line.list_id) + paragraph
    return html + lists.closed()


def _inline(line: Line) -> str:
    html = ""
    for (bold, italic), group in groupby(line.stretches, key=lambda each: (each[1].bold, each[1].italic)):
        text = "".join(text for text, _ in group)
        written = escape(text.replace("\u00a0", " "), quote=False).replace("\n", "<br>")
        written = f"<em>{written}</em>" if italic and text.strip() else written
        html += f"<strong>{written}</strong>" if bold and text.strip() else written
    return html


class _Lists:
    """The lists that are open: a member goes under the one before it when its list says so, or else its mark."""

    def __init__(self) -> None:
        self._path: list[tuple[str, int, int]] = []
        self._tags: list[str] = []

    def member(self, mark: Mark, level: int, list_id: str) -> str:
        html = ""
        while self._path and not self._is_deeper(mark, level, list_id):
            html += "</li>" if len(self._path) == len(self._tags) else f"</{self._tags.pop()}></li>"
            self._path.pop()
        tag = "ol" if mark.sign == "1" and not self._path else "ul"
        if len(self._tags) > len(self._path) and (self._path or self._tags[0] == tag):
            pass
        elif len(self._tags) > len(self._path):
            html += f"</{self._tags.pop()}><{tag}>"
            self._tags.append(tag)
        else:
            html += f"<{tag}>"
            self._tags.append(tag)
        self._path.append((list_id, level, mark.rank))
        return html + "<li>"

    def _is_deeper(self, mark: Mark, level: int, list_id: str) -> bool:
        last_id, last_level, last_rank = self._path[-1]
        if list_id == last_id and list_id not in ("", "word"):
            return level > last_level
        return (mark.rank, level) > (last_rank, last_level)

    def closed(self) -> str:
        html = ""
        while self._tags:
            html += "</li>" if len(self._path) == len(self._tags) else ""
            html += f"</{self._tags.pop()}>"
            del self._path[len(self._tags) :]
        return html


# --- plain text

_ENDED = re.compile(r"[.;:!?…,\"”)]$")
_STOPPED = re.compile(r"[.;:!?]$")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[IVX]{1,5}\.|[a-zđ]\))\s")
_FULL_LINE = 60  # characters: a line as long as this may have been broken by the page's edge


def _joined(text: str) -> Iterator[str]:
    """Lines, those that a page's edge has broken put together again."""
    whole, last = "", ""
    for line in map(str.strip, re.split(r"\r\n?|\n", text)):
        if last and line and _goes_on(last, line):
            whole, last = f"{whole} {line}", line
            continue
        if whole:
            yield whole
        whole = last = line
    if whole:
        yield whole


def _goes_on(last: str, line: str) -> bool:
    if _NUMBERED.match(line) or typed_mark(line)[0]:
        return False
    if line[0].islower():
        return len(last) >= _FULL_LINE or not _STOPPED.search(last)
    return len(last) >= _FULL_LINE and not _ENDED.search(last)
