"""Checks of days in the text: those that no calendar has, and those that a citation leaves open.

A row is followed by the day of its time: one that does not exist stops the plan there, anywhere else it is told.
"""

import re
from collections.abc import Iterator
from datetime import date

from cchc_portal.vietnam import citations, dates
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Mend, Place, Snapshot, error, mend_at, texts, warning

_FIGURES = re.compile(
    r"(?:ngày\s+)?(?<!\d)(?<!\d[/.])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2})(?![\d/])"
)
_WORDS = re.compile(
    r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?!\d)(?:\s+năm\s+(?P<year>\d{4}))?", re.IGNORECASE
)
_NO_YEAR = re.compile(r"ngày\s+(?P<day>3[01])/(?P<month>0?[1-9]|1[0-2])(?![\d/])", re.IGNORECASE)
LEAP = 2024
"""A day without its year exists where some year has it."""


def impossible(snapshot: Snapshot) -> Iterator[Finding]:
    for text, place in texts(dict(snapshot), ()):
        if "/" not in text and "ngày" not in text.lower() and not any(mark in text for mark in ".-"):
            continue
        told = error if place[-2:] == ("time", "text") else warning
        for words in dict.fromkeys(_not_in_the_calendar(text)):
            yield told(f"Không có “{words}” trong lịch.", *place)


def _not_in_the_calendar(text: str) -> Iterator[str]:
    for pattern in (_FIGURES, _WORDS, _NO_YEAR):
        for found in pattern.finditer(text):
            year = int(found.groupdict().get("year") or LEAP)
            if not _exists(year, int(found["month"]), int(found["day"])):
                yield found[0]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_BLANK = r"(?:[….]+|_{2,})"
OPEN = re.compile(
    rf"ngày\s*{_BLANK}\s*(?:tháng|/)\s*(?:{_BLANK}|\d{{1,2}})\s*(?:năm|/)\s*(?:\d{{4}}|{_BLANK})?"
    rf"|ngày\s*\d{{1,2}}\s*(?:tháng|/)\s*{_BLANK}\s*(?:năm|/)\s*(?:\d{{4}}|{_BLANK})?"
)
"""``ngày … tháng … năm 2026``: what a pen was to fill in."""
_OF_CITATIONS = ("bases", "opening", "decision")


def left_open(draft: Draft) -> Iterator[Finding]:
    """A form in an appendix may leave its date to a pen; a cited document has one."""
    for text, place in draft.words:
        if "ngày" not in text or (place[0] not in _OF_CITATIONS and place not in draft.cited):
            continue
        for found in OPEN.finditer(text):
            yield warning(
                f"“{found[0].strip()}” còn để trống và sẽ in ra như vậy. Ghi ngày ban hành của văn bản được dẫn.",
                *place,
                source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b",
                mend=_known_day(draft, text, found, place),
            )


def _known_day(draft: Draft, text: str, found: re.Match[str], place: Place) -> Mend | None:
    cited = [each for each in draft.cited.get(place, ()) if is_left_open(text, each, at=found.start())]
    document = draft.register.find(cited[0].symbol) if cited else None
    if document is None or document.issued_on is None or document.is_local:
        return None
    span = (found.start(), found.start() + len(found[0].rstrip()))
    return mend_at(text, span, dates.written_date(document.issued_on), place)


def is_left_open(text: str, citation: citations.Citation, at: int | None = None) -> bool:
    """After the symbol stands a date that nobody has filled in."""
    found = OPEN.search(text, citation.end, citation.end + 40)
    if found is None or text[citation.end : found.start()].strip(" ,"):
        return False
    return at in (None, found.start())
