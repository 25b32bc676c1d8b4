"""A file's text as single lines: letterheads and signatures set in tables or with tabs come apart, other tables stay whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.text import clean, plain
from plans.importing import columns
from plans.importing.source import Cell, Paragraph, Sheet, Table

_NOTE = re.compile(r"\[\^(\d+)\]")
_LETTERHEAD = re.compile(r"cong hoa xa hoi|doc lap\W+tu do|^so\s*:", re.MULTILINE)
RECIPIENTS = re.compile(r"^noi nhan\s*:?")
LEFT, RIGHT = "left", "right"


@dataclass(frozen=True)
class Line:
    """One line of the file; `side` is where it stood in a letterhead or signature of two sides."""

    text: str
    number: str = ""
    level: int = 0
    centred: bool = False
    landscape: bool = False
    footnotes: tuple[str, ...] = ()
    side: str = ""
    table: Table | None = None
    head: int = 0
    columns: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def folded(self) -> str:
        return fold(self.plain)

    @property
    def bold(self) -> bool:
        """All of it is, whatever its number."""
        inner = self.text.removeprefix("***").removeprefix("**")
        return inner != self.text and self.text.endswith("**") and "**" not in inner[:-3]

    @property
    def capitals(self) -> bool:
        letters = [letter for letter in self.plain if letter.isalpha()]
        return len(letters) > 1 and all(letter.isupper() for letter in letters)


def of_sheet(sheet: Sheet) -> list[Line]:
    return [line for part in sheet.parts for line in _of_part(part)]


def _of_part(part: Paragraph | Table) -> Iterator[Line]:
    if isinstance(part, Paragraph):
        yield from _of_paragraph(part)
        return
    found = columns.find_head(part)
    if found is not None:
        yield from _around(part, found)
    elif _is_layout(part):
        yield from _of_layout(part)
    elif part.width > 1:
        yield Line("", table=part, head=part.head)
    else:
        yield from (Line(line) for row in part.rows for cell in row if cell for line in cell.lines)


def _of_paragraph(paragraph: Paragraph) -> Iterator[Line]:
    """One line for each line end; each keeps the footnotes that it marks."""
    number = paragraph.number
    for text in paragraph.text.split("\n"):
        marks = [int(mark) for mark in _NOTE.findall(text)]
        notes = tuple(paragraph.footnotes[mark - 1] for mark in marks if 0 < mark <= len(paragraph.footnotes))
        for order, mark in enumerate(marks, 1):
            text = text.replace(f"[^{mark}]", f"[^{order}]", 1)
        sides = _sides(text)
        for side, words in sides:
            if words:
                yield Line(
                    words, number, paragraph.level, paragraph.centred, paragraph.landscape, notes, side=side
                )
                number = ""


def _sides(text: str) -> list[tuple[str, str]]:
    """The two sides of a letterhead or a signature that are set apart with tabs."""
    left, tab, right = text.partition("\t")
    folded = fold(plain(text))
    if tab and (_LETTERHEAD.search(folded) or RECIPIENTS.match(folded) or _is_capitals(text)):
        return [(LEFT, clean(left)), (RIGHT, clean(right))]
    return [("", clean(text))]


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)


def _is_layout(table: Table) -> bool:
    """A letterhead or a signature without lines around it."""
    texts = [fold(plain(cell.text)) for row in table.rows for cell in row if cell]
    return len(table.rows) <= 6 and any(_LETTERHEAD.search(text) or RECIPIENTS.match(text) for text in texts)


def _of_layout(table: Table) -> Iterator[Line]:
    for row in table.rows:
        for place, cell in enumerate(row):
            for line in cell.lines if cell else ():
                yield Line(line, side=RIGHT if place else LEFT)


def _around(table: Table, found: columns.Head) -> Iterator[Line]:
    """Lines that stand in rows above the head and below the last row of the work, as spreadsheets have them."""
    for row in table.rows[: found.first]:
        yield from _of_row(row)
    rows = table.rows[found.first :]
    last = next(
        (number for number, row in enumerate(rows) if number >= found.height and _is_end(row)), len(rows)
    )
    yield Line("", table=Table(rows[:last], found.height), head=found.height, columns=found.kinds)
    for row in rows[last:]:
        yield from _of_row(row)


def _of_row(row: tuple[Cell | None, ...]) -> Iterator[Line]:
    for place, cell in enumerate(row):
        for line in cell.lines if cell else ():
            yield Line(line, side=RIGHT if place > len(row) // 2 else LEFT)


def _is_end(row: tuple[Cell | None, ...]) -> bool:
    texts = [fold(plain(cell.text)) for cell in row if cell and cell.lines]
    return bool(texts) and (bool(RECIPIENTS.match(texts[0])) or texts[0].startswith("tren day la"))
