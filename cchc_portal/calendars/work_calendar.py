"""The days that offices work: Vietnam's public holidays from a library, overridden by the decisions that people have entered.

Bộ luật Lao động 2019, Điều 112: the Prime Minister fixes Tết and National Day each year, and may exchange a working day for a Saturday; so the
library is only where the calendar starts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.db.models import Value

from cchc_portal.vietnam.workdays import WorkCalendar

from .decisions import DECISIONS
from .models import NationalDay, ProvinceDay
from .states import DayKind

MARGIN = timedelta(days=31)  # a term at either end may be moved over Tết
LAW = "Bộ luật Lao động 2019, Điều 112"
SOURCES = {"Ngày Văn hóa Việt Nam": "Nghị quyết số 80-NQ/TW; chờ văn bản xác nhận ngày nghỉ"}
"""Days of the library that the labour code does not name; who keeps the portal confirms or takes them back."""


@dataclass(frozen=True)
class SpecialDay:
    """A day off or a worked day, with its name, who said so, and its row where a province may take it back."""

    day: date
    kind: DayKind
    name: str
    ordered_by: str
    row_id: int | None = None
    is_own: bool = False


def between(first: date, last: date) -> WorkCalendar:
    """The entered province's calendar for a range of days, with a month to spare on both sides."""
    days = special_days(first - MARGIN, last + MARGIN)
    return WorkCalendar(
        holidays=frozenset(special.day for special in days if special.kind == DayKind.OFF),
        worked=frozenset(special.day for special in days if special.kind == DayKind.WORKED),
    )


def special_days(first: date, last: date) -> list[SpecialDay]:
    """Every exception in a range, in order; the province overrides the country, the country what the portal came with."""
    return _laid_over(first, last, _entered(first, last))


def national_days(first: date, last: date) -> list[SpecialDay]:
    """The same for the whole country, outside every province."""
    rows = NationalDay.objects.between(first, last).values_list("day", "kind", "name", "ordered_by", "pk")
    return _laid_over(first, last, [SpecialDay(day, DayKind(kind), *rest) for day, kind, *rest in rows])


def works_nationwide(day: date) -> bool:
    """Whether offices work on a day, before any province says otherwise."""
    kinds = {special.day: special.kind for special in national_days(day, day)}
    return kinds.get(day) == DayKind.WORKED or (day.weekday() < 5 and day not in kinds)


def _laid_over(first: date, last: date, entered: list[SpecialDay]) -> list[SpecialDay]:
    found = {
        special.day: special for year in range(first.year, last.year + 1) for special in known_days(year)
    }
    found |= {special.day: special for special in entered}
    return [found[day] for day in sorted(found) if first <= day <= last]


@lru_cache(maxsize=64)
def known_days(year: int) -> tuple[SpecialDay, ...]:
    """What the portal comes with for one year: the library's holidays and exchanged Saturdays, and the orders known by name."""
    known = holidays.country_holidays("VN", years=year, language="vi")
    off = (
        SpecialDay(day, DayKind.OFF, _as_law_writes(name), SOURCES.get(name, LAW))
        for day, name in known.items()
    )
    worked = (
        SpecialDay(day, DayKind.WORKED, "Làm bù", LAW)
        for day in getattr(known, "weekend_workdays", ())
        if day.year == year
    )
    ordered = (SpecialDay(*decision) for decision in DECISIONS if decision[0].year == year)
    return (*off, *worked, *ordered)


def _as_law_writes(name: str) -> str:
    """“Nguyên đán” has one capital (Nghị định 30/2020/NĐ-CP, Phụ lục II); the library writes two."""
    return name.replace("Tết Nguyên Đán", "Tết Nguyên đán")


def _entered(first: date, last: date) -> list[SpecialDay]:
    """What people have entered, the country's days before the province's own; one query."""
    columns = ("day", "kind", "name", "ordered_by", "pk", "own")
    national = NationalDay.objects.between(first, last).annotate(own=Value(False))
    own = ProvinceDay.objects.between(first, last).annotate(own=Value(True))
    rows = national.order_by().values_list(*columns).union(own.order_by().values_list(*columns), all=True)
    entered = [
        SpecialDay(day, DayKind(kind), name, ordered_by, row_id, is_own)
        for day, kind, name, ordered_by, row_id, is_own in rows
    ]
    return sorted(entered, key=lambda special: special.is_own)
