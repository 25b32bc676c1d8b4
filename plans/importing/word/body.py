"""Paragraphs and tables in the order of the text; merged cells once, nested tables flattened where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from plans.importing.source import Aside, Cell, Paragraph, Table
from plans.importing.word import inline
from plans.importing.word.inline import local
from plans.importing.word.names import Element, switched, value, w
from plans.importing.word.numbering import Lists
from plans.importing.word.styles import Style, Styles, outline_level

Parts = list[Paragraph | Table]


@dataclass
class Reader:
    """Reads bodies of one file: numbers count on from the text to its tables."""

    styles: Styles
    lists: Lists
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    tracked: bool = False
    pictures: int = 0
    _as_typed: str = ""

    def parts(self, body: Element) -> Parts:
        """A body's paragraphs and tables; each knows whether its page lies across."""
        found: Parts = []
        since = 0
        carried = ""
        for element in _blocks(body):
            if local(element) == "tbl":
                found.append(self.table(element))
                continue
            paragraph = self.paragraph(element, carried)
            joins = _joins_the_next(element)
            carried = self._as_typed if joins else ""
            if not joins and (paragraph.text.strip() or paragraph.footnotes):
                found.append(paragraph)
            section = element.find(f"{w('pPr')}/{w('sectPr')}")
            if section is not None:
                found[since:] = _turned(found[since:], section)
                since = len(found)
        found[since:] = _turned(found[since:], body.find(w("sectPr")))
        return found

    def paragraph(self, element: Element, carried: str = "") -> Paragraph:
        properties = element.find(w("pPr"))
        key = value(properties, "pStyle")
        own = self.styles.of(key)
        said = inline.read(element, self.styles, own)
        self.tracked |= said.tracked
        self.pictures += said.pictures
        self._aside(said)
        self._as_typed = carried + inline.marked(said.pieces)
        text = inline.cleaned(self._as_typed)
        if own.name.startswith("toc ") and text:
            self.asides.append(Aside("Mục lục", text))
            return Paragraph("")
        return Paragraph(
            text,
            number=self._number(properties, key, own) if text else "",
            level=outline_level(value(properties, "outlineLvl")) or own.level,
            centred=(value(properties, "jc") or own.align) == "center",
            footnotes=tuple(self.notes.get(note, "") or "…" for note in said.notes),
        )

    def _aside(self, said: inline.Inline) -> None:
        if said.hidden.strip():
            self.asides.append(Aside("Chữ ẩn", inline.cleaned(said.hidden)))
        for box in said.boxes:
            self.asides += [Aside("Hộp chữ", line) for line in self.lines(box)]

    def _number(self, properties: Element | None, key: str, own: Style) -> str:
        numbered = properties.find(w("numPr")) if properties is not None else None
        number_id, depth = value(numbered, "numId"), value(numbered, "ilvl")
        level = int(depth) if depth.isdigit() else 0
        if not number_id:
            number_id = own.number_id
            level = self.lists.style_levels.get(key, ("", own.depth))[1] if not depth else level
        return self.lists.next_number(number_id, level) if number_id not in ("", "0") else ""

    def lines(self, body: Element) -> list[str]:
        """A cell's or a box's text, one paragraph a line; a table inside is one row a line."""
        lines: list[str] = []
        for part in self.parts(body):
            if isinstance(part, Paragraph):
                lines += _lines(part)
            else:
                rows = ([" ".join(cell.lines) for cell in row if cell and cell.lines] for row in part.rows)
                lines += [" | ".join(row) for row in rows if row]
        return lines

    def table(self, element: Element) -> Table:
        grid = _Grid()
        head = 0
        for row in _rows(element):
            properties = row.find(w("trPr"))
            if properties is not None and properties.find(w("del")) is not None:
                self.tracked = True
                continue
            if switched(properties, "tblHeader") and head == len(grid.rows):
                head += 1
            grid.begin(_figure(properties, "gridBefore"))
            for cell in _cells(row):
                own = cell.find(w("tcPr"))
                goes_on = (
                    own is not None
                    and own.find(w("vMerge")) is not None
                    and value(own, "vMerge") != "restart"
                )
                grid.add(self.lines(cell), max(1, _figure(own, "gridSpan")), goes_on=goes_on)
        return Table(grid.even(), head)


class _Grid:
    """Cells set into a grid; a cell that goes on below grows the one above it."""

    def __init__(self) -> None:
        self.rows: list[list[Cell | None]] = []

    def begin(self, before: int) -> None:
        self.rows.append([Cell() for _ in range(min(before, 60))])

    def add(self, lines: list[str], span: int, *, goes_on: bool) -> None:
        row, column = self.rows[-1], len(self.rows[-1])
        span = min(span, 60)
        if goes_on and not lines and self._grow(column):
            row += [None] * span
        else:
            row += [Cell(tuple(lines), columns=span), *[None] * (span - 1)]

    def _grow(self, column: int) -> bool:
        for above in range(len(self.rows) - 2, -1, -1):
            if column >= len(self.rows[above]):
                return False
            cell = self.rows[above][column]
            if cell is not None:
                self.rows[above][column] = replace(cell, rows=len(self.rows) - above)
                return True
        return False

    def even(self) -> tuple[tuple[Cell | None, ...], ...]:
        width = max(map(len, self.rows), default=0)
        return tuple((*row, *[Cell()] * (width - len(row))) for row in self.rows)


def _lines(paragraph: Paragraph) -> Iterator[str]:
    text = paragraph.text.replace("\t", " ")
    for order, note in enumerate(paragraph.footnotes, 1):
        text = text.replace(f"[^{order}]", "")
        text = f"{text} (Chú thích: {note})"
    first, *others = text.split("\n")
    yield f"{paragraph.number} {first}".strip()
    yield from others


def _blocks(body: Element) -> Iterator[Element]:
    """Paragraphs and tables, through whatever wraps them."""
    for child in body:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name == "AlternateContent":
            for one in inline.chosen(child):
                yield from _blocks_of(one)
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _blocks(child)


def _blocks_of(element: Element) -> Iterator[Element]:
    if local(element) in ("p", "tbl"):
        yield element
    else:
        yield from _blocks(element)


def _rows(table: Element) -> Iterator[Element]:
    yield from _inner(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _inner(row, "tc")


def _inner(element: Element, wanted: str) -> Iterator[Element]:
    for child in element:
        if local(child) == wanted:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inner(child, wanted)


def _figure(properties: Element | None, name: str) -> int:
    text = value(properties, name)
    return int(text) if text.isdigit() else 0


def _joins_the_next(paragraph: Element) -> bool:
    """Its end was deleted with changes tracked."""
    return paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None


def _turned(parts: Iterable[Paragraph | Table], section: Element | None) -> Parts:
    size = section.find(w("pgSz")) if section is not None else None
    across = size is not None and size.get(w("orient")) == "landscape"
    return [replace(part, landscape=across) if isinstance(part, Paragraph) else part for part in parts]
