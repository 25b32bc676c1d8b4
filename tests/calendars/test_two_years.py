"""Two years of a province on a frozen clock, day by day: each person's letters are a literal list."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cchc_portal.agencies.models import Agency, Membership, Role
from cchc_portal.calendars import actions, schedule
from cchc_portal.calendars.models import Delivery, Obligation, ObligationRule
from tests.calendars.doubles import Kept
from tests.world import Office, a_member, a_province, an_agency, entered

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2026, 1, 5), date(2027, 12, 31)
MORNING, LATER = time(7, 30), time(10, 30)
STOPPED = {date(2027, 2, 3), date(2027, 2, 11), date(2027, 2, 12)}
"""Three working days before and after Tết on which nothing ran."""


@dataclass
class Setting:
    office: Office
    reviewer: Membership
    admin: Membership

    @property
    def province(self) -> Any:
        return self.office.agency.province

    def owed(self, kind: str, year: int) -> Obligation:
        found: Obligation = Obligation.objects.get(kind=kind, year=year)
        return found


@pytest.fixture
def setting(db: None, settings: Any) -> Iterator[Setting]:
    """One commune and the office that follows it."""
    settings.REMINDER_CHANNELS = ["tests.calendars.doubles.Kept"]
    Kept.forget()
    province = a_province()
    with entered(province):
        commune = an_agency(province, "xa-mot", "Ủy ban nhân dân xã Một", "UBND")
        Agency.objects.filter(pk=commune.pk).update(level=Agency.Level.COMMUNE)
        overseer = an_agency(province, "so-noi-vu", "Sở Nội vụ", "SNV")
        made = Setting(
            Office.staffed(commune),
            a_member(overseer, Role.REVIEWER),
            a_member(overseer, Role.PROVINCE_ADMIN),
        )
    yield made
    Kept.forget()


@contextmanager
def on(setting: Setting, day: date, hour: int = 9) -> Iterator[datetime]:
    moment = datetime.combine(day, time(hour), HANOI)
    with time_machine.travel(moment, tick=False), entered(setting.province):
        yield moment


def rules_of(setting: Setting, year: int, day: date) -> None:
    with on(setting, day, 6):
        for rule in actions.draft_usual_rules(setting.province, year, offset=3, by=setting.admin):
            actions.change_rule(rule, by=setting.admin, levels=["xa"])
            actions.switch_on(rule, by=setting.admin)


def submit(kind: str, year: int) -> Callable[[Setting, date], None]:
    def act(setting: Setting, day: date) -> None:
        with on(setting, day) as moment:
            actions.submit(setting.owed(kind, year), at=moment, by=setting.office.drafter)

    return act


def extend(setting: Setting, day: date) -> None:
    with on(setting, day):
        asked = actions.ask_extension(
            setting.owed("report_q1", 2026),
            by=setting.office.drafter,
            to=date(2026, 3, 20),
            reason="Chờ số liệu",
        )
        actions.decide_extension(asked, granted=True, by=setting.reviewer)


def give_back(setting: Setting, day: date) -> None:
    with on(setting, day) as moment:
        actions.give_back(setting.owed("report_h1", 2026), at=moment, by=setting.reviewer, reason="Bổ sung")


def exempt(setting: Setting, day: date) -> None:
    with on(setting, day):
        actions.exempt(setting.owed("report_h1", 2027), by=setting.reviewer, reason="Không phát sinh")


def move(setting: Setting, day: date) -> None:
    with on(setting, day):
        rule = ObligationRule.objects.get(kind="report_q3", year=2027)
        actions.change_rule(rule, by=setting.admin, due_day=date(2027, 9, 17))


def request(setting: Setting, day: date) -> None:
    with on(setting, day):
        rule = actions.draft_rule(
            setting.province,
            by=setting.reviewer,
            year=2027,
            kind="one_off",
            title="Báo cáo chuyên đề",
            levels=["xa"],
            working_days=3,
            counted_from=day,
            source="Công văn",
        )
        actions.switch_on(rule, by=setting.reviewer)


ACTS: dict[date, Callable[[Setting, date], None]] = {
    date(2026, 1, 28): submit("plan", 2026),
    date(2026, 3, 16): extend,
    date(2026, 3, 19): submit("report_q1", 2026),
    date(2026, 6, 16): submit("report_h1", 2026),
    date(2026, 6, 18): give_back,
    date(2026, 6, 24): submit("report_h1", 2026),
    date(2026, 10, 7): submit("report_q3", 2026),
    date(2026, 12, 1): submit("report_year", 2026),
    date(2027, 2, 22): submit("plan", 2027),
    date(2027, 3, 10): submit("report_q1", 2027),
    date(2027, 5, 20): exempt,
    date(2027, 9, 13): move,
    date(2027, 9, 17): submit("report_q3", 2027),
    date(2027, 12, 10): request,
}

# "@10": the run of half past ten, on a day on which something happened; "*2": two things in one letter.
DRAFTER = (
    "2026-01-16 2026-01-23 "
    "2026-03-03 2026-03-10 2026-03-16 2026-03-19 "
    "2026-06-03 2026-06-10 2026-06-16 2026-06-18@10 "
    "2026-08-28 2026-09-09 2026-09-15 2026-09-16 2026-09-17 2026-09-24 2026-10-01 "
    "2027-01-15 2027-01-22 2027-01-28 2027-01-29 2027-02-01 2027-02-02 2027-02-15 2027-02-16 "
    "2027-03-03 2027-03-10 "
    "2027-08-30 2027-09-08 2027-09-13@10 2027-09-16 2027-09-17 "
    "2027-12-01 2027-12-08 2027-12-10@10 2027-12-14*2 2027-12-15*2 2027-12-16*2 2027-12-23*2 2027-12-30*2"
)
UNIT_HEAD = (
    "2026-01-23 "
    "2026-03-10 2026-03-16 2026-03-19 "
    "2026-06-10 2026-06-16 2026-06-18@10 "
    "2026-09-09 2026-09-15 2026-09-16 2026-09-17 2026-09-24 2026-10-01 "
    "2027-01-22 2027-01-28 2027-01-29 2027-02-01 2027-02-02 2027-02-15 2027-02-16 "
    "2027-03-10 "
    "2027-09-08 2027-09-13@10 2027-09-16 2027-09-17 "
    "2027-12-08 2027-12-10@10 2027-12-14*2 2027-12-15*2 2027-12-16*2 2027-12-23*2 2027-12-30*2"
)
HEAD = (
    "2026-06-18@10 2026-09-17 2026-09-24 2026-10-01 "
    "2027-02-02 2027-02-15 2027-02-16 2027-12-16*2 2027-12-23*2 2027-12-30*2"
)
REVIEWER = "2026-09-24 2026-10-01 2027-02-16 2027-12-23*2 2027-12-30*2"


def run(setting: Setting, day: date, moment: time) -> int:
    with time_machine.travel(datetime.combine(day, moment, HANOI), tick=False):
        return schedule.remind_at(datetime.combine(day, moment, HANOI))


def test_two_years_day_by_day(setting: Setting) -> None:
    rules_of(setting, 2026, FIRST)
    for day in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)):
        if day == date(2026, 12, 1):
            rules_of(setting, 2027, day)
        if day not in STOPPED:
            run(setting, day, MORNING)
        if day in ACTS:
            ACTS[day](setting, day)
            run(setting, day, LATER)
    with entered(setting.province):
        letters = defaultdict(list)
        for row in Delivery.objects.order_by("at", "id"):
            local = row.at.astimezone(HANOI)
            late = "" if local.time() == MORNING else f"@{local:%H}"
            many = "" if row.items == 1 else f"*{row.items}"
            letters[row.user_id].append(f"{local:%Y-%m-%d}{late}{many}")
    office = setting.office
    people = (office.drafter, office.unit_head, office.head, setting.reviewer)
    assert [" ".join(letters.pop(person.user_id)) for person in people] == [
        DRAFTER,
        UNIT_HEAD,
        HEAD,
        REVIEWER,
    ]
    assert (letters, len(Kept.letters)) == (
        {},
        sum(len(kept.split()) for kept in (DRAFTER, UNIT_HEAD, HEAD, REVIEWER)),
    )
