"""Changing a province's days off and worked days; the open deadlines around them move along."""

from datetime import date, timedelta

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership, Province
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.models import Obligation, ProvinceDay
from cchc_portal.calendars.permissions import may_change_days
from cchc_portal.vietnam.dates import weekday_date

NEAR = timedelta(days=31)  # no chain of days off is longer


def add_day(
    province: Province, *, by: Membership, day: date, kind: str, name: str, ordered_by: str
) -> ProvinceDay:
    """Enter a day off or a worked day of the province; the deadlines around it are rolled anew."""
    require(may_change_days(by, province))
    row, is_new = ProvinceDay.objects.get_or_create(
        province=province, day=day, defaults={"kind": kind, "name": name, "ordered_by": ordered_by}
    )
    if not is_new:
        raise Refused(f"Lịch đã có {weekday_date(day)}. Xóa dòng đó trước khi thêm lại.")
    history.record(
        row, "add_day", by=by, day=day.isoformat(), kind=str(kind), name=name, ordered_by=ordered_by
    )
    _roll_again(day)
    return row


def remove_day(row: ProvinceDay, *, by: Membership) -> None:
    """Take back what the province entered; the country's calendar holds again on that day."""
    require(may_change_days(by, row.province))
    history.record(row, "remove_day", by=by, day=row.day.isoformat(), kind=row.kind, name=row.name)
    row.delete()
    _roll_again(row.day)


def _roll_again(around: date) -> None:
    """Open obligations near a changed day get the day that the calendar now gives; fulfilled ones keep what they were judged by."""
    near = Obligation.objects.open().nominally_due_between(around - NEAR, around + NEAR)
    obligations = list(near.select_for_update().order_by("id"))
    calendar = work_calendar.between(around - NEAR, around + NEAR)
    for obligation in obligations:
        obligation.due_on = calendar.roll(obligation.nominal_due_on)
    Obligation.objects.bulk_update(obligations, ["due_on"])
