"""The living city's agencies in each standing: on time, late, given back, exempted, overdue, and one that asks for a later day.

What they stand in is the duty that fell due last, whenever the demo is loaded.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Extension, Obligation
from plans.actions import handing_in, reviewing
from plans.actions.handing_in import File, Handed
from publications.demo import enclosures
from publications.demo.files import agency_called, data, inside
from publications.demo.people import holder

QUARTER = timedelta(days=95)
"""Between two reports there is never more."""

Entry = dict[str, Any]


def load() -> None:
    told = data("standings.yaml")
    with inside(told["province"]):
        due_on = _open(timezone.localdate())
        if due_on is None or Extension.objects.exists():
            return
        reviewer = holder(told["reviewer"]["account"], told["reviewer"]["agency"])
        for entry in sorted(told["reports"], key=lambda entry: entry["days"]):  # receipts follow the days
            _hand_in(entry, due_on, reviewer)
        for entry in told["exemptions"]:
            actions.exempt(_owed(entry, due_on), by=reviewer, reason=entry["reason"])
        for entry in told["extensions"]:
            _ask(entry)


def _open(today: date) -> date | None:
    """What fell due within the last quarter, for all who owe it; the day of the last report."""
    agencies = Agency.objects.exclude(level=Agency.Level.PEOPLES_COMMITTEE).in_order()
    for year in (today.year - 1, today.year):
        actions.open_for(agencies, year, since=today - QUARTER)
    over = Obligation.objects.filter(due_on__lt=today).exclude(kind="plan").order_by("-due_on")
    last: date | None = over.values_list("due_on", flat=True).first()
    return last


def _owed(entry: Entry, due_on: date) -> Obligation:
    found: Obligation = Obligation.objects.of_agency(agency_called(entry["agency"])).get(
        due_on=due_on, kind__startswith="report"
    )
    return found


def _hand_in(entry: Entry, due_on: date, reviewer: Any) -> None:
    day = due_on + timedelta(days=entry["days"])
    at = timezone.make_aware(datetime.combine(day, time(9, 30)))
    owed = _owed(entry, due_on)
    file = File(enclosures.report(str(owed), entry["text"]), f"{owed}.pdf")
    handed = Handed(file=file, nothing_unusual=entry.get("nothing_unusual", False))
    by = holder(entry["account"], entry["agency"])
    made = handing_in.hand_in(owed.pk, handed, by=by, at=at)
    if entry.get("then") == "accept":
        reviewing.accept(made.pk, by=reviewer)
    elif entry.get("then") == "give_back":
        reviewing.give_back(made.pk, by=reviewer, reason=entry["reason"])


def _ask(entry: Entry) -> None:
    """For the next thing that the agency owes."""
    owed = Obligation.objects.of_agency(agency_called(entry["agency"])).open()
    coming = owed.filter(due_on__gte=timezone.localdate())[0]
    to = coming.due_on + timedelta(days=entry["days"])
    by = holder(entry["account"], entry["agency"])
    actions.ask_extension(coming, by=by, to=to, reason=entry["reason"])
