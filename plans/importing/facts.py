"""What the mapping page proposes: subject and period as the file says them."""

import re
from datetime import date

from cchc_portal.vietnam import dates
from plans.importing.pieces import Recognised, Role

_SPAN = re.compile(r"(20\d\d)\s*[-–]\s*(20\d\d)")
_YEAR = re.compile(r"năm\s+(20\d\d)", re.IGNORECASE)
_ANY_YEAR = re.compile(r"\b(20\d\d)\b")


def period(recognised: Recognised, usual: int) -> tuple[date, date]:
    """The years that the subject names, else the year of the file's own date, else the usual one."""
    subject = recognised.subject
    if found := _SPAN.search(subject):
        first, last = int(found[1]), int(found[2])
        if first <= last:
            return date(first, 1, 1), date(last, 12, 31)
    years = _YEAR.findall(subject) or _ANY_YEAR.findall(subject)
    dated = [year for piece in recognised.of(Role.PLACE_DATE) for year in _ANY_YEAR.findall(piece.plain)]
    year = int((years[-1:] or dated[-1:] or [usual])[0])
    return dates.year_period(year)


def agency_name(recognised: Recognised) -> str:
    """The lines above the number, as the file has them."""
    return " ".join(piece.plain for piece in recognised.of(Role.AGENCY))
