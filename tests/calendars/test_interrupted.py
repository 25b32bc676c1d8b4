"""The clock interrupted: twice in a minute, killed in the middle of sending, stopped over Tết. Nobody has it twice, nobody on a day off."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cchc_portal.calendars import actions, schedule
from cchc_portal.calendars.channels import Letter
from cchc_portal.calendars.models import Delivery, Notice, Obligation, Reminder
from tests.calendars.doubles import Kept
from tests.world import Office, a_province, an_agency, entered

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DUE = date(2027, 2, 1)  # the plan's: Sunday 31 January, rolled


@pytest.fixture
def office(db: None, settings: Any) -> Iterator[Office]:
    """One agency that owes its plan of 2027; Tết is from Thursday 4 to Wednesday 10 February."""
    settings.REMINDER_CHANNELS = ["tests.calendars.doubles.Kept"]
    Kept.forget()
    province = a_province()
    with entered(province):
        made = Office.staffed(an_agency(province))
        actions.open_year(made.agency, 2027)
        Obligation.objects.exclude(kind="plan").delete()
    yield made
    Kept.forget()


def at(day: date, hour: int = 7, minute: int = 30, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), HANOI)


def sent() -> list[str]:
    return [letter.address for letter in Kept.letters]


def test_twice_in_a_minute(office: Office) -> None:
    day = date(2027, 1, 22)
    assert [schedule.remind_at(at(day, second=second)) for second in (0, 0, 30)] == [2, 0, 0]
    assert sent() == [office.drafter.user.username, office.unit_head.user.username]
    with entered(office.agency.province):
        assert (Reminder.objects.count(), Notice.objects.count(), Delivery.objects.count()) == (2, 2, 2)


class Killed(BaseException):
    """The process ends here; nothing may catch it."""


@pytest.mark.parametrize("before_it_went", [True, False])
def test_killed_in_the_middle_of_sending(
    office: Office, monkeypatch: pytest.MonkeyPatch, before_it_went: bool
) -> None:
    day = date(2027, 1, 22)
    send = Kept.send

    def die(self: Kept, letter: Letter) -> None:
        if not before_it_went:
            send(self, letter)
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(Kept, "send", die)
        with pytest.raises(Killed):
            schedule.remind_at(at(day))
    assert schedule.remind_at(at(day, 8)) == 1
    first = [] if before_it_went else [office.drafter.user.username]
    assert sent() == [*first, office.unit_head.user.username]
    with entered(office.agency.province):
        rows = [(row.user_id, row.state) for row in Delivery.objects.order_by("id")]
        assert rows == [(office.drafter.user_id, "unknown"), (office.unit_head.user_id, "sent")]
        assert Notice.objects.count() == 2


def test_stopped_for_three_working_days_over_tet(office: Office) -> None:
    stopped = {date(2027, 2, day) for day in (2, 3, 11)}
    letters = {}
    for day in (DUE + timedelta(days=n) for n in range(15)):
        count = 0 if day in stopped else schedule.remind_at(at(day))
        if count:
            letters[f"{day:%d/%m}"] = count
    # Overdue since the 2nd: one letter each on the first morning that the clock runs again, and the next a week after its day.
    assert letters == {"01/02": 2, "12/02": 3}
    with entered(office.agency.province):
        stages = list(Reminder.objects.filter(membership=office.head).values_list("stage", "on_day"))
        told = [notice.text for notice in Notice.objects.to_person(office.head)]
    assert stages == [("overdue", date(2027, 2, 11))]
    days = "hạn: Chủ nhật, 31/01/2027, tính đến hết thứ Hai, 01/02/2027"
    assert told == [f"Gửi kế hoạch năm 2027 đã quá hạn 4\u00a0ngày làm việc ({days})."]
