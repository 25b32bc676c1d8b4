"""What leaves the portal: by whichever channel, in which hours, written in a log; an address that takes nothing becomes a task."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.calendars import actions, schedule
from cchc_portal.calendars.models import Delivery, Notice, Obligation, Practice, Reminder
from tests.calendars.doubles import Kept
from tests.world import Office, a_member, a_province, an_agency, entered

FIVE_BEFORE = date(2027, 3, 12)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LOG = "/dong-nai/so-tai-chinh/lich/nhat-ky-gui/"


def at(hour: int, minute: int = 0, day: date = FIVE_BEFORE) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    """One agency that owes the first quarter's report of 2027, due Saturday 20/03, rolled to Monday."""
    province = a_province()
    with entered(province):
        made = Office.staffed(an_agency(province))
        actions.open_year(made.agency, 2027)
        Obligation.objects.exclude(kind="report_q1").delete()
    Kept.forget()
    yield made
    Kept.forget()


@pytest.fixture
def kept(office: Office, settings: Any) -> type[Kept]:
    settings.REMINDER_CHANNELS = ["tests.calendars.doubles.Kept"]
    return Kept


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def log(office: Office) -> list[tuple[str, str, str, int]]:
    with entered(office.agency.province):
        rows = Delivery.objects.order_by("id")
        return [(row.channel, row.address, row.state, row.items) for row in rows]


def test_a_channel_of_the_settings_takes_the_place_of_mail(office: Office, kept: type[Kept]) -> None:
    assert schedule.remind_at(at(7, 30)) == 2
    assert [letter.address for letter in kept.letters] == [
        office.drafter.user.username,
        office.unit_head.user.username,
    ]
    assert (mail.outbox, kept.letters[0].subject) == ([], "Nhắc thời hạn: 1 việc")
    assert log(office) == [("kept", letter.address, "sent", 1) for letter in kept.letters]


def test_two_channels_bring_one_letter_each(office: Office, kept: type[Kept], settings: Any) -> None:
    settings.REMINDER_CHANNELS = ["cchc_portal.calendars.channels.Mail", "tests.calendars.doubles.Kept"]
    schedule.remind_at(at(7, 30))
    schedule.remind_at(at(8, 30))
    assert (len(mail.outbox), len(kept.letters)) == (2, 2)


def test_a_channel_that_does_not_answer_claims_nothing(office: Office, kept: type[Kept]) -> None:
    kept.is_away = True
    assert schedule.remind_at(at(7, 30)) == 0
    kept.is_away = False
    assert schedule.remind_at(at(8, 30)) == 2


@pytest.mark.parametrize(
    ("hour", "minute", "letters"), [(6, 59, 0), (7, 0, 2), (17, 59, 2), (18, 0, 0), (23, 30, 0)]
)
def test_nothing_goes_out_in_quiet_hours(
    office: Office, kept: type[Kept], hour: int, minute: int, letters: int
) -> None:
    schedule.remind_at(at(hour, minute))
    with entered(office.agency.province):
        assert (len(kept.letters), Notice.objects.count(), Reminder.objects.count()) == (letters,) * 3


def test_a_provinces_own_quiet_hours_hold(office: Office, kept: type[Kept]) -> None:
    with entered(office.agency.province):
        Practice.objects.create(quiet_from=time(16), quiet_until=time(8))
    assert [schedule.remind_at(at(hour)) for hour in (7, 8, 9)] == [0, 2, 0]


def test_short_notice_is_told_at_once_but_not_to_who_gave_it(office: Office, kept: type[Kept]) -> None:
    province = office.agency.province
    with entered(province):
        overseer = an_agency(province, "so-noi-vu", "Sở Nội vụ", "SNV")
        asks = a_member(overseer, Role.PROVINCE_ADMIN, Role.REVIEWER, Role.DRAFTER)
        other = a_member(overseer, Role.DRAFTER)
        Obligation.objects.all().delete()
    monday = date(2027, 3, 15)
    with time_machine.travel(at(9, 40, monday), tick=False), entered(province):
        rule = actions.draft_rule(
            province,
            by=asks,
            year=2027,
            kind="one_off",
            title="Báo cáo chuyên đề",
            levels=["so"],
            working_days=3,
            counted_from=monday,
            source="Công văn",
        )
        actions.switch_on(rule, by=asks)
    assert schedule.remind_at(at(10, 30, monday)) == 3
    assert sorted(letter.address for letter in kept.letters) == sorted(
        person.user.username for person in (office.drafter, office.unit_head, other)
    )
    with entered(province):
        stages = set(Reminder.objects.values_list("stage", "on_day"))
    assert stages == {("now", monday)}
    days = [date(2027, 3, 16), date(2027, 3, 17), date(2027, 3, 18)]
    assert [schedule.remind_at(at(7, 30, day)) for day in days] == [0, 4, 4]


def test_many_things_stand_in_one_letter(office: Office, kept: type[Kept]) -> None:
    with entered(office.agency.province):
        Obligation.objects.update(nominal_due_on=date(2027, 3, 12), due_on=date(2027, 3, 12))
        for number in range(30):
            Obligation.objects.create(
                agency=office.agency,
                kind="one_off",
                title=f"Báo cáo số {number}",
                occasion=str(number),
                year=2027,
                nominal_due_on=FIVE_BEFORE,
                due_on=FIVE_BEFORE,
            )
    schedule.remind_at(at(7, 30))
    assert [letter.subject for letter in kept.letters] == ["Nhắc thời hạn: 31 việc"] * 2


def test_sonoivu_is_told_of_many_agencies_in_one_line(office: Office, kept: type[Kept]) -> None:
    province = office.agency.province
    with entered(province):
        overseer = an_agency(province, "so-noi-vu", "Sở Nội vụ", "SNV")
        reviewer = a_member(overseer, Role.REVIEWER)
        for number in range(1, 8):
            agency = an_agency(province, f"so-{number}", f"Sở {number}", f"S{number}")
            actions.open_year(agency, 2027)
        Obligation.objects.exclude(kind="report_q1").delete()
    assert schedule.remind_at(at(7, 30, date(2027, 3, 30))) == 4
    (letter,) = [letter for letter in kept.letters if letter.address == reviewer.user.username]
    line = (
        "Báo cáo quý I năm 2027: 8 cơ quan chưa gửi (Sở Tài chính, Sở 1, Sở 2, Sở 3, Sở 4 và 3 cơ quan khác)."
    )
    with entered(province):
        assert [notice.text for notice in Notice.objects.to_person(reviewer)] == [line]
    assert letter.text.count(line) == 1


def test_an_address_that_takes_nothing_is_a_task_of_the_administrator_until_it_is_settled(
    office: Office, kept: type[Kept]
) -> None:
    kept.bounces.add(office.drafter.user.username)
    assert schedule.remind_at(at(7, 30)) == 1
    assert [row[2] for row in log(office)] == ["bounced", "sent"]
    with entered(office.agency.province):
        told = Notice.objects.to_person(office.admin).get()
    user = office.drafter.user
    assert (told.text, told.url) == (
        f"Thư nhắc gửi {user} không đến được địa chỉ {user.username}. Kiểm tra và sửa địa chỉ.",
        LOG,
    )
    kept.bounces.clear()
    assert schedule.remind_at(at(7, 30, date(2027, 3, 18))) == 1  # the unit head alone
    client = signed_in(office.admin)
    page = client.get(LOG)
    assert [row.address for row in page.context["broken"]] == [user.username]
    address = f"{LOG}{page.context['broken'][0].pk}/da-xu-ly/"
    assert signed_in(office.drafter).post(address).status_code == 409
    assert client.post(address)["Location"] == LOG
    assert client.post(address).status_code == 409
    assert schedule.remind_at(at(7, 30, date(2027, 3, 19))) == 2


REPORT = b"""From: MAILER-DAEMON@example.vn
To: cong-cchc@localhost
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

Undelivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.vn

Final-Recipient: rfc822; %s
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

Final-Recipient: rfc822; nguoi-la@example.vn
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; cham@example.vn
Action: delayed
--b--
"""


def test_a_report_that_comes_later_is_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(at(9, 0), tick=False):
        schedule.remind_at(at(7, 30))
        address = office.drafter.user.email
        report = io.TextIOWrapper(io.BytesIO(REPORT % address.encode()))
        monkeypatch.setattr("sys.stdin", report)
        said = io.StringIO()
        call_command("take_bounce", stdout=said)
    assert said.getvalue() == (f"{address}: đã ghi nhận.\nnguoi-la@example.vn: không có trong nhật ký gửi.\n")
    with entered(office.agency.province):
        row = Delivery.objects.get(address=address)
        assert (row.state, row.detail) == ("bounced", "smtp; 550 no such user")
        assert Notice.objects.to_person(office.admin).count() == 1


@pytest.mark.parametrize(("person", "status"), [("admin", 200), ("drafter", 409), ("head", 409)])
def test_who_reads_the_log(office: Office, person: str, status: int) -> None:
    assert signed_in(getattr(office, person)).get(LOG).status_code == status


def test_a_letter_has_a_page_beside_its_text(office: Office) -> None:
    schedule.remind_at(at(7, 30))
    ((page, kind),) = mail.outbox[0].alternatives
    assert kind == "text/html"
    for said in ("Báo cáo quý I năm 2027 còn 6", "/dong-nai/so-tai-chinh/lich/", "Kính gửi ông/bà"):
        assert (page.count(said), mail.outbox[0].body.count(said)) == (1, 1)


def test_the_clock_gives_each_province_a_task_of_its_own(
    office: Office, kept: type[Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a province that has ended there is none; a worker reminds by its own clock, as late as it comes to it."""
    a_province("binh-phuoc", closed_on=date(2026, 7, 1))
    asked: list[int] = []
    monkeypatch.setattr(schedule.remind_in, "delay", asked.append)
    with time_machine.travel(at(7, 30), tick=False):
        schedule.remind()
    assert (asked, kept.letters) == ([office.agency.province_id], [])
    with time_machine.travel(at(7, 31), tick=False):
        schedule.remind_in(*asked)
    assert [letter.address for letter in kept.letters] == [
        office.drafter.user.username,
        office.unit_head.user.username,
    ]
    assert schedule.remind_in.queue == "bulk"
