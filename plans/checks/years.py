"""Checks of years: last year's year left in the text, periods that are over, days of items outside the plan's own.

The plan that was copied is the usual source of them; a year inside a cited document's date or title is that document's own.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from cchc_portal.vietnam import dates
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Mend, Place, mend_at, quoted, warning

_YEARS = re.compile(
    r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?(?P<first>(?:19|20)\d{2})\s*(?:[-–—]|đến)\s*(?:năm\s+)?(?P<last>(?:19|20)\d{2})"
    r"|năm\s+(?P<from>(?:19|20)\d{2})\s*[-–—]\s*(?P<to>(?:19|20)\d{2})"
    r"|(?P<lead>(?:quý|tháng|ngày|trước|đến)\s+(?:\d{1,2}|[IVX]+)(?:[/-]\d{1,2})?[/-])(?P<dated>(?:19|20)\d{2})(?!/)"
    r"|năm\s+(?P<year>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_OF_THE_PAST = re.compile(
    r"(?:so với|hơn|bằng|như|từ|kể từ|sau|trước|cuối|cùng kỳ|Hiến pháp|(?:Bộ luật|Luật|Pháp lệnh)(?: [^,;.()]{2,60})?)\s*(?:cuối |đầu )?$",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"kết quả|chỉ số|tổng kết|sơ kết|đánh giá|xếp hạng|công bố|rút kinh nghiệm|PAR[- ]?INDEX|SIPAS|PAPI|DDCI|\bPCI\b",
    re.IGNORECASE,
)
LEFTOVER = "Năm của kế hoạch cũ còn sót lại"


def years(draft: Draft) -> Iterator[Finding]:
    for text, place in draft.prose:
        if place[0] == "subject" or ("20" not in text and "19" not in text):
            continue
        for found in _YEARS.finditer(text):
            yield from _judged(draft, found, text, place)
    yield from _parents(draft)
    yield from _item_days(draft)


def _judged(draft: Draft, found: re.Match[str], text: str, place: Place) -> Iterator[Finding]:
    last = found["last"] or found["to"]
    if last:
        if int(last) < draft.start.year:
            yield warning(
                f"“{found[0]}” là giai đoạn đã kết thúc trước thời gian thực hiện kế hoạch ({draft.period}). "
                "Đề nghị kiểm tra.",
                *place,
                source=LEFTOVER,
            )
        return
    year = int(found["dated"] or found["year"])
    if (
        year >= draft.start.year
        or draft.is_cited(place, found.start())
        or _is_meant(draft, year, found, text)
    ):
        return
    yield warning(
        f"“{quoted(text, *found.span())}” ghi năm {year}, trước thời gian thực hiện kế hoạch ({draft.period}). Đề nghị kiểm tra.",
        *place,
        source=LEFTOVER,
        mend=_mend(draft, found, text, place),
    )


def _is_meant(draft: Draft, year: int, found: re.Match[str], text: str) -> bool:
    """A comparison with an earlier year, a law's own year, or results of the year before."""
    before = text[max(0, found.start() - 80) : found.start()]
    if _OF_THE_PAST.search(before) and not found["dated"]:
        return True
    return year == draft.start.year - 1 and _looks_back(found, text)


def _looks_back(found: re.Match[str], text: str) -> bool:
    return bool(_LOOKS_BACK.search(quoted(text, found.start(), found.end(), 200)))


def _mend(draft: Draft, found: re.Match[str], text: str, place: Place) -> Mend | None:
    """The plan's own year; what looks back is known by then for the year before it only."""
    if draft.start.year != draft.end.year:
        return None
    year = draft.start.year - 1 if _looks_back(found, text) else draft.start.year
    span = found.span("dated" if found["dated"] else "year")
    mend = mend_at(text, span, str(year), place)
    return mend and Mend(mend.place, mend.was, mend.now, f"Đổi thành năm {year}")


def _parents(draft: Draft) -> Iterator[Finding]:
    """A yearly document above is of this plan's year."""
    for index, parent in enumerate(draft.snapshot["parents"]):
        named = [int(year) for year in re.findall(r"\bnăm ((?:19|20)\d{2})\b", parent["title"])]
        if named and max(named) < draft.start.year and "giai đoạn" not in parent["title"]:
            yield warning(
                f"Văn bản cấp trên {parent['number'] or parent['title']} là của năm {max(named)}, "
                f"còn kế hoạch này thực hiện {draft.period}. Đề nghị kiểm tra.",
                "parents",
                index,
                source=LEFTOVER,
            )


def _item_days(draft: Draft) -> Iterator[Finding]:
    for item, place in items(draft):
        time = item["time"] or {}
        days = [date.fromisoformat(time[key]) for key in ("from", "to") if time.get(key)]
        outside = [day for day in days if not draft.start <= day <= draft.end]
        if outside:
            yield warning(
                f"Thời gian thực hiện có ngày {dates.short_date(outside[0])}, ngoài thời gian của kế hoạch ({draft.period}).",
                *place,
                "time",
            )


def items(draft: Draft) -> Iterator[tuple[dict[str, Any], Place]]:
    """Every row of every table of content items."""
    for blocks, path in draft.blocks:
        for index, block in enumerate(blocks):
            for number, group in enumerate(block["items"]["groups"] if "items" in block else ()):
                for row, item in enumerate(group["items"]):
                    yield item, (*path, index, "items", "groups", number, "items", row)
