"""Dates as offices write and type them (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4)."""

import re
from datetime import date

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
BLANK = " " * 6
"""The space left for a pen in a draft's date."""
OPEN_YEAR = "20" + " " * 4
"""A year whose last two digits are left to the pen, as on printed forms."""

_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


def written_day(day: date) -> str:
    """The day's number: below ten it takes a zero in front."""
    return f"{day.day:02d}"


def written_month(day: date) -> str:
    """The month's number: only January and February take a zero in front."""
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def written_date(day: date) -> str:
    """The date in the words of a document: ``ngày 05 tháng 01 năm 2027``."""
    return f"ngày {written_day(day)} tháng {written_month(day)} năm {day.year:04d}"


def written_place_date(
    place: str, day: date | None = None, year: int | None = None, blank: str = BLANK
) -> str:
    """Place and date at a document's head; without a day, the form that a draft leaves open."""
    if day is not None:
        return f"{place}, {written_date(day)}"
    return f"{place}, ngày{blank}tháng{blank}năm {f'{year:04d}' if year else OPEN_YEAR}"


def short_date(day: date) -> str:
    """The date in figures: ``05/01/2027``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def weekday_date(day: date) -> str:
    """The date with its weekday: ``thứ Ba, 05/01/2027``."""
    return f"{WEEKDAYS[day.weekday()]}, {short_date(day)}"


def parse_day(text: str) -> date:
    """Read a typed date, the day always first unless the year leads; ValueError says in Vietnamese what is wrong."""
    typed = text.strip()
    year, month, day = _parts(typed)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày “{typed}” trong lịch.") from None


def _parts(typed: str) -> tuple[int, int, int]:
    if found := _DAY_FIRST.fullmatch(typed):
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return year, int(found[3]), int(found[1])
    if found := _YEAR_FIRST.fullmatch(typed):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _WRITTEN.fullmatch(typed):
        return int(found[3]), int(found[2]), int(found[1])
    raise ValueError("Nhập ngày theo dạng ngày/tháng/năm, ví dụ: 05/01/2027.")


def planned_year(today: date) -> int:
    """The year that plans and rules are drawn up for: from October on the next one."""
    return today.year + (today.month >= 10)


def year_period(year: int) -> tuple[date, date]:
    """First and last day of a plan year."""
    return date(year, 1, 1), date(year, 12, 31)


def plan_year(start: date, end: date) -> int | None:
    """The year that a period fills exactly, else None."""
    return start.year if (start, end) == year_period(start.year) else None


def written_period(start: date, end: date) -> str:
    """A plan's period: ``năm 2027``, ``giai đoạn 2026 - 2030`` or the two days."""
    if plan_year(start, end):
        return f"năm {start.year}"
    if (start, end) == (date(start.year, 1, 1), date(end.year, 12, 31)):
        return f"giai đoạn {start.year} - {end.year}"
    return f"từ ngày {short_date(start)} đến ngày {short_date(end)}"
