"""Reads clipboard HTML as lines of styled text: what is a paragraph, what is a member of a list and how deep, what is noise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import tinyhtml5

from plans.prose.marks import DASH, NEVER, NUMBER, Mark, typed_mark, word_mark

_NOTHING = re.compile(
    "style|script|head|title|meta|link|xml|template|del|svg|object|iframe|noscript|select|textarea|button|input|img|colgroup|hr"
)
_BLOCK = re.compile(
    "p|div|h[1-6]|t[rdh]|blockquote|pre|section|article|header|footer|main|center|address|form|fieldset|d[ltd]|table|tbody|thead"
    "|tfoot|caption|figure|figcaption"
)
_BOLD, _ITALIC = re.compile("b|strong|th|h[1-6]"), re.compile("i|em")
_OF_REVIEW = re.compile(r"\b(msocom(anchor|txt|off)|MsoCommentReference|msoDel|TrackChangeTextDeletion)\b")
_HIDDEN = re.compile(r"display:none|mso-hide:all|mso-element:comment")
_MSO_LEVEL = re.compile(r"\b(l\d+)\s+level(\d+)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_CELLS = " | "


@dataclass(frozen=True)
class Style:
    """What a stretch of text takes from the elements around it."""

    bold: bool = False
    italic: bool = False
    keeps_lines: bool = False
    encoding: str = ""
    capitals: bool = False


Stretch = tuple[str, Style]


@dataclass
class Line:
    """One paragraph: its stretches, and its place in a list where it has a mark."""

    stretches: list[Stretch] = field(default_factory=list)
    mark: Mark | None = None
    level: int = 1
    list_id: str = ""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.stretches)

    def take_mark(self) -> None:
        """A mark typed in front is the mark of a list; a number only where Word says that it is one."""
        if self.mark is None:
            self.mark, length = (word_mark if self.list_id else typed_mark)(self.text)
            self.stretches = list(_without(self.stretches, length))

    def parts(self) -> list["Line"]:
        """The line itself, or its lines one by one where a list was typed into one paragraph."""
        further = self.text.split("\n")[1:]
        if self.mark is not None or self.list_id or not any(typed_mark(line)[0] for line in further):
            return [self]
        lines = [Line()]
        for text, style in self.stretches:
            first, *others = text.split("\n")
            lines[-1].stretches.append((first, style))
            lines += [Line([(other, style)]) for other in others]
        return [line for line in lines if line.text.strip()]

    def trim(self) -> None:
        """No space and no line end in front or behind."""
        text = self.text
        self.stretches = list(_without(self.stretches, len(text) - len(text.lstrip())))
        behind = len(text) - len(text.rstrip())
        back = [(part[::-1], style) for part, style in reversed(self.stretches)]
        self.stretches = [(part[::-1], style) for part, style in reversed(list(_without(back, behind)))]


def lines_of(html: str) -> list[Line]:
    """Every paragraph that says something."""
    reader = _Reader()
    reader.walk(tinyhtml5.parse(html.replace("\0", ""), namespace_html_elements=False), Style())
    reader.end_line()
    return reader.lines


class _Reader:
    """Walks the parsed HTML and cuts it into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._line = Line()
        self._lists: list[str] = []
        self._member: Line | None = None

    def end_line(self) -> None:
        if self._line.text.strip():
            self.lines.append(self._line)
        self._line = Line()

    def walk(self, element: Element, style: Style) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _NOTHING.fullmatch(tag) or _is_hidden(element):
            return
        style = _style_of(element, tag, style)
        if tag == "br":
            self._line.stretches.append(("\n", style))
        elif tag == "table" and not _is_frame(element):
            self._table(element, style)
        elif tag in ("ul", "ol"):
            self._list(element, tag, style)
        elif tag == "li":
            self._list_member(element, style)
        elif _BLOCK.fullmatch(tag):
            self._block(element, style)
        else:
            self.inside(element, style)

    def inside(self, element: Element, style: Style) -> None:
        if _declared(element).get("mso-list", "").lower() == "ignore":
            self._line.mark = word_mark("".join(element.itertext()))[0] or DASH
            return
        self._text(element.text, style)
        for child in element:
            self.walk(child, style)
            self._text(child.tail, style)

    def _text(self, text: str | None, style: Style) -> None:
        if text:
            text = text.replace("\r\n", "\n") if style.keeps_lines else _SPACE.sub(" ", text)
            self._line.stretches.append((text, style))

    def _block(self, element: Element, style: Style) -> None:
        """A paragraph; within a list's member, a further line of it."""
        within = self._member is not None and self._line is self._member
        self._end_paragraph(within, style)
        self._as_word_list(element)
        self.inside(element, style)
        self._end_paragraph(within and self._line is self._member, style)

    def _end_paragraph(self, within: bool, style: Style) -> None:
        if not within:
            self.end_line()
        elif self._line.text.strip() and not self._line.text.endswith("\n"):
            self._line.stretches.append(("\n", style))

    def _as_word_list(self, element: Element) -> None:
        found = _MSO_LEVEL.search(_declared(element).get("mso-list", ""))
        if found:
            self._line.list_id, self._line.level = found[1], int(found[2])
        elif (element.get("class") or "").startswith("MsoListParagraph"):
            self._line.list_id = "word"

    def _list(self, element: Element, tag: str, style: Style) -> None:
        outer, self._member = self._member, None
        self.end_line()
        self._lists.append(tag)
        self.inside(element, style)
        self._lists.pop()
        self.end_line()
        self._member = outer

    def _list_member(self, element: Element, style: Style) -> None:
        self.end_line()
        self._line.list_id, self._line.level = "html", max(len(self._lists), 1, _told_level(element))
        self._line.mark = NUMBER if self._lists[-1:] == ["ol"] else DASH
        self._member = self._line
        self.inside(element, style)
        self.end_line()
        self._member = None

    def _table(self, table: Element, style: Style) -> None:
        """A row is one paragraph; empty cells behind its last words are left out."""
        self.end_line()
        for row in table.iter("tr"):
            line = Line(mark=NEVER)
            for number, cell in enumerate(cell for cell in _cells(row) if not _is_hidden(cell)):
                line.stretches += [(_BETWEEN_CELLS, Style())] * bool(number)
                line.stretches += _one_line(cell, _style_of(cell, str(cell.tag), style))
            while line.stretches and not line.stretches[-1][0].strip(" |\n\u00a0"):
                line.stretches.pop()
            if line.stretches:
                self.lines.append(line)


def _one_line(cell: Element, style: Style) -> Iterator[Stretch]:
    """A cell's paragraphs on one line, a nested table's too."""
    reader = _Reader()
    reader.inside(cell, style)
    reader.end_line()
    for number, line in enumerate(reader.lines):
        line.trim()
        yield from [(" ", style)] * bool(number)
        if line.mark is not None and line.mark.sign in ("-", "+"):
            yield f"{line.mark.sign} ", style
        yield from ((text.replace("\n", " "), each) for text, each in line.stretches)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _is_frame(table: Element) -> bool:
    """A table of one column is only a frame around text."""
    return all(len(_cells(row)) <= 1 for row in table.iter("tr"))


def _told_level(member: Element) -> int:
    """Word on the web puts every member into a list of its own and tells its level apart."""
    told = member.get("data-aria-level") or member.get("aria-level") or ""
    return int(told) if told.isdecimal() and len(told) < 3 else 0


def _without(stretches: list[Stretch], length: int) -> Iterator[Stretch]:
    """The stretches less so many characters in front."""
    for text, style in stretches:
        cut = min(length, len(text))
        length -= cut
        if text[cut:]:
            yield text[cut:], style


# --- styles


def _declared(element: Element) -> dict[str, str]:
    """The declarations of a style attribute."""
    pairs = (part.partition(":") for part in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}


def _is_hidden(element: Element) -> bool:
    """Hidden text, comments, and what somebody has deleted while changes were tracked."""
    style = (element.get("style") or "").replace(" ", "").lower()
    of_review = _OF_REVIEW.search(element.get("class") or "")
    return bool(of_review or _HIDDEN.search(style) or (element.get("href") or "").startswith("#cmnt"))


def _style_of(element: Element, tag: str, style: Style) -> Style:
    declared = _declared(element)
    bold, italic = style.bold or bool(_BOLD.fullmatch(tag)), style.italic or bool(_ITALIC.fullmatch(tag))
    weight = declared.get("font-weight", "").lower()
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
    slant = declared.get("font-style", "").lower()
    if slant:
        italic = slant.startswith(("italic", "oblique"))
    space = declared.get("white-space", "").lower()
    keeps = space.startswith("pre") if space else style.keeps_lines or tag == "pre"
    return Style(
        bold, italic, keeps, *_encoding_of(declared.get("font-family") or element.get("face"), style)
    )


def _encoding_of(family: str | None, style: Style) -> tuple[str, bool]:
    """Fonts named .Vn… show TCVN3, those ending in H in capitals; fonts named VNI-… show VNI."""
    name = (family or "").split(",")[0].strip("\"' ").lower()
    if not name:
        return style.encoding, style.capitals
    if name.startswith(".vn"):
        return "tcvn3", name.endswith("h")
    return ("vni" if name.startswith("vni") else ""), False
