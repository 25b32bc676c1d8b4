"""Verbs of the register of incoming papers: enter what was received under the next number, note to whom it went (Điều 22–24).

The number's book is locked in the caller's transaction, as that of outgoing papers is: no gap, no double.
"""

from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import numbering
from cchc_portal.documents.models import Arrival, Dispatch
from cchc_portal.documents.permissions import may_keep_register_book

SERIES = "DEN"
FREE_COLUMNS = ("receiver", "handed_on", "receipt", "note")


def enter(dispatch: Dispatch) -> Arrival:
    """What has been received inside the portal; once, under the number that it has."""
    known: Arrival | None = Arrival.objects.filter(dispatch=dispatch).first()
    if known is not None:
        return known
    today, line = timezone.localdate(), dispatch.number
    agency = dispatch.to_agency
    if agency is None:
        raise ValueError("Only what came to an agency is entered.")
    made: Arrival = Arrival.objects.create(
        agency=agency,
        dispatch=dispatch,
        year=today.year,
        number=numbering.count_on(agency, SERIES, today.year),
        came_on=today,
        author=dispatch.agency.profile_on(line.issued_on or today).name,
        symbol=line.symbol,
        issued_on=line.issued_on,
        title=line.title,
    )
    return made


def annotate(arrival_id: int, values: dict[str, Any], *, by: Membership) -> Arrival:
    """To whom it went, when, who signed for it."""
    line: Arrival = (
        Arrival.objects.select_for_update(of=("self",)).select_related("agency__province").get(pk=arrival_id)
    )
    require(may_keep_register_book(by, line.agency))
    changed = [name for name in FREE_COLUMNS if getattr(line, name) != values[name]]
    for name in changed:
        setattr(line, name, values[name])
    line.save()
    if changed:
        record(line, "line_changed", by=by, symbol=str(line), fields=changed)
    return line
