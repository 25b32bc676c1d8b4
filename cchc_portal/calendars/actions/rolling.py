"""Counting open deadlines anew when the calendar, a rule or the province's practice has changed; what is handed in keeps what it was judged by."""

from datetime import date, timedelta

from cchc_portal.calendars import practice, work_calendar
from cchc_portal.calendars.models import Obligation, ObligationRule

NEAR = timedelta(days=31)  # no chain of days off is longer


def roll_near(day: date) -> int:
    """Deadlines around a changed day, and those that are so many working days after another; how many moved."""
    moved = _recount_rules()
    return moved + _roll(Obligation.objects.open().aimed_between(day - NEAR, day + NEAR))


def roll_all() -> int:
    """Every open deadline of the entered province; how many moved."""
    return _roll(Obligation.objects.open())


def _recount_rules() -> int:
    """Rules in force that count working days name another day when a day between is off, or worked."""
    moved = 0
    for rule in ObligationRule.objects.in_force().filter(
        working_days__isnull=False, counted_from__isnull=False
    ):
        calendar = work_calendar.between(rule.counted_from, rule.counted_from + timedelta(days=366))
        nominal = rule.nominal(calendar)
        stale = Obligation.objects.open().filter(rule=rule).exclude(nominal_due_on=nominal)
        due = calendar.roll(nominal, practice.rolling())
        moved += stale.filter(extended_to__isnull=True).update(nominal_due_on=nominal, due_on=due)
    return moved


def _roll(rows: object) -> int:
    obligations = list(rows.select_for_update(of=("self",)).order_by("id"))  # type: ignore[attr-defined]
    if not obligations:
        return 0
    days = [owed.aimed_on for owed in obligations]
    calendar, rolling = work_calendar.between(min(days), max(days)), practice.rolling()
    moved = []
    for owed in obligations:
        due = calendar.roll(owed.aimed_on, rolling)
        if due != owed.due_on:
            owed.due_on = due
            moved.append(owed)
    Obligation.objects.bulk_update(moved, ["due_on"], batch_size=500)
    return len(moved)
