"""Making the rows of what is owed: by the province's rules in force, and where it has none for a kind, by the portal's own table.

Every run may be repeated and broken off: a row that stands already is left alone.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency, AgencyProfile
from cchc_portal.calendars import practice, work_calendar
from cchc_portal.calendars.deadlines import Due, dues_of_year
from cchc_portal.calendars.models import Obligation, ObligationRule
from cchc_portal.calendars.states import ObligationKind

BATCH = 1000


def open_year(agency: Agency, year: int, *, since: date | None = None) -> list[Obligation]:
    """Make what the agency owes for a year, with nominal and rolled days; not what fell due before `since` or after its end."""
    open_for([agency], year, since=since)
    return list(Obligation.objects.of_agency(agency).of_year(year))


def open_for(agencies: Iterable[Agency], year: int, *, since: date | None = None) -> None:
    """The same for many agencies, in batches."""
    chosen = list(agencies)
    if not chosen:
        return
    rules = list(ObligationRule.objects.in_force().of_year(year))
    governed = {rule.kind for rule in rules}
    dues = [due for due in dues_of_year(year) if due.kind not in governed]
    open_dues(chosen, year, dues, since=since)
    for rule in rules:
        open_rule(rule, among=chosen, since=since)


def open_dues(agencies: list[Agency], year: int, dues: list[Due], *, since: date | None = None) -> None:
    """Rows of the portal's own table."""
    if not dues:
        return
    rolling = practice.rolling()
    calendar = work_calendar.between(dues[0].nominal_due_on, dues[-1].nominal_due_on)
    _create(
        Obligation(
            province_id=agency.province_id,
            agency=agency,
            year=year,
            kind=due.kind,
            data_from=due.data_from,
            data_to=due.data_to,
            nominal_due_on=due.nominal_due_on,
            due_on=calendar.roll(due.nominal_due_on, rolling),
        )
        for agency in agencies
        for due in dues
        if is_owed(agency, due.nominal_due_on, since)
    )


def open_rule(rule: ObligationRule, *, among: list[Agency] | None = None, since: date | None = None) -> int:
    """A row for each agency of the rule's kinds that exists on its day; how many rows the rule has now."""
    due = days_of(rule)
    if due is None or (since is not None and due[0] < since):
        return 0
    found = owing(rule, due[0])
    if among is not None:
        found = found.filter(pk__in=[agency.pk for agency in among])
    opened = Obligation.objects.of_year(rule.year).filter(kind=rule.kind, occasion=rule.occasion)
    missing = found.exclude(pk__in=opened.values("agency")).order_by("id")
    _create(Obligation(agency=agency, rule=rule, **_of_rule(rule, due)) for agency in missing)
    return int(Obligation.objects.filter(rule=rule).count())


def owing(rule: ObligationRule, day: date) -> Any:
    """Agencies of the rule's kinds that had begun by a day and had not ended."""
    profiles = AgencyProfile.objects.filter(agency=OuterRef("pk"))
    begun = Exists(profiles.filter(valid_from__lte=day)) | ~Exists(profiles)
    alive = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Agency.objects.filter(begun, alive, level__in=rule.levels)


def days_of(rule: ObligationRule) -> tuple[date, date] | None:
    """The day that the rule names, and the one that counts; none while the rule has no day."""
    start = rule.due_day or rule.counted_from
    if start is None:
        return None
    calendar = work_calendar.between(start, start + timedelta(days=3 * (rule.working_days or 0) + 30))
    nominal = rule.nominal(calendar)
    return (nominal, calendar.roll(nominal, practice.rolling())) if nominal else None


def is_owed(agency: Agency, day: date, since: date | None) -> bool:
    if since is not None and day < since:
        return False
    return agency.closed_on is None or day < agency.closed_on


def plan_is_governed(year: int) -> bool:
    """Whether the province's own rule says by when a plan of the year is handed in."""
    return bool(ObligationRule.objects.in_force().of_year(year).filter(kind=ObligationKind.PLAN).exists())


def _of_rule(rule: ObligationRule, due: tuple[date, date]) -> dict[str, Any]:
    return {
        "province_id": rule.province_id,
        "year": rule.year,
        "kind": rule.kind,
        "title": rule.title,
        "occasion": rule.occasion,
        "data_from": rule.data_from,
        "data_to": rule.data_to,
        "nominal_due_on": due[0],
        "due_on": due[1],
        "opened_on": timezone.localdate(),
    }


def _create(rows: Iterable[Obligation]) -> None:
    Obligation.objects.bulk_create(list(rows), ignore_conflicts=True, batch_size=BATCH)
