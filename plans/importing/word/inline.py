"""The words of one paragraph: runs with bold and italic as ** and *, insertions kept, deletions dropped, footnotes marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cchc_portal.vietnam.text import clean
from plans.importing import legacy
from plans.importing.word.names import Element, switched, value, w
from plans.importing.word.styles import Style, Styles, font_of

_INSIDE = {
    "ins",
    "moveTo",
    "smartTag",
    "hyperlink",
    "sdt",
    "sdtContent",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
    "r",
}
_GONE = {"del", "moveFrom"}
_PICTURES = {"drawing", "pict", "object"}
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Inline:
    """What a paragraph says, and what it says aside."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: str = ""
    boxes: list[Element] = field(default_factory=list)
    tracked: bool = False
    pictures: int = 0


def read(paragraph: Element, styles: Styles, own: Style) -> Inline:
    found = Inline()
    _Walk(found, styles, own).inside(paragraph)
    return found


def local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def chosen(alternative: Element) -> Iterator[Element]:
    """Of content that is said twice, for newer and older programs, the first that is there."""
    for branch in alternative:
        if local(branch) in ("Choice", "Fallback"):
            yield from branch
            return


class _Walk:
    """Goes through a paragraph in the order of its text."""

    def __init__(self, found: Inline, styles: Styles, own: Style) -> None:
        self.found, self.styles, self.own = found, styles, own

    def inside(self, element: Element) -> None:
        for child in element:
            name = local(child)
            if name in _GONE:
                self.found.tracked = True
            elif name == "r":
                self._run(child)
            elif name in _INSIDE:
                self.found.tracked |= name in ("ins", "moveTo")
                self.inside(child)
            elif name in ("oMath", "oMathPara"):
                self.found.pieces.append(Piece("".join(part.text or "" for part in child.iter("{*}t"))))
            elif name == "AlternateContent":
                self._picture(child)

    def _run(self, run: Element) -> None:
        properties = run.find(w("rPr"))
        text = "".join(self._texts(run))
        if not text:
            return
        if switched(properties, "vanish"):
            self.found.hidden += text
            return
        named = self.styles.of(value(properties, "rStyle")) if value(properties, "rStyle") else Style()
        set_so = self._is(properties, "caps", named.caps, self.own.caps)
        text = legacy.capitals(text, font_of(properties) or named.font or self.own.font, set_so=set_so)
        bold = self._is(properties, "b", named.bold, self.own.bold)
        italic = self._is(properties, "i", named.italic, self.own.italic)
        self.found.pieces.append(Piece(text, bold, italic))

    @staticmethod
    def _is(properties: Element | None, name: str, of_run: bool | None, of_paragraph: bool | None) -> bool:
        own = switched(properties, name)
        return bool(next((said for said in (own, of_run, of_paragraph) if said is not None), False))

    def _texts(self, run: Element) -> Iterator[str]:
        for child in run:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "br":
                yield "" if child.get(w("type")) in ("page", "column") else "\n"
            elif name == "sym":
                yield _symbol(child)
            elif name in ("footnoteReference", "endnoteReference"):
                self.found.notes.append((name.removesuffix("Reference"), child.get(w("id")) or ""))
                yield f"[^{len(self.found.notes)}]"
            elif name in _PICTURES or name == "AlternateContent":
                self._picture(child)

    def _picture(self, element: Element) -> None:
        """A text box says something; any other picture is only counted."""
        parts = list(chosen(element)) if local(element) == "AlternateContent" else [element]
        boxes = [box for part in parts for box in part.iter(w("txbxContent"))]
        self.found.boxes += [box for box in boxes if not _within(box, boxes)]
        self.found.pictures += not boxes and any(
            local(inner) in ("blip", "imagedata", "OLEObject") for part in parts for inner in part.iter()
        )


def _within(box: Element, boxes: list[Element]) -> bool:
    return any(parent in boxes for parent in box.iterancestors())


def _symbol(sign: Element) -> str:
    code = int(sign.get(w("char")) or "0", 16) if sign.get(w("char")) else 0
    return chr(code) if code and not 0xE000 <= code <= 0xF8FF else "•"


def marked(pieces: list[Piece]) -> str:
    """The text with its marks; a mark that would stand inside a word is left out."""
    joined = _joined(pieces)
    whole = "".join(piece.text for piece in joined)
    written, position = "", 0
    for piece in joined:
        before, after = whole[:position][-1:], whole[position + len(piece.text) :][:1]
        written += _styled(piece, before, after)
        position += len(piece.text)
    return written


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one style are one; what is only blank takes its neighbour's style."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        same = last and (last.bold, last.italic) == (piece.bold, piece.italic)
        if last and (same or not piece.text.strip()):
            joined[-1] = Piece(last.text + piece.text, last.bold, last.italic)
        else:
            joined.append(piece)
    return joined


def _styled(piece: Piece, before: str, after: str) -> str:
    inner = piece.text.strip()
    stars = "**" * piece.bold + "*" * piece.italic
    if not stars or not inner or "\n" in inner or "*" in inner:
        return _each_line(piece, stars) if stars and "\n" in inner and "*" not in inner else piece.text
    start = piece.text.index(inner)
    lead, tail = piece.text[:start], piece.text[start + len(inner) :]
    if (not lead and before.isalnum()) or (not tail and after.isalnum()):
        return piece.text
    return f"{lead}{stars}{inner}{stars}{tail}"


def _each_line(piece: Piece, stars: str) -> str:
    """A mark ends with its line."""
    return "\n".join(
        f"{stars}{line.strip()}{stars}" if line.strip() else line for line in piece.text.split("\n")
    )


def cleaned(text: str) -> str:
    """Clean text whose tabs stay: they part the two sides of a letterhead."""
    return "\t".join(filter(None, (clean(side) for side in legacy.guarded(text).split("\t"))))
