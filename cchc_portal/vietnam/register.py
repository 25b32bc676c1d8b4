"""The register of legal documents: which were in force on a day, what replaced them, how they are cited and put in order.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b: a document is cited by type, symbol, date, issuer and title; a law by its name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cchc_portal.vietnam import dates, ranks, symbols
from cchc_portal.vietnam.alphabet import fold

_NAMES_ITS_YEAR = re.compile(r"/(19|20)\d{2}/")
_FILE = Path(__file__).with_name("register.yaml")


class Standing(StrEnum):
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Document:
    """One document that a plan may cite; what is not known is None or empty, and never a fault."""

    symbol: str
    issuer: str = ""
    title: str = ""
    kind: str = ""
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    replaced_by: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    year: int | None = None
    note: str = ""
    confidence: str = "high"
    row: int | None = None
    key: int | None = None
    """The number of a province's own entry; None of the country's."""

    @property
    def type_name(self) -> str:
        """``Nghị định``; told by the symbol where the entry does not say it."""
        return self.kind or symbols.type_name(self.symbol)

    @property
    def is_law(self) -> bool:
        return self.title.startswith(("Luật ", "Bộ luật ", "Hiến pháp", "Pháp lệnh "))

    @property
    def is_local(self) -> bool:
        """Numbers of local bodies repeat all over the country: such a symbol alone names no document."""
        return ranks.rank_of(self.symbol, self.type_name) >= ranks.LOCAL


@dataclass(frozen=True)
class Status:
    """How a document stands on a day: since when it is no more, and what holds in its place."""

    standing: Standing
    since: date | None = None
    successors: tuple[Document, ...] = ()

    @property
    def expired(self) -> bool:
        return self.standing is Standing.EXPIRED


def normal_symbol(symbol: str) -> str:
    """One spelling of a symbol: no spaces, capitals, no zeros in front, the party's order put right."""
    bare = re.sub(r"\s+", "", symbol.replace("\u2013", "-").replace("\u2011", "-"))
    bare = symbols.right_party_order(bare)
    return fold(re.sub(r"^0+(?=\d)", "", bare))


@dataclass
class Register:
    """Documents by symbol; several may share one, for numbers begin anew each year and each term of the Party."""

    documents: tuple[Document, ...]
    _by_symbol: dict[str, list[Document]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for document in self.documents:
            if document.symbol:
                self._by_symbol.setdefault(normal_symbol(document.symbol), []).append(document)

    def joined(self, own: Iterable[Document]) -> "Register":
        """With a province's own entries, which stand in place of the country's of the same symbol and year."""
        own = tuple(own)
        taken = {(normal_symbol(each.symbol), _year(each)) for each in own}

        def is_taken(document: Document) -> bool:
            symbol = normal_symbol(document.symbol)
            return (symbol, _year(document)) in taken or (symbol, None) in taken

        kept = (each for each in self.documents if not each.symbol or not is_taken(each))
        return Register((*own, *kept))

    def find(self, symbol: str, issued_on: date | None = None) -> Document | None:
        """The document of that symbol, of that very day where one is given; None where the register knows none."""
        known = self._by_symbol.get(normal_symbol(symbol), [])
        if issued_on is not None and not _NAMES_ITS_YEAR.search(symbol):
            dated = [each for each in known if each.issued_on == issued_on]
            same_year = [each for each in known if _year(each) in (issued_on.year, None)]
            known = dated or same_year
        return known[0] if len(known) == 1 or (known and issued_on is not None) else None

    def status_on(self, document: Document, day: date) -> Status:
        """In force, expired (since when, by what), not yet in force or unknown."""
        end = self._end(document, day)
        if end is not None and day >= end:
            return Status(Standing.EXPIRED, end, tuple(self._successors(document, day, {document.symbol})))
        if document.effective_from is None:
            return Status(Standing.UNKNOWN)
        if day < document.effective_from:
            return Status(Standing.NOT_YET, document.effective_from)
        return Status(
            Standing.IN_FORCE if end is not None or not self._doubtful(document, day) else Standing.UNKNOWN
        )

    def _end(self, document: Document, day: date) -> date | None:
        """The first day without force: its own, else the day on which a successor came into force."""
        if document.effective_to is not None:
            return document.effective_to
        starts = [each.effective_from for each in self._next(document)]
        return min((start for start in starts if start is not None), default=None)

    def _doubtful(self, document: Document, day: date) -> bool:
        """Replaced by something that is out already, and nobody has entered since when it holds."""
        return any(each.issued_on is None or each.issued_on <= day for each in self._next(document))

    def _next(self, document: Document) -> list[Document]:
        return [self.find(symbol) or Document(symbol) for symbol in document.replaced_by]

    def _successors(self, document: Document, day: date, seen: set[str]) -> Iterator[Document]:
        """What stands in its place on that day, through every replacement in between."""
        for each in self._next(document):
            if each.symbol in seen:
                continue
            seen.add(each.symbol)
            later = list(self._successors(each, day, seen)) if self._is_past(each, day) else []
            yield from later or [each]

    def _is_past(self, document: Document, day: date) -> bool:
        end = self._end(document, day)
        return end is not None and day >= end

    def search(self, words: str, *, most: int | None = None) -> list[Document]:
        """Documents whose words hold what was typed as it stands, else each of its words; with or without marks, by rank."""
        wanted = fold(words).split()
        symbol, phrase = normal_symbol(words), fold(words)
        found = [
            each
            for each in self.documents
            if symbol in normal_symbol(each.symbol) or phrase in _haystack(each)
        ] or [each for each in self.documents if all(word in _haystack(each) for word in wanted)]

        def nearness(document: Document) -> tuple[bool, bool, OrderKey]:
            starts = normal_symbol(document.symbol).startswith(symbol)
            return not starts, phrase not in _haystack(document), order_key(document)

        return sorted(found, key=nearness)[:most]


def _year(document: Document) -> int | None:
    return document.issued_on.year if document.issued_on else document.year


@cache
def _haystack(document: Document) -> str:
    day = dates.short_date(document.issued_on) if document.issued_on else ""
    return fold(
        " ".join((document.symbol, document.type_name, document.issuer, document.title, day))
        + f" {normal_symbol(document.symbol)}"
    )


def wording(document: Document) -> str:
    """How the document is cited: ``Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về …``."""
    day = _written_day(document)
    if document.is_law:
        return " ".join(part for part in (document.title, day) if part)
    number = f"số {document.symbol}" if document.symbol else ""
    issuer = f"của {document.issuer}" if document.issuer and document.symbol else ""
    parts = (
        document.type_name or "Văn bản",
        number,
        day if document.symbol else "",
        issuer,
        _lead(document.title),
    )
    return " ".join(part for part in parts if part)


def _written_day(document: Document) -> str:
    if document.issued_on:
        return dates.written_date(document.issued_on)
    return f"ngày … tháng … năm {document.year}" if document.year else ""


_LEADS = ("về ", "ban hành ", "phê duyệt ", "quy định ", "sửa đổi", "hướng dẫn ", "công bố ", "tại ", "Hội nghị ", "thực hiện ",
          "triển khai ", "giao ", "thành lập ", "kiện toàn ", "bãi bỏ ", "thông qua ", "điều chỉnh ")  # fmt: skip


def _lead(title: str) -> str:
    """What follows the issuer: a title typed by itself takes “về” before it."""
    if not title or title.startswith(_LEADS):
        return title
    lowered = title[:1].lower() + title[1:]
    return lowered if lowered.startswith(_LEADS) else f"về {lowered if not title[1:2].isupper() else title}"


def basis_line(document: Document) -> str:
    """The line among the legal bases."""
    return f"Căn cứ {wording(document)}"


OrderKey = tuple[int, date, str]


def order_key(document: Document) -> OrderKey:
    """By rank, then by date; a document without a date after the dated ones of its rank."""
    day = document.issued_on or (date(document.year, 12, 31) if document.year else date.max)
    return ranks.rank_of(document.symbol, document.type_name), day, document.symbol


@cache
def national() -> Register:
    """The documents that come with the portal."""
    entries: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Register(tuple(_document(entry) for entry in entries))


def _document(entry: dict[str, Any]) -> Document:
    lists = {name: tuple(entry[name]) for name in ("replaced_by", "amended_by") if name in entry}
    return Document(**{"symbol": "", **entry, **lists})
