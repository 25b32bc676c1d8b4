"""Changing the days off and worked days of a province or of the whole country; the open deadlines around them move along."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership, Province, User
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.calendars import practice
from cchc_portal.calendars.models import NationalDay, ProvinceDay
from cchc_portal.calendars.permissions import may_change_days, may_change_national_days
from cchc_portal.vietnam.dates import weekday_date

from .rolling import roll_all, roll_near


@dataclass(frozen=True)
class Change:
    """A changed day and how many open deadlines moved with it."""

    row: Any
    moved: int


def add_day(
    province: Province, *, by: Membership, day: date, kind: str, name: str, ordered_by: str
) -> Change:
    """Enter a day off or a worked day of the province."""
    require(may_change_days(by, province))
    row = _enter(ProvinceDay.objects.all(), day, kind, name, ordered_by)
    history.record(
        row, "add_day", by=by, day=day.isoformat(), kind=str(kind), name=name, ordered_by=ordered_by
    )
    return Change(row, roll_near(day))


def remove_day(row: ProvinceDay, *, by: Membership, ordered_by: str) -> Change:
    """Withdraw what the province entered; the country's calendar holds again on that day."""
    require(may_change_days(by, row.province))
    _withdraw(row, ordered_by)
    history.record(
        row, "remove_day", by=by, day=row.day.isoformat(), kind=row.kind, name=row.name, ordered_by=ordered_by
    )
    return Change(row, roll_near(row.day))


def change_day(
    row: ProvinceDay, *, by: Membership, day: date, kind: str, name: str, ordered_by: str
) -> Change:
    """Another day, reason or document instead of what was entered; the old row stays as withdrawn."""
    before = remove_day(row, by=by, ordered_by=ordered_by)
    after = add_day(row.province, by=by, day=day, kind=kind, name=name, ordered_by=ordered_by)
    return Change(after.row, before.moved + after.moved)


def add_national_day(*, by: User, day: date, kind: str, name: str, ordered_by: str) -> Change:
    """Enter a day for the whole country; the deadlines of every province around it are counted anew."""
    require(may_change_national_days(by))
    row = _enter(NationalDay.objects.all(), day, kind, name, ordered_by)
    return Change(row, _roll_everywhere(day))


def remove_national_day(row: NationalDay, *, by: User, ordered_by: str) -> Change:
    """Withdraw a day of the whole country; what the portal came with holds again."""
    require(may_change_national_days(by))
    _withdraw(row, ordered_by)
    return Change(row, _roll_everywhere(row.day))


def set_practice(
    province: Province, *, by: Membership, rolling: str, quiet_from: time, quiet_until: time
) -> int:
    """How terms roll and when nobody is written to; how many open deadlines moved."""
    require(may_change_days(by, province))
    row = practice.of_province()
    before = row.rolling
    row.rolling, row.quiet_from, row.quiet_until = rolling, quiet_from, quiet_until
    row.save()
    hours = f"{quiet_from:%H:%M}", f"{quiet_until:%H:%M}"
    history.record(row, "set_practice", by=by, rolling=rolling, quiet_from=hours[0], quiet_until=hours[1])
    return roll_all() if rolling != before else 0


def _enter(rows: Any, day: date, kind: str, name: str, ordered_by: str) -> Any:
    row, is_new = rows.standing().get_or_create(
        day=day, defaults={"kind": kind, "name": name, "ordered_by": ordered_by}
    )
    if not is_new:
        raise Refused(f"Lịch đã có {weekday_date(day)}. Sửa hoặc rút dòng đó trước khi thêm lại.")
    return row


def _withdraw(row: Any, ordered_by: str) -> None:
    if row.withdrawn_at is not None:
        raise Refused(f"{weekday_date(row.day)} đã được rút khỏi lịch trước đó.".capitalize())
    row.withdrawn_at, row.withdrawn_by = timezone.now(), ordered_by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _roll_everywhere(day: date) -> int:
    moved = 0
    for province in Province.objects.open_on(timezone.localdate()).in_order():
        with acting_in(province.pk):
            moved += roll_near(day)
    return moved
