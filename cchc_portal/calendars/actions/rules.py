"""A province's rules of a year: drafted, switched on for every agency at once, moved, withdrawn; overlapping ones are refused."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Agency, Membership, Province
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.deadlines import SOURCES, Due, dues_of_year
from cchc_portal.calendars.models import LadderStep, Obligation, ObligationRule
from cchc_portal.calendars.permissions import may_set_rules
from cchc_portal.calendars.states import ObligationKind, Rung
from cchc_portal.vietnam.dates import short_date
from cchc_portal.vietnam.workdays import WorkCalendar

from .moving import move_rows
from .opening import days_of, open_rule, owing

DEFAULT_LEVELS = (Agency.Level.DEPARTMENT, Agency.Level.COMMUNE)
"""Public service units report to their department, not to Sở Nội vụ."""
WITHDRAWN = "Quy định đã được rút"
_RULES = 5  # the second key of the lock under which rules of a province change


def draft_rule(province: Province, *, by: Membership, **values: Any) -> ObligationRule:
    """Write a rule that nobody notices yet."""
    require(may_set_rules(by, province, values["kind"]))
    _one_at_a_time(province)
    rule = ObligationRule(province=province, **values)
    refuse_overlap(rule)
    _refuse_before_data(rule)
    rule.save()
    history.record(rule, "draft_rule", by=by, what=str(rule))
    return rule


def draft_usual_rules(province: Province, year: int, *, offset: int, by: Membership) -> list[ObligationRule]:
    """What Công văn 581 asks of the province, asked of its agencies so many working days earlier, but after their data; kinds that have a rule are left."""
    require(may_set_rules(by, province, ObligationKind.PLAN))
    known = _ruled(year)
    calendar = work_calendar.between(date(year, 1, 1), date(year, 12, 31))
    made = []
    for due in dues_of_year(year):
        if due.kind in known:
            continue
        day = _earlier(due, 0 if due.kind == ObligationKind.PLAN else offset, calendar)
        made.append(
            draft_rule(
                province,
                by=by,
                year=year,
                kind=due.kind,
                levels=[*DEFAULT_LEVELS],
                due_day=day,
                data_from=due.data_from,
                data_to=due.data_to,
                source=_source(due, day, calendar),
            )
        )
    return made


def _earlier(due: Due, days: int, calendar: WorkCalendar) -> date:
    """So many working days before the province's own, but not before the data are whole."""
    day = calendar.add_working_days(due.nominal_due_on, -days)
    return max(day, calendar.add_working_days(due.data_to, 1)) if due.data_to else day


def has_usual_rules(year: int) -> bool:
    """Whether each kind that the portal's own table names has a rule of the entered province."""
    return {due.kind for due in dues_of_year(year)} <= _ruled(year)


def _ruled(year: int) -> set[str]:
    return set(ObligationRule.objects.standing().of_year(year).values_list("kind", flat=True))


def _source(due: Due, day: date, calendar: WorkCalendar) -> str:
    """The document names the province's day; the days before it are the province's own."""
    if day == due.nominal_due_on:
        return SOURCES[due.kind]
    before = calendar.working_days_between(day, calendar.roll(due.nominal_due_on))
    return f"{SOURCES[due.kind]}; sớm hơn {before} ngày làm việc"


def switch_on(rule: ObligationRule, *, by: Membership) -> int:
    """Put the rule in force: a row for each agency that owes it; rows that stood by an older rule take its days. How many rows."""
    require(may_set_rules(by, rule.province, rule.kind))
    _one_at_a_time(rule.province)
    rule.refresh_from_db()
    if rule.withdrawn_at or rule.switched_on_at:
        raise Refused(f"Quy định “{rule}” đã được áp dụng hoặc đã rút.")
    due = days_of(rule)
    if due and due[1] < timezone.localdate():
        raise Refused(f"Hạn {short_date(due[1])} đã qua. Sửa hạn trước khi áp dụng quy định.")
    rule.switched_on_at, rule.switched_on_by = timezone.now(), by.user
    rule.save(update_fields=["switched_on_at", "switched_on_by"])
    history.record(rule, "switch_on_rule", by=by, what=str(rule))
    return _apply(rule, by=by)


def change_rule(rule: ObligationRule, *, by: Membership, **values: Any) -> int:
    """Other days or words; in force, its open rows move with it and who was reminded is told once. How many rows moved."""
    require(may_set_rules(by, rule.province, rule.kind))
    _one_at_a_time(rule.province)
    for name, value in values.items():
        setattr(rule, name, value)
    refuse_overlap(rule)
    _refuse_before_data(rule)
    rule.save()
    history.record(rule, "change_rule", by=by, what=str(rule))
    if rule.switched_on_at is None:
        return 0
    moved = move_rows(Obligation.objects.open().filter(rule=rule), rule, by=by)
    open_rule(rule)
    return moved


def withdraw_rule(rule: ObligationRule, *, by: Membership) -> int:
    """What is open by this rule is no longer expected; what was handed in stays. How many rows were let go."""
    require(may_set_rules(by, rule.province, rule.kind))
    now = timezone.now()
    if not ObligationRule.objects.standing().filter(pk=rule.pk).update(withdrawn_at=now):
        raise Refused(f"Quy định “{rule}” đã rút trước đó.")
    history.record(rule, "withdraw_rule", by=by, what=str(rule))
    open_rows = Obligation.objects.open().filter(rule=rule)
    return int(open_rows.update(exempted_at=now, exempted_because=WITHDRAWN))


def set_ladder(province: Province, offsets: dict[Rung, int], *, by: Membership) -> None:
    """From which day on each rung of the ladder is told."""
    require(may_set_rules(by, province, ObligationKind.PLAN))
    for rung, offset in offsets.items():
        row, _ = LadderStep.objects.update_or_create(rung=rung, defaults={"offset": offset})
        history.record(row, "set_ladder", by=by, rung=str(rung), offset=offset)


def refuse_overlap(rule: ObligationRule) -> None:
    """Two rules may not ask the same thing of the same kind of agency in one year."""
    others = ObligationRule.objects.standing().of_year(rule.year).filter(kind=rule.kind).exclude(pk=rule.pk)
    if rule.kind == ObligationKind.ONE_OFF:
        others = others.filter(title=rule.title)
    for other in others.filter(levels__overlap=rule.levels):
        both = _named(level for level in other.levels if level in rule.levels)
        due = days_of(other)
        day = f" (hạn {short_date(due[0])})" if due else ""
        raise Refused(f"{both} đã có quy định “{other}”{day}. Sửa hoặc rút quy định đó trước.")


def _refuse_before_data(rule: ObligationRule) -> None:
    """No report is sent before its data are whole, so a day up to then would make everybody late."""
    due = days_of(rule)
    if due and rule.data_to and due[1] <= rule.data_to:
        raise Refused(
            f"Hạn {short_date(due[1])} không sau ngày cuối của kỳ số liệu ({short_date(rule.data_to)}); "
            "báo cáo chỉ gửi được sau ngày đó."
        )


def _apply(rule: ObligationRule, *, by: Membership) -> int:
    due = days_of(rule)
    if due is None:
        return 0
    open_rule(rule)
    older = Obligation.objects.filter(
        kind=rule.kind,
        year=rule.year,
        occasion=rule.occasion,
        submitted_at__isnull=True,
        agency__in=owing(rule, due[0]),
    ).exclude(rule=rule)
    older.filter(exempted_because=WITHDRAWN).update(exempted_at=None, exempted_because="")
    move_rows(older.filter(exempted_at__isnull=True), rule, by=by)
    return int(Obligation.objects.expected().filter(rule=rule).count())


def _named(levels: Iterable[str]) -> str:
    return ", ".join(Agency.Level(level).label for level in levels)


def _one_at_a_time(province: Province) -> None:
    """Two administrators at once may not each write a rule that overlaps the other's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_RULES, province.pk])
