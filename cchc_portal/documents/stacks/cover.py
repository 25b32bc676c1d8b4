"""The cover list of a stack, written straight as PDF: its text is a list, and laying it out as a web page would take longer than
putting a hundred frozen papers together."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name

from cchc_portal.documents.paper import fonts

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 20 * MM, 195 * MM, 277 * MM, 18 * MM  # from the page's lower left
SIZE, HEAD_SIZE, LEADING, PAD = 11.0, 14.0, 13.5, 3.0
REGULAR, BOLD = "Tinos-Regular.ttf", "Tinos-Bold.ttf"
COLUMNS = (("TT", 10), ("Số, ký hiệu", 34), ("Ngày", 22), ("Văn bản", 75), ("Số bản", 17), ("Từ trang", 17))
CENTRED = {0, 2, 4, 5}


@dataclass(frozen=True)
class Row:
    symbol: str
    day: str
    title: str
    copies: str
    page: str

    def cells(self, order: int) -> tuple[str, ...]:
        return str(order), self.symbol, self.day, self.title, self.copies, self.page


@dataclass(frozen=True)
class _Face:
    glyphs: dict[int, tuple[int, int]]  # letter → (glyph, width in thousandths)
    file: bytes
    length: int
    box: list[int]
    heights: tuple[int, int]


@cache
def _face(name: str) -> _Face:
    from fontTools.ttLib import TTFont  # heavy, and needed once a process

    path = fonts.directory() / name
    with TTFont(path, lazy=True) as font:
        em, widths = font["head"].unitsPerEm, font["hmtx"]
        named = font.getBestCmap()
        glyphs = {
            code: (font.getGlyphID(glyph), widths[glyph][0] * 1000 // em) for code, glyph in named.items()
        }
        head, lines = font["head"], font["hhea"]
        box = [value * 1000 // em for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        heights = (lines.ascent * 1000 // em, lines.descent * 1000 // em)
    raw = path.read_bytes()
    return _Face(glyphs, zlib.compress(raw, 1), len(raw), box, heights)


def _width(text: str, size: float, face: str) -> float:
    glyphs = _face(face).glyphs
    return sum(glyphs.get(ord(letter), (0, 500))[1] for letter in text) * size / 1000


def _wrapped(text: str, width: float) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, SIZE, REGULAR) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


class _Page:
    """What is drawn on one page of the list."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.y = TOP

    def write(self, x: float, y: float, text: str, size: float = SIZE, face: str = REGULAR) -> None:
        glyphs = _face(face).glyphs
        codes = "".join(f"{glyphs.get(ord(letter), (0, 0))[0]:04x}" for letter in text)
        font = "F1" if face == REGULAR else "F2"
        self.said.append(f"BT /{font} {size:g} Tf {x:.2f} {y:.2f} Td <{codes}> Tj ET")

    def centre(self, x: float, y: float, text: str, size: float = SIZE, face: str = REGULAR) -> None:
        self.write(x - _width(text, size, face) / 2, y, text, size, face)

    def rule(self, y: float) -> None:
        self.said.append(f"0.5 w {LEFT:.2f} {y:.2f} m {RIGHT:.2f} {y:.2f} l S")

    def row(self, cells: Sequence[str], face: str = REGULAR) -> None:
        """Its cells wrapped, its height that of the tallest."""
        wrapped = [
            _wrapped(cell, width * MM - 2 * PAD) for cell, (_, width) in zip(cells, COLUMNS, strict=True)
        ]
        x = LEFT
        for index, (lines, (_, width)) in enumerate(zip(wrapped, COLUMNS, strict=True)):
            for number, line in enumerate(lines):
                y = self.y - PAD - SIZE - number * LEADING
                if index in CENTRED:
                    self.centre(x + width * MM / 2, y, line, face=face)
                else:
                    self.write(x + PAD, y, line, face=face)
            x += width * MM
        self.y -= height_of(wrapped)
        self.rule(self.y)


def height_of(wrapped: Sequence[Sequence[str]]) -> float:
    return max(len(lines) for lines in wrapped) * LEADING + 2 * PAD


def _height(row: Row) -> float:
    return height_of(
        [
            _wrapped(row.title, COLUMNS[3][1] * MM - 2 * PAD),
            _wrapped(row.symbol, COLUMNS[1][1] * MM - 2 * PAD),
        ]
    )


def pages_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Which rows stand on which page: known before their page numbers are."""
    pages: list[list[Row]] = [[]]
    room = TOP - BOTTOM - 90
    for row in rows:
        if pages[-1] and room < _height(row):
            room = TOP - BOTTOM - 40
            pages.append([])
        room -= _height(row)
        pages[-1].append(row)
    return pages


def draw(pdf: pikepdf.Pdf, rows: Sequence[Row], *, heading: Sequence[str], counted: str) -> int:
    """Add the list's pages to `pdf`; how many there are."""
    pages, order = pages_of(rows), 0
    used = set("".join(letters for row in rows for letters in row.cells(0)) + "".join(heading) + counted)
    used |= set("".join(label for label, _ in COLUMNS) + "0123456789")
    resources = Dictionary(Font=Dictionary(F1=_font(pdf, REGULAR, used), F2=_font(pdf, BOLD, used)))
    for number, held in enumerate(pages):
        page = _Page()
        if number == 0:
            _head(page, heading, counted)
        page.rule(page.y)
        page.row([label for label, _ in COLUMNS], BOLD)
        for row in held:
            order += 1
            page.row(row.cells(order))
        if number:
            page.centre(WIDTH / 2, HEIGHT - 14 * MM, str(number + 1))
        stream = pdf.make_stream(zlib.compress("\n".join(page.said).encode(), 1), Filter=Name.FlateDecode)
        pdf.pages.append(
            pikepdf.Page(
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Page, MediaBox=[0, 0, WIDTH, HEIGHT], Resources=resources, Contents=stream
                    )
                )
            )
        )
    return len(pages)


def _head(page: _Page, heading: Sequence[str], counted: str) -> None:
    middle = (LEFT + RIGHT) / 2
    page.centre(middle, page.y - HEAD_SIZE, heading[0], HEAD_SIZE, BOLD)
    for index, line in enumerate(heading[1:], 1):
        page.centre(middle, page.y - HEAD_SIZE - index * 16, line)
    page.y -= HEAD_SIZE + len(heading) * 16
    page.write(LEFT, page.y - SIZE, counted)
    page.y -= SIZE + 10


def _font(pdf: pikepdf.Pdf, name: str, used: set[str]) -> pikepdf.Object:
    face = _face(name)
    known = sorted((*face.glyphs[ord(letter)], letter) for letter in used if ord(letter) in face.glyphs)
    family = Name("/" + name.removesuffix(".ttf"))
    file = pdf.make_stream(face.file, Filter=Name.FlateDecode, Length1=face.length)
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=family,
            Flags=4,
            FontBBox=Array(face.box),
            ItalicAngle=0,
            Ascent=face.heights[0],
            Descent=face.heights[1],
            CapHeight=660,
            StemV=80,
            FontFile2=file,
        )
    )
    widths = Array([part for glyph, width, _ in known for part in (glyph, Array([width]))])
    descendant = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=family,
            CIDToGIDMap=Name.Identity,
            W=widths,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=descriptor,
        )
    )
    unicode = pdf.make_stream("\n".join(_to_unicode(known)).encode())
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=family,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
            ToUnicode=unicode,
        )
    )


def _to_unicode(known: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """So that the list can be searched and read aloud."""
    yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    yield "1 begincodespacerange <0000> <ffff> endcodespacerange"
    for start in range(0, len(known), 100):
        some = known[start : start + 100]
        yield f"{len(some)} beginbfchar"
        yield from (f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, _, letter in some)
        yield "endbfchar"
    yield "endcmap end end"
