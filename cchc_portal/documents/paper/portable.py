"""PDF/A-3u with the plan file inside; the same snapshot gives the same bytes, in any process, on any day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from pydyf import Stream
from weasyprint import Attachment
from weasyprint.document import Document

from cchc_portal.documents import snapshots

from . import appendices
from .copied import Copied
from .engine import complaints_are_errors, lay_out, undisturbed
from .fetcher import PackagedFilesOnly
from .leaves import Shelf
from .lookup import Lookup
from .markup import body_html, rule_style
from .pages import show_continuations
from .parts import Paper, Place
from .places import places
from .view import view

SOURCE_NAME = "ke-hoach.yaml"
UNDATED = date(2020, 1, 1)  # a draft has no date, and its bytes must not depend on the clock


@dataclass(frozen=True)
class Made:
    """A finished file, its number of pages, and where its signatures go."""

    content: bytes
    pages: int
    places: tuple[Place, ...]


def made(
    snapshot: Mapping[str, Any],
    *,
    marks: Iterable[str] = frozenset(),
    electronic: bool = False,
    rules: str | None = None,
    lookup: Lookup | None = None,
    copied: Copied | None = None,
    shelf: Shelf | None = None,
) -> Made:
    """`shelf` keeps appendices between two papers; the bytes are the same with and without it."""
    paper = view(snapshot, marks=marks, electronic=electronic, rules=rules, lookup=lookup, copied=copied)
    before, behind = appendices.parted(paper)
    html = body_html(before)
    with undisturbed(), complaints_are_errors():
        beside = paper.is_beside_the_form
        document = lay_out(html, rule_style(paper), beside=beside, copied=copied is not None)
        show_continuations(document)
        identifier = sha256(html.encode()).digest()[:16]
        where = places(document)
        # An excerpt keeps to itself what it leaves out.
        source = snapshots.dump(dict(snapshot)) if copied is None else None
        content = _write(document, paper, source, identifier)
        more = appendices.laid_out(behind, shelf)
        if more:
            content = appendices.joined(content, more)
        return Made(content, len(document.pages) + sum(each.leaves.pages for each in more), where)


def _write(document: Document, paper: Paper, source: str | None, identifier: bytes) -> bytes:
    when = _moment(paper)
    document.metadata.created = document.metadata.modified = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    written = document.write_pdf(
        pdf_variant="pdf/a-3u",
        pdf_identifier=identifier,
        attachments=[] if source is None else [_attached(source, when)],
        finisher=_finish,
    )
    return bytes(written)


def _attached(source: str, when: datetime) -> Attachment:
    return Attachment(
        string=source,
        name=SOURCE_NAME,
        description="Tệp kế hoạch mà văn bản này được lập từ đó",
        created=when,
        modified=when,
        relationship="Source",
        url_fetcher=PackagedFilesOnly(),
    )


def _moment(paper: Paper) -> datetime:
    said = paper.copied.day if paper.copied else paper.issued_on
    day = date.fromisoformat(str(said)) if said else UNDATED
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _finish(_document: Document, pdf_file: Any) -> None:
    _name_the_source_once(pdf_file.catalog)
    for position, each in enumerate(pdf_file.objects):
        if isinstance(each, Stream):
            pdf_file.objects[position] = _Packed(each)


def _name_the_source_once(catalog: dict[str, Any]) -> None:
    """The library lists each attachment twice among the associated files."""
    files = catalog.get("AF", [])
    unique = list(dict.fromkeys(files))
    files.clear()
    files.extend(unique)


class _Packed(Stream):
    """A stream in its final bytes; the library would compress it twice: to write it, and for the file's identifier."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self.number = stream.number
        self.packed = stream.data

    @property
    def data(self) -> bytes:
        return self.packed
