"""A deadline that moves: the row keeps its history, and who was reminded of the old day is told once."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership
from cchc_portal.calendars.models import Obligation, ObligationRule, Reminder
from cchc_portal.vietnam.dates import weekday_date
from cchc_portal.vietnam.text import lower_first

from .notices import tell
from .opening import days_of


def move_rows(rows: Any, rule: ObligationRule, *, by: Membership) -> int:
    """Give rows the days of a rule; how many had others before. A day that was extended stays extended."""
    due = days_of(rule)
    if due is None:
        return 0
    moved = []
    for owed in rows.select_related("agency", "transferred_to", "province").select_for_update(of=("self",)):
        before = owed.due_on
        owed.rule, owed.data_from, owed.data_to, owed.nominal_due_on = (
            rule,
            rule.data_from,
            rule.data_to,
            due[0],
        )
        if owed.extended_to is None or owed.extended_to <= due[0]:
            owed.extended_to, owed.due_on = None, due[1]
        owed.save()
        if owed.due_on != before:
            history.record(
                owed, "move_deadline", by=by, before=before.isoformat(), after=owed.due_on.isoformat()
            )
            moved.append((owed, before))
    _tell(moved, by)
    return len(moved)


def _tell(moved: list[tuple[Obligation, Any]], by: Membership) -> None:
    told = Reminder.objects.filter(obligation__in=[owed for owed, _ in moved]).select_related("membership")
    people: dict[int, dict[int, Membership]] = {}
    for reminder in told.exclude(membership__user=by.user):
        people.setdefault(reminder.obligation_id, {})[reminder.membership_id] = reminder.membership
    today = timezone.localdate()
    for owed, before in moved:
        for person in people.get(owed.pk, {}).values():
            if person.ends_on is None or person.ends_on >= today:
                tell(person, sentence(owed, before), address(owed))


def sentence(owed: Obligation, before: Any) -> str:
    return f"Hạn gửi {lower_first(owed.document)} thay đổi: từ {weekday_date(before)} sang {weekday_date(owed.due_on)}."


def address(owed: Obligation) -> str:
    where = {"province": owed.province.slug, "agency": owed.holder.slug}
    return reverse("calendars:due_dates", kwargs=where)
