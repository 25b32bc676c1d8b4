"""When a task is due and how often it comes, read from the words of a plan: “Trước 30/6”, “Quý II”, “Hằng tháng”. Pure.

“Thường xuyên” has no due date: nothing of it is ever late.
"""

import calendar
import re
from datetime import date

from cchc_portal.vietnam.alphabet import fold

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?!\d)")
_MONTH = re.compile(r"\bthang (\d{1,2})(?:[/-](\d{4}))?(?![\d/])")
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|[1-4])\b")
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_OFTEN = re.compile(
    r"thuong xuyen|dinh ky|(?:hang|moi) (?:ngay|tuan|thang|quy|nam)|(?:\d+|mot|hai|ba|sau) (?:ngay|tuan|thang|quy|nam)\s*[/,]?\s*(?:\d+|mot) lan"
    r"|(?:\d+|mot|hai) lan\s*[/,]?\s*(?:\d+ )?(?:ngay|tuan|thang|quy|nam)"
)


def due_of(text: str, year: int) -> date | None:
    """The last day that the words allow, where they name one."""
    said = fold(text)
    if often(text):
        return None
    days = [_day(int(found[3] or year), int(found[2]), int(found[1])) for found in _DAY.finditer(said)]
    months = [_end(int(found[2] or year), int(found[1])) for found in _MONTH.finditer(said)]
    quarters = [_end(year, _QUARTERS[found[1]]) for found in _QUARTER.finditer(said)]
    if "6 thang dau nam" in said:
        quarters.append(_end(year, 6))
    known = [day for day in (*days, *months, *quarters) if day]
    return max(known, default=None)


def often(text: str) -> str:
    """The words that say how often, or nothing."""
    return text.strip() if _OFTEN.search(fold(text)) else ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
