"""Reminding by the clock: who, when, once, whatever crashes or runs beside it."""

import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from cchc_portal.agencies.models import Role
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.calendars import actions, channels, schedule
from cchc_portal.calendars.models import Notice, Obligation, Reminder
from tests.world import Office, a_member, a_province, an_agency, entered

FIVE_BEFORE = date(2027, 3, 12)
OVERDUE = date(2027, 3, 23)
SUNDAY = date(2027, 3, 14)
NBSP = "\u00a0"


@pytest.fixture
def office(db: None) -> Office:
    """One agency of one province that owes the first quarter's report of 2027, due Saturday 20/03, rolled to Monday."""
    return make_office()


def make_office() -> Office:
    province = a_province()
    with entered(province):
        made = Office.staffed(an_agency(province))
        actions.open_year(made.agency, 2027)
        Obligation.objects.filter(agency=made.agency).exclude(kind="report_q1").delete()
    return made


def rows(office: Office) -> list[tuple[int, str, date, bool]]:
    with entered(office.agency.province):
        found = Reminder.objects.order_by("membership_id", "on_day")
        return [(row.membership_id, row.stage, row.on_day, row.mailed_at is not None) for row in found]


def inbox(office: Office) -> list[tuple[int, str]]:
    with entered(office.agency.province):
        return list(Notice.objects.order_by("membership_id", "id").values_list("membership_id", "text"))


def test_drafter_and_unit_head_are_reminded_by_notice_and_mail(office: Office) -> None:
    assert schedule.remind_on(FIVE_BEFORE) == 2
    assert rows(office) == [
        (office.drafter.pk, "five_before", FIVE_BEFORE, True),
        (office.unit_head.pk, "five_before", FIVE_BEFORE, True),
    ]
    line = (
        f"Báo cáo quý I năm 2027 còn 6{NBSP}ngày làm việc "
        "(hạn: thứ Bảy, 20/03/2027, tính đến hết thứ Hai, 22/03/2027)."
    )
    assert inbox(office) == [(office.drafter.pk, line), (office.unit_head.pk, line)]
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([office.drafter.user.email], "Nhắc thời hạn: 1 việc")
    assert letter.body == (
        f"Kính gửi ông/bà {office.drafter.user.full_name},\n\n"
        "Cổng kế hoạch tuyên truyền cải cách hành chính nhắc các thời hạn sau:\n\n"
        f"Sở Tài chính\n- {line}\n"
        "Xem các thời hạn: http://127.0.0.1:8000/dong-nai/so-tai-chinh/lich/\n\n"
        "Thư này do Cổng tự động gửi, mỗi ngày làm việc nhiều nhất một thư. Không cần trả lời thư này.\n"
    )


def test_the_head_of_the_agency_is_reminded_when_it_is_overdue(office: Office) -> None:
    schedule.remind_on(OVERDUE)
    assert [person for person, *_ in rows(office)] == [office.drafter.pk, office.unit_head.pk, office.head.pk]
    assert [letter.to[0] for letter in mail.outbox] == [
        person.user.email for person in (office.drafter, office.unit_head, office.head)
    ]


def test_twice_a_day_changes_nothing(office: Office) -> None:
    schedule.remind_on(FIVE_BEFORE)
    before = rows(office), inbox(office), len(mail.outbox)
    assert schedule.remind_on(FIVE_BEFORE) == 0
    assert (rows(office), inbox(office), len(mail.outbox)) == before


def test_nothing_happens_on_a_day_off(office: Office) -> None:
    schedule.remind_on(SUNDAY)
    assert (rows(office), inbox(office), mail.outbox) == ([], [], [])


def test_a_whole_year_reminds_each_person_once_a_stage(office: Office) -> None:
    with entered(office.agency.province):
        actions.open_year(office.agency, 2027)
    day = date(2027, 1, 1)
    while day < date(2027, 3, 23):
        schedule.remind_on(day)
        if day == date(2027, 2, 1):
            with entered(office.agency.province):
                actions.submit(Obligation.objects.get(kind="plan", year=2027), at=timezone.now())
        day += timedelta(days=1)
    assert [row[1:] for row in rows(office) if row[0] == office.drafter.pk] == [
        ("ten_before", date(2027, 1, 15), True),
        ("five_before", date(2027, 1, 22), True),
        ("one_before", date(2027, 1, 28), True),
        ("due", date(2027, 1, 29), True),
        ("last_day", date(2027, 2, 1), True),
        ("ten_before", date(2027, 3, 5), True),
        ("five_before", date(2027, 3, 12), True),
        ("one_before", date(2027, 3, 18), True),
        ("due", date(2027, 3, 19), True),
        ("last_day", date(2027, 3, 22), True),
    ]
    assert Counter(letter.to[0] for letter in mail.outbox) == {
        office.drafter.user.email: 10,
        office.unit_head.user.email: 8,  # from five working days before
    }


def test_a_crash_between_rows_and_mail_is_made_good_by_the_next_run(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: Any) -> int:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(schedule, "_send_to", crash)
        assert schedule.remind_on(FIVE_BEFORE) == 0
    assert [mailed for *_, mailed in rows(office)] == [False, False]
    assert schedule.remind_on(FIVE_BEFORE) == 2
    assert [mailed for *_, mailed in rows(office)] == [True, True]
    assert len(inbox(office)) == 2


def test_while_the_mail_server_is_away_nothing_is_claimed_and_the_inbox_is_filled(
    office: Office, settings: Any
) -> None:
    here = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert schedule.remind_on(FIVE_BEFORE) == 0
    assert [mailed for *_, mailed in rows(office)] == [False, False]
    assert len(inbox(office)) == 2
    settings.EMAIL_BACKEND = here
    assert schedule.remind_on(date(2027, 3, 15)) == 2
    assert "còn 5" + NBSP in mail.outbox[0].body


def test_a_mail_that_breaks_off_is_not_sent_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(_: Any) -> int:
        raise ConnectionResetError

    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMultiAlternatives, "send", break_off)
        assert schedule.remind_on(FIVE_BEFORE) == 0
    assert schedule.remind_on(FIVE_BEFORE) == 0
    assert [mailed for *_, mailed in rows(office)] == [True, True]


def test_a_reminder_is_not_mailed_after_the_obligation_is_fulfilled(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(schedule, "_send_to", lambda *_: 0)
        schedule.remind_on(FIVE_BEFORE)
    with entered(office.agency.province):
        actions.submit(Obligation.objects.get(), at=timezone.now())
    assert schedule.remind_on(FIVE_BEFORE) == 0


def test_one_person_in_two_posts_gets_one_mail(office: Office) -> None:
    with entered(office.agency.province):
        a_member(office.agency, Role.DRAFTER, user=office.unit_head.user)
    assert schedule.remind_on(FIVE_BEFORE) == 2
    assert len(rows(office)) == 3
    assert Counter(letter.to[0] for letter in mail.outbox) == {
        office.drafter.user.email: 1,
        office.unit_head.user.email: 1,
    }


def test_two_agencies_of_one_person_stand_in_one_mail(office: Office) -> None:
    with entered(office.agency.province):
        other = an_agency(office.agency.province, "so-xay-dung", "Sở Xây dựng", "SXD")
        actions.open_year(other, 2027, since=date(2027, 3, 1))
        a_member(other, Role.DRAFTER, user=office.drafter.user)
    schedule.remind_on(FIVE_BEFORE)
    letters = [letter for letter in mail.outbox if letter.to == [office.drafter.user.email]]
    assert [letter.subject for letter in letters] == ["Nhắc thời hạn: 2 việc"]


def test_no_second_mail_on_one_day_even_when_something_new_falls_due(office: Office) -> None:
    schedule.remind_on(FIVE_BEFORE)
    with entered(office.agency.province):
        actions.open_year(office.agency, 2027, since=date(2027, 1, 1))
    assert (
        schedule.remind_on(FIVE_BEFORE) == 1
    )  # the plan is overdue: the head of the agency, who had none yet
    assert mail.outbox[-1].to == [office.head.user.email]
    assert schedule.remind_on(date(2027, 3, 15)) == 2  # the others have it in the next morning's


def test_a_person_without_an_address_has_the_inbox_alone(office: Office) -> None:
    office.drafter.user.email = ""
    office.drafter.user.save()
    assert schedule.remind_on(FIVE_BEFORE) == 1
    assert len(inbox(office)) == 2


def test_one_provinces_failure_does_not_keep_the_others_waiting(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = a_province("an-giang", "An Giang")
    remind = schedule._remind_province

    def fail_in_the_first(province: Any, at: Any) -> int:
        if province == first:
            raise RuntimeError
        return remind(province, at)

    monkeypatch.setattr(schedule, "_remind_province", fail_in_the_first)
    assert schedule.remind_on(FIVE_BEFORE) == 2


def test_the_clock_opens_the_year_and_from_december_the_next(db: None) -> None:
    province = a_province()
    with entered(province):
        agency = an_agency(province)
    schedule.remind_on(date(2026, 11, 30))
    schedule.remind_on(date(2026, 12, 1))
    with entered(province):
        owed = list(Obligation.objects.of_agency(agency).values_list("year", "kind"))
    assert owed == [
        (2026, "report_year"),
        (2027, "plan"),
        (2027, "report_q1"),
        (2027, "report_h1"),
        (2027, "report_q3"),
        (2027, "report_year"),
    ]


def test_an_operator_reminds_for_a_day_from_the_command_line(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("remind", on=FIVE_BEFORE)
    assert capsys.readouterr().out == "Nhắc thời hạn thứ Sáu, 12/03/2027: 2 thư.\n"


@pytest.fixture
def committed_office(transactional_db: None) -> Office:
    return make_office()


def test_two_schedulers_at_once_write_each_row_and_send_each_mail_once(committed_office: Office) -> None:
    start = threading.Barrier(2)
    sent: list[int] = []

    def run() -> None:
        start.wait()
        sent.append(schedule.remind_on(FIVE_BEFORE))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 2
    assert Counter(letter.to[0] for letter in mail.outbox) == {
        committed_office.drafter.user.email: 1,
        committed_office.unit_head.user.email: 1,
    }
    assert len(rows(committed_office)) == len(inbox(committed_office)) == 2


def test_a_digest_that_another_run_has_half_claimed_is_left_to_it(committed_office: Office) -> None:
    province = committed_office.agency.province
    with entered(province):
        actions.open_year(committed_office.agency, 2027)
        actions.make_reminders(province, FIVE_BEFORE)
    at = datetime(2027, 3, 12, 7, 30, tzinfo=UTC)
    drafter = committed_office.drafter
    results: list[Any] = []

    def claim() -> None:
        with transaction.atomic(), acting_in(province.pk):
            results.append(actions.claim_digest(province, drafter.user_id, at=at, channels=[channels.Mail()]))
        connection.close()

    with entered(province):
        first = Reminder.objects.filter(membership=drafter).order_by("id")[:1]
        Reminder.objects.filter(pk__in=[row.pk for row in first]).update(mailed_at=at)
        rival = threading.Thread(target=claim)
        rival.start()
        rival.join(timeout=1)  # it waits for the row that this transaction holds
        waited = rival.is_alive()
    rival.join()
    assert (waited, results) == (True, [None])
    assert sorted(mailed for person, *_, mailed in rows(committed_office) if person == drafter.pk) == [
        False,
        True,
    ]
