"""Citations of documents in running text (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b; Hướng dẫn 05-HD/VPTW)."""

import re
from dataclasses import dataclass
from datetime import date

_PARTY_TYPES = "NQ|CT|KL|QĐ|QyĐ|HD|KH|CTr|TB|BC"
PARTY = re.compile(rf"\b\d+-(?:{_PARTY_TYPES})/[A-ZĐ][A-Za-zĐđ]*\b")
STATE = re.compile(r"\b\d{1,5}[a-z]?(?:/\d{4})?/[A-ZĐ][A-Za-zĐđ]*-[A-ZĐ][A-Za-zĐđ]*\b")
LAW = re.compile(r"\b\d{1,3}/\d{4}/QH\d{1,2}\b")
_MALFORMED_PARTY = re.compile(rf"\b(\d+)/({_PARTY_TYPES})-([A-ZĐ]*TW|TU|HU|ThU|QU|ĐU)\b")
_DAY_AFTER = re.compile(
    r"\s*,?\s*ngày\s+(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*|\s+tháng\s+(\d{1,2})\s+năm\s+)(\d{4})\b"
)


@dataclass(frozen=True)
class Citation:
    """A cited document: its symbol, where it stands, its date where one follows it."""

    symbol: str
    kind: str
    start: int
    end: int
    issued_on: date | None = None
    day_end: int = 0
    """Where the date after the symbol ends; without one, where the symbol does."""


@dataclass(frozen=True)
class Malformed:
    """A party symbol in the state's order, and how it is written rightly."""

    found: str
    instead: str
    start: int


def malformed_party_symbols(text: str) -> list[Malformed]:
    """Party documents are number-type/issuer: ``18/NQ-TW`` should be ``18-NQ/TW``."""
    return [
        Malformed(found[0], f"{found[1]}-{found[2]}/{found[3]}", found.start())
        for found in _MALFORMED_PARTY.finditer(text)
    ]


def citations(text: str) -> list[Citation]:
    """Every document cited by symbol, in the order of the text; a malformed party symbol counts as the party's."""
    found = [_citation(text, match, "party") for match in PARTY.finditer(text)]
    found += [_citation(text, match, "law") for match in LAW.finditer(text)]
    for match in STATE.finditer(text):
        kind = "party" if _MALFORMED_PARTY.fullmatch(match[0]) else "state"
        found.append(_citation(text, match, kind))
    return sorted(found, key=lambda citation: citation.start)


def _citation(text: str, match: re.Match[str], kind: str) -> Citation:
    day = _DAY_AFTER.match(text, match.end())
    return Citation(
        match[0], kind, *match.span(), _day_after(text, match.end()), day.end() if day else match.end()
    )


def _day_after(text: str, position: int) -> date | None:
    found = _DAY_AFTER.match(text, position)
    if not found:
        return None
    try:
        return date(int(found[4]), int(found[2] or found[3]), int(found[1]))
    except ValueError:
        return None


def cited_after(text: str, day: date) -> list[Citation]:
    """Citations dated later than the document that cites them."""
    return [citation for citation in citations(text) if citation.issued_on and citation.issued_on > day]


def day_in(text: str) -> date | None:
    """The first day that the text names."""
    found = re.search(r"(?=\s*,?\s*ngày\s+\d)", text)
    return _day_after(text, found.start()) if found else None


_TITLE_END = re.compile(r"[;\n]|\.\s|\bnăm \d{4}(?:\s*[-–—]\s*\d{4})?|\bgiai đoạn \d{4}\s*[-–—]\s*\d{4}")


_NAMED_LAW = re.compile(
    r"\b(?:Bộ luật|Luật|Pháp lệnh) [^,;.()\n]{2,80}?,?\s+(?:ngày \d{1,2}/\d{1,2}/\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}|năm \d{4})"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Where cited documents stand with their date and title: words there are another document's, not this one's.

    Laws are cited by name and day; a title ends with the first year in it, or where the sentence or the item of a list ends.
    """
    found: list[tuple[int, int]] = []
    for citation in citations(text):
        end = _TITLE_END.search(text, citation.day_end)
        found.append((citation.start, end.end() if end else len(text)))
    return found + [law.span() for law in _NAMED_LAW.finditer(text)]
