"""A person's deadlines at a secret address: what stands there, who reads it, how it ends."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Obligation
from tests.world import World, a_member, entered

PAGE = "/dong-nai/so-tai-chinh/lich/tren-dien-thoai/"

ABOUT = (
    "DESCRIPTION:Hạn ghi trong văn bản: thứ Bảy\\, 20/03/2027. "
    "Được tính đến hết thứ Hai\\, 22/03/2027. Chưa hoàn thành."
)


@pytest.fixture
def opened(settled: World) -> Iterator[World]:
    with time_machine.travel(datetime(2027, 3, 15, 2, tzinfo=UTC), tick=False):
        with entered(settled.province):
            Obligation.objects.all().delete()
            actions.open_year(settled.agency, 2027)
            Obligation.objects.exclude(kind="report_q1").delete()
        yield settled


def address(person: Membership, page: str = PAGE) -> str:
    client = Client()
    client.force_login(person.user)
    shown = client.get(page).context["address"]
    return str(shown).removeprefix("http://127.0.0.1:8000")


def read(path: str) -> str:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return answer.content.decode().replace("\r\n ", "")


def test_the_calendar_says_what_is_owed_and_by_which_day(opened: World) -> None:
    with entered(opened.province):
        owed = Obligation.objects.get()
    assert read(address(opened.drafter)).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cong ke hoach tuyen truyen CCHC//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Thời hạn cải cách hành chính",
        "BEGIN:VEVENT",
        f"UID:viec-{owed.pk}@127.0.0.1:8000",
        "DTSTAMP:20270315T020000Z",
        "DTSTART;VALUE=DATE:20270322",
        "DTEND;VALUE=DATE:20270323",
        "SUMMARY:Hạn: Báo cáo quý I năm 2027 (Sở Tài chính)",
        ABOUT,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_no_line_is_longer_than_the_format_allows(opened: World) -> None:
    lines = Client().get(address(opened.drafter)).content.split(b"\r\n")
    assert max(len(line) for line in lines) == 75
    assert [line.decode() for line in lines if not line] == [""]


def test_posts_in_two_provinces_stand_in_one_calendar(opened: World) -> None:
    with entered(opened.there.province):
        Obligation.objects.all().delete()
        actions.open_year(opened.there.home.agency, 2027)
        a_member(opened.there.home.agency, Role.DRAFTER, user=opened.drafter.user)
    assert read(address(opened.drafter)).count("BEGIN:VEVENT") == 1 + 5


def test_a_stranger_has_another_calendar(opened: World) -> None:
    with entered(opened.province):
        Obligation.objects.all().delete()
        actions.open_year(opened.agency, 2027)
    there = address(opened.stranger, "/dong-nai/so-xay-dung/lich/tren-dien-thoai/")
    assert read(there).count("BEGIN:VEVENT") == 0


def test_a_new_address_ends_the_old_one(opened: World) -> None:
    old = address(opened.drafter)
    assert address(opened.drafter) == old
    client = Client()
    client.force_login(opened.drafter.user)
    assert client.post(f"{PAGE}moi/")["Location"] == PAGE
    new = address(opened.drafter)
    assert (Client().get(old).status_code, Client().get(new).status_code, old == new) == (404, 200, False)


def test_an_address_that_was_not_given_leads_nowhere(opened: World) -> None:
    good = address(opened.drafter)
    bad = [good.replace(".ics", "x.ics"), "/lich-ca-nhan/1-1.ics", "/lich-ca-nhan/x.ics"]
    assert [Client().get(path).status_code for path in bad] == [404, 404, 404]


def test_the_address_of_an_account_that_was_closed_ends_with_it(opened: World) -> None:
    good = address(opened.drafter)
    opened.drafter.user.is_active = False
    opened.drafter.user.save()
    assert Client().get(good).status_code == 404
    opened.drafter.user.is_active = True
    opened.drafter.user.save()
