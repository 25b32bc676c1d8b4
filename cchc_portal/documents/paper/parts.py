"""What a paper consists of, as plain data: the one form that the HTML, the PDF and the Word copy are made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cchc_portal.vietnam.layout import RuleSet
from cchc_portal.vietnam.text import plain

from .lookup import Lookup

if TYPE_CHECKING:
    from .copied import Copied

WATERMARKS = {"withdrawn": "THU HỒI", "expired": "HẾT HIỆU LỰC"}


@dataclass(frozen=True)
class Line:
    """One paragraph of the body: `kind` chooses its look, `mark` is its number or dash, `text` may carry ** and *."""

    kind: str
    text: str
    mark: str = ""
    notes: tuple[str, ...] = ()
    first_note: int = 1
    keep: bool = False  # stay on the page of what follows
    place: str = ""  # where its words stand in the snapshot ("sections.0.blocks.1"); noted for the editor's preview alone


@dataclass(frozen=True)
class Column:
    label: str
    width: int  # percent of the table's width
    align: str = "left"  # left | center | right


@dataclass(frozen=True)
class Cell:
    lines: tuple[str, ...]
    align: str = "left"
    span: int = 1
    bold: bool = False
    # Only in the column that a whole group shares: "open" draws no line towards the rows above and below it.
    shared: str = ""  # "" | first | middle | last | only
    again: bool = False  # says "(như trên)" when its row comes first on a page
    kept: bool = False  # a piece of the preview leaves this cell as it stands
    label: str = ""  # its column's name, said beside it where a phone sets cells below each other

    @property
    def look(self) -> str:
        """Its class names in the stylesheet."""
        names = [self.align if self.align != "left" else "", f"shared-{self.shared}" if self.shared else ""]
        return " ".join(name for name in names if name)


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    kind: str = "row"  # row | group | total
    tall: bool = False  # may fill a page: the only kind of row that a page's end may divide
    place: str = ""  # of its content item


def labelled(rows: Iterable[Row], labels: Sequence[str | None]) -> list[Row]:
    """The rows with each cell that stands under one column called by its name."""
    names = [" ".join(plain(label or "").split()) for label in labels]
    return [replace(row, cells=tuple(_labelled(row.cells, names))) for row in rows]


def _labelled(cells: Iterable[Cell], names: Sequence[str]) -> Iterable[Cell]:
    at = 0
    for cell in cells:
        name = names[at] if cell.span == 1 and at < len(names) else ""
        yield replace(cell, label=name) if name else cell
        at += cell.span


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    head: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    small: bool = False
    keep: bool = False  # its last row stays on the page of what follows
    place: str = ""

    kind = "table"


@dataclass(frozen=True)
class Header:
    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str = ""  # "" on a document attached to another
    place_date: str = ""
    about: tuple[str, ...] = ()  # of a letter: "V/v …" below its number
    compact: bool = False  # one size smaller all over, where the agency's name is long


@dataclass(frozen=True)
class Signature:
    lines: tuple[str, ...]  # KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN
    name: str


@dataclass(frozen=True)
class Ending:
    recipients: tuple[str, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class Part:
    """A run of pages with its own page count: the document itself, an attached document, an appendix."""

    kind: str  # main | attached | appendix
    title: str
    subject: tuple[str, ...]  # in balanced lines
    body: tuple[Line | Table, ...]
    header: Header | None = None
    attached_to: str = ""
    addressees: tuple[str, ...] = ()  # "Kính gửi": one stands beside it, several below it
    issuer_line: str = ""  # GIÁM ĐỐC SỞ … between the subject and the legal bases of a decision
    bases: tuple[Line, ...] = ()
    decides: bool = False  # QUYẾT ĐỊNH: stands between the bases and the articles
    ending: Ending | None = None
    landscape: bool = False

    @property
    def page(self) -> str:
        """The named page of the stylesheet."""
        if self.kind == "main":
            return "chinh"
        return "phuluc-ngang" if self.landscape else "phuluc"


@dataclass(frozen=True)
class Paper:
    rules: RuleSet
    name: str  # the document's title for metadata
    author: str
    issued_on: str | None
    parts: tuple[Part, ...]
    marks: frozenset[str] = field(default_factory=frozenset)
    lookup: Lookup | None = None  # on a "bản in tra cứu" alone
    copied: "Copied | None" = None  # on a copy alone

    @property
    def watermark(self) -> str:
        """What stands across every page of a document that is no longer in force."""
        return next((words for mark, words in WATERMARKS.items() if mark in self.marks), "")

    @property
    def is_beside_the_form(self) -> bool:
        """It carries something that the law's form does not have."""
        return bool(self.lookup or self.watermark)


@dataclass(frozen=True)
class Place:
    """The white space of one signature block, in points from the page's lower left; `centre` is the middle of the signer's name."""

    page: int  # from 1
    title: str
    name: str
    left: float
    bottom: float
    right: float
    top: float
    centre: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Place":
        return cls(**data)
