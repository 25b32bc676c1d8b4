"""Blocks of running text as the editor's HTML and back: p, strong, em, ul, ol, li, br, and nothing else."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from typing import Any

import nh3

from cchc_portal.vietnam.text import Run, runs
from plans.prose import pasting
from plans.prose.styled import typed

TAGS = frozenset({"p", "strong", "em", "ul", "ol", "li", "br"})
_OWN = re.compile(r"<(?!/?(?:p|strong|em|ul|ol|li|br)>)")
_CLEANER = nh3.Cleaner(tags=set(TAGS), attributes={}, strip_comments=True)
_DEEPEST = {"numbered": 3, "bullets": 2}
"""1. then "-" then "+": as deep as a plan file goes."""

Block = dict[str, Any]
Entry = dict[str, Any]


# --- out


def to_html(blocks: Iterable[Mapping[str, Any]]) -> str:
    """A run of text, numbered and bullets blocks as the editor writes it."""
    return "".join(_block(block) for block in blocks)


def _block(block: Mapping[str, Any]) -> str:
    if "text" in block:
        return f"<p>{_inline(block['text'])}</p>"
    return _list("ol", block["numbered"]) if "numbered" in block else _list("ul", block["bullets"])


def _list(tag: str, entries: Sequence[Mapping[str, Any]]) -> str:
    items = "".join(f"<li><p>{_inline(entry['text'])}</p>{_inner(entry)}</li>" for entry in entries)
    return f"<{tag}>{items}</{tag}>"


def _inner(entry: Mapping[str, Any]) -> str:
    return _list("ul", entry["bullets"]) if entry["bullets"] else ""


def _inline(text: str) -> str:
    """Marks as elements, bold outside italic, neighbours sharing what they have in common: the editor's own way."""
    written = ""
    still_open: list[str] = []
    for run in runs(text):
        wanted = ["strong"] * run.bold + ["em"] * run.italic
        shared = 0
        while shared < min(len(wanted), len(still_open)) and wanted[shared] == still_open[shared]:
            shared += 1
        written += _closed(still_open[shared:]) + "".join(f"<{tag}>" for tag in wanted[shared:])
        written += escape(run.text, quote=False).replace("\n", "<br>")
        still_open = wanted
    return written + _closed(still_open)


def _closed(tags: list[str]) -> str:
    return "".join(f"</{tag}>" for tag in reversed(tags))


# --- in


def from_html(html: str) -> list[Block]:
    """Blocks of the HTML, whatever it was pasted from: lists are lists, empty paragraphs are nothing."""
    if _OWN.search(html):
        html = pasting.tidy(html)
    reader = _Reader()
    reader.feed(_CLEANER.clean(html))
    reader.close()
    reader.flush()
    return list(_blocks(reader.lines))


def one_text(html: str) -> str:
    """All of it as one paragraph, line under line, list marks as typed text: where a list cannot stand."""
    return "\n".join(_flat(from_html(html)))


def canonical(html: str) -> str:
    """The one HTML of what these words and styles are stored as."""
    return to_html(from_html(html) or [{"text": "", "footnotes": []}])


def _flat(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if "text" in block:
            yield block["text"]
        elif "numbered" in block:
            for number, entry in enumerate(block["numbered"], 1):
                yield f"{number}. {entry['text']}"
                yield from _dashed(entry["bullets"], "-")
        else:
            yield from _dashed(block["bullets"], "-")


def _dashed(entries: list[Entry], mark: str) -> Iterator[str]:
    for entry in entries:
        yield f"{mark} {entry['text']}"
        yield from _dashed(entry["bullets"], "+")


class _Line:
    """One paragraph of the HTML: 0 deep it is text, deeper a member of the list with that key."""

    def __init__(self, depth: int, kind: str, key: int) -> None:
        self.depth, self.kind, self.key = depth, kind, key
        self.stretches: list[Run] = []


class _Reader(HTMLParser):
    """Sanitised HTML as lines; text outside a paragraph is one of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[_Line] = []
        self._lists: list[str] = []
        self._key = self._bold = self._italic = 0
        self._line: _Line | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "strong":
            self._bold += 1
        elif tag == "em":
            self._italic += 1
        elif tag == "br":
            self._add("\n")
        elif tag == "p":
            self._begin_paragraph()
        else:
            self.flush()
            if tag == "li":
                self._open_member()
            else:
                self._key += not self._lists
                self._lists.append("numbered" if tag == "ol" else "bullets")

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong":
            self._bold -= 1
        elif tag == "em":
            self._italic -= 1
        elif tag in ("p", "li"):
            if not self._lists or tag == "li":
                self.flush()
        elif tag in ("ul", "ol"):
            self.flush()
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._line is not None or data.strip():
            self._add(data.replace("\n", " "))

    def flush(self) -> None:
        if self._line is not None:
            self.lines.append(self._line)
        self._line = None

    def _begin_paragraph(self) -> None:
        """Within a list member a second paragraph is a further line of it."""
        if self._lists and self._line is not None:
            if self._line.stretches:
                self._add("\n")
        else:
            self.flush()

    def _open_member(self) -> None:
        self._line = _Line(len(self._lists), self._lists[0] if self._lists else "", self._key)

    def _add(self, text: str) -> None:
        if self._line is None:
            self._line = _Line(len(self._lists), self._lists[0] if self._lists else "", self._key)
        self._line.stretches.append(Run(text, self._bold > 0, self._italic > 0))


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    """Lines joined into blocks: members of one list together, no deeper than a plan file goes."""
    path: list[list[Entry]] = []
    key = 0
    for line in lines:
        text = typed(line.stretches)
        if not text:
            continue
        if not line.depth:
            yield {"text": text, "footnotes": []}
            key = 0
            continue
        if line.key != key or not path:
            entries: list[Entry] = []
            path, key = [entries], line.key
            yield {line.kind: entries}
        depth = min(line.depth, _DEEPEST[line.kind], len(path))
        del path[depth:]
        entry: Entry = {"text": text, "bullets": []}
        path[-1].append(entry)
        path.append(entry["bullets"])
