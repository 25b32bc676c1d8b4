"""The days that offices work: Vietnam's public holidays from a library, overridden by the decisions that people have entered.

Bộ luật Lao động 2019, Điều 112: the Prime Minister fixes Tết and National Day each year, and may exchange a working day for a Saturday; so the
library is only where the calendar starts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from cchc_portal.vietnam.workdays import WorkCalendar

from .decisions import DECISIONS
from .models import NationalDay, ProvinceDay
from .states import DayKind

MARGIN = timedelta(days=31)  # a term at either end may be moved over Tết
LAW = "Bộ luật Lao động 2019, Điều 112"


@dataclass(frozen=True)
class SpecialDay:
    """A day off or a worked day, with its name, who said so, and its row where a province may take it back."""

    day: date
    kind: DayKind
    name: str
    ordered_by: str
    province_day_id: int | None = None


def between(first: date, last: date) -> WorkCalendar:
    """The entered province's calendar for a range of days, with a month to spare on both sides."""
    days = special_days(first - MARGIN, last + MARGIN)
    return WorkCalendar(
        holidays=frozenset(special.day for special in days if special.kind == DayKind.OFF),
        worked=frozenset(special.day for special in days if special.kind == DayKind.WORKED),
    )


def special_days(first: date, last: date) -> list[SpecialDay]:
    """Every exception in a range, in order; the province overrides the country, the country what the portal came with."""
    found = {
        special.day: special for year in range(first.year, last.year + 1) for special in known_days(year)
    }
    found |= _entered(NationalDay.objects.between(first, last))
    found |= {row.day: _special(row, row.pk) for row in ProvinceDay.objects.between(first, last)}
    return [found[day] for day in sorted(found) if first <= day <= last]


@lru_cache(maxsize=64)
def known_days(year: int) -> tuple[SpecialDay, ...]:
    """What the portal comes with for one year: the library's holidays and exchanged Saturdays, and the orders known by name."""
    known = holidays.country_holidays("VN", years=year, language="vi")
    off = (SpecialDay(day, DayKind.OFF, name, LAW) for day, name in known.items())
    worked = (
        SpecialDay(day, DayKind.WORKED, "Làm bù", LAW)
        for day in getattr(known, "weekend_workdays", ())
        if day.year == year
    )
    ordered = (SpecialDay(*decision) for decision in DECISIONS if decision[0].year == year)
    return (*off, *worked, *ordered)


def _entered(rows: Iterable[NationalDay]) -> dict[date, SpecialDay]:
    return {row.day: _special(row) for row in rows}


def _special(row: NationalDay | ProvinceDay, province_day_id: int | None = None) -> SpecialDay:
    return SpecialDay(row.day, DayKind(row.kind), row.name, row.ordered_by, province_day_id)
