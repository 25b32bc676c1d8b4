"""A file as read: paragraphs and tables in the order of the text, before anything is recognised in them."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `text` carries ** and * marks, line ends and tabs; `number` is what Word shows before it by itself."""

    text: str
    number: str = ""
    level: int = 0
    centred: bool = False
    landscape: bool = False
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell and how many rows and columns it covers."""

    lines: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Table:
    """A grid: what a merged cell covers is None."""

    rows: tuple[tuple[Cell | None, ...], ...]
    head: int = 0

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell that covers this place begins."""
        if self.rows[row][column] is not None:
            return row, column
        for above in range(row, -1, -1):
            for left in range(column, -1, -1):
                cell = self.rows[above][left]
                if cell and above + cell.rows > row and left + cell.columns > column:
                    return above, left
        return row, column


@dataclass(frozen=True)
class Aside:
    """Text that stands outside the flow: a header, a comment, a text box."""

    kind: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """One run of text and tables: a Word file has one, a workbook one for each sheet that says something."""

    name: str
    parts: tuple[Paragraph | Table, ...]


@dataclass(frozen=True)
class Source:
    """All that a file says; `notes` are sentences for the person about what was met on the way."""

    kind: str
    sheets: tuple[Sheet, ...]
    asides: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text of the file."""
        for sheet in self.sheets:
            for part in sheet.parts:
                if isinstance(part, Paragraph):
                    yield from (part.text, *part.footnotes)
                else:
                    yield from (cell.text for row in part.rows for cell in row if cell)
        yield from (aside.text for aside in self.asides)

    def mapped(self, change: Callable[[str], str]) -> "Source":
        """The same file with every text changed."""
        sheets = tuple(
            Sheet(change(sheet.name), tuple(_mapped(part, change) for part in sheet.parts))
            for sheet in self.sheets
        )
        asides = tuple(Aside(aside.kind, change(aside.text)) for aside in self.asides)
        return replace(self, sheets=sheets, asides=asides)


def _mapped(part: Paragraph | Table, change: Callable[[str], str]) -> Paragraph | Table:
    if isinstance(part, Paragraph):
        return replace(part, text=change(part.text), footnotes=tuple(map(change, part.footnotes)))
    rows = tuple(
        tuple(cell and replace(cell, lines=tuple(map(change, cell.lines))) for cell in row)
        for row in part.rows
    )
    return replace(part, rows=rows)


def to_json(source: Source) -> Data:
    return asdict(source)


def from_json(data: Data) -> Source:
    return Source(
        data["kind"],
        tuple(Sheet(sheet["name"], tuple(map(_part, sheet["parts"]))) for sheet in data["sheets"]),
        tuple(Aside(**aside) for aside in data["asides"]),
        tuple(data["notes"]),
    )


def _part(data: Data) -> Paragraph | Table:
    if "rows" in data:
        rows = tuple(tuple(_cell(cell) for cell in row) for row in data["rows"])
        return Table(rows, data["head"])
    return Paragraph(**{**data, "footnotes": tuple(data["footnotes"])})


def _cell(data: Data | None) -> Cell | None:
    return None if data is None else Cell(tuple(data["lines"]), data["rows"], data["columns"])
