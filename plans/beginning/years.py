"""Years and days as plans write them: which of them a copy may move by itself, and which it only points at.

A year is moved where it can mean nothing but the plan's own year; a cited document keeps its date, and what is left is named.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cchc_portal.vietnam import citations, dates

Snap = Callable[[date], date]

DAY = re.compile(
    r"(?P<day>\d{1,2})(?:(?P<stroke>[/.-])(?P<month>\d{1,2})(?P=stroke)"
    r"|\s+tháng\s+(?P<written_month>\d{1,2})\s+năm\s+)(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    DAY.pattern + r"|(?<![\d/])(?P<alone>20\d{2})(?!\d)|(?<=[\dIVX]/)(?P<behind>20\d{2})(?![\d/])",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(
    r"(?P<name>\bnăm\s+)(?P<year>20\d{2})(?!\d)(?!\s*[-–—]\s*(?:năm\s+)?\d{4})", re.IGNORECASE
)
_TERM = re.compile(
    r"(?:\b(?:trước|đến|hết|chậm nhất|từ|vào|xong)\s+(?:là\s+|hết\s+)?(?:ngày\s+)?)$", re.IGNORECASE
)
_SPAN = re.compile(
    r"(?:\b(?:giai đoạn|nhiệm kỳ|năm học|năm|các năm)\s+)?(?<!\d)(\d{4})\s*[-–—]\s*(?:năm\s+)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"(?:\b(?:năm|tháng|quý|ngày)\s+)?(?:(?:\d{1,2}/)?(?:\d{1,2}|[IVX]+)\s*/\s*)?(?<!\d)(20\d{2})(?![\d/])",
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh)\b[^,;:.]{0,120}?\bnăm\s+\d{4}", re.IGNORECASE)
_SYMBOL = re.compile(r"\b\d{1,5}/\d{4}/\w[\w-]*")
_CITED_DAY = re.compile(
    r"\b(?:Luật|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Chương trình|Kết luận|Thông báo|Hướng dẫn)\b"
    r"[^,;:.]{0,160}?,?\s*ngày\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Own:
    """The years of the plan that is copied, and how many years later its copy is."""

    first: int
    last: int
    by: int

    def has(self, year: int) -> bool:
        return self.first <= year <= self.last

    @property
    def new_first(self) -> int:
        return self.first + self.by


@dataclass(frozen=True)
class Moved:
    """A text with its years moved, and each stretch before and after."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


def years_later(day: date, by: int) -> date:
    """The same day so many years on; the 29th of February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + by)
    except ValueError:
        return day.replace(year=day.year + by, day=28)


def read_day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"] or found["written_month"]), int(found["day"]))
    except ValueError:
        return None


def move_time(text: str, own: Own, snap: Snap) -> Moved:
    """The words of an item's time: whole days, months, quarters and years of the plan's own year, in one pass."""

    def later(found: re.Match[str]) -> str | None:
        if found["day"]:
            return _later(found, own, snap)
        year = int(found["alone"] or found["behind"])
        return str(year + own.by) if own.has(year) else None

    moved = _replace(text, _IN_TIME, later).text
    return Moved(moved, ((text, moved),) if moved != text else ())


def move_title(text: str, own: Own) -> Moved:
    """“năm 2020” in the plan's own name; behind the symbol of a cited document it is that document's year."""
    cited = citations.citations(text)
    until = cited[0].start if cited else len(text)
    return _replace(
        text,
        _NAMED_YEAR,
        lambda found: (
            f"{found['name']}{int(found['year']) + own.by}"
            if found.start() < until and own.has(int(found["year"]))
            else None
        ),
    )


def move_terms(text: str, own: Own, snap: Snap) -> Moved:
    """Days of the plan's own year that end or begin a term: “trước ngày 31/01/2026”."""

    def later(found: re.Match[str]) -> str | None:
        return _later(found, own, snap) if _TERM.search(text[: found.start()]) else None

    return _replace(text, DAY, later)


def _replace(text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str | None]) -> Moved:
    changes: list[tuple[str, str]] = []

    def change(found: re.Match[str]) -> str:
        instead = new(found)
        if instead is None or instead == found[0]:
            return found[0]
        changes.append((found[0], instead))
        return instead

    return Moved(pattern.sub(change, text), tuple(changes))


def _later(found: re.Match[str], own: Own, snap: Snap) -> str | None:
    day = read_day(found)
    if day is None or not own.has(day.year):
        return None
    return _written_like(found, day, snap(years_later(day, own.by)))


def _written_like(found: re.Match[str], old: date, new: date) -> str:
    """The new day in the form of the old one; its figures stay where day and month stay."""
    typed = found["month"] or found["written_month"]
    day = found["day"] if new.day == old.day else dates.written_day(new)
    month = typed if new.month == old.month else dates.written_month(new)
    if found["stroke"]:
        return f"{day}{found['stroke']}{month}{found['stroke']}{new.year}"
    return f"{day} tháng {month} năm {new.year}"


def old_years(text: str, own: Own) -> Iterator[str]:
    """The stretches that speak of years before the copy's: ended periods, and years that nobody has moved."""
    masked = _without_documents(text, own)
    spans = list(_SPAN.finditer(masked))
    found = [(span.start(), span[0]) for span in spans if int(span[2]) < own.new_first]
    for span in spans:
        masked = masked[: span.start()] + "\0" * (span.end() - span.start()) + masked[span.end() :]
    found += [(lone.start(), lone[0]) for lone in _LONE.finditer(masked) if int(lone[1]) < own.new_first]
    yield from dict.fromkeys(phrase.strip() for _, phrase in sorted(found))


def _without_documents(text: str, own: Own) -> str:
    """The text with cited symbols, the dates of documents and the names of laws made unreadable."""
    covered = [(each.start, each.end) for each in citations.citations(text)]
    covered += [found.span() for pattern in (_SYMBOL, _LAW) for found in pattern.finditer(text)]
    for found in DAY.finditer(text):
        day = read_day(found)
        before = text[: found.start()]
        cited = bool(_CITED_DAY.search(before)) and not _TERM.search(before)
        if day is None or not own.has(day.year) or cited:
            covered.append(found.span())
    for start, end in covered:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def yearly_documents(text: str) -> Iterator[str]:
    """Plans that the text cites (…/KH-…): each is of one year, so a copy must name the new one."""
    for cited in citations.citations(text):
        if re.search(r"/KH-|-KH/", cited.symbol):
            day = f" ngày {dates.short_date(cited.issued_on)}" if cited.issued_on else ""
            yield cited.symbol + day


def excerpt(text: str, phrase: str, around: int = 60) -> str:
    """The phrase with some words on both sides."""
    start = max(0, text.find(phrase))
    left, right = max(0, start - around), min(len(text), start + len(phrase) + around)
    while left and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and not text[right].isspace():
        right += 1
    cut = " ".join(text[left:right].split())
    return f"{'… ' if left else ''}{cut}{' …' if right < len(text) else ''}"
