"""Pages of deadlines, notices and days off: who sees them, what they say, how many queries they take."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import NationalDay, Notice, Obligation, ProvinceDay
from tests.world import World, entered

DUE, INBOX, DAYS = (
    "/dong-nai/so-tai-chinh/lich/",
    "/dong-nai/so-tai-chinh/lich/thong-bao/",
    "/dong-nai/so-tai-chinh/lich/ngay-nghi/",
)
NATIONAL = "/lich-ca-nuoc/"
A_DAY = {"day": date(2027, 7, 5), "kind": "off", "name": "Nghỉ", "ordered_by": "Văn bản của tỉnh"}
ADMIN_DAYS = "/dong-nai/so-noi-vu/lich/ngay-nghi/"
DOOR = 4  # session, user, province, posts
YEAR = timezone.localdate().year + 1
PAST = 2025  # its reports may be noted as sent


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def opened(settled: World) -> Iterator[World]:
    """The home office owes the next year, and its drafter has one notice."""
    with entered(settled.province):
        Obligation.objects.all().delete()
        Notice.objects.all().delete()
        actions.open_year(settled.agency, YEAR)
        actions.open_year(settled.agency, PAST)
        actions.tell(settled.drafter, "Kế hoạch được trả lại.", "/dong-nai/so-tai-chinh/ke-hoach/1/")
    return settled


@pytest.mark.parametrize("address", [DUE, INBOX, DAYS])
@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("drafter", 200),
        ("head", 200),
        ("reviewer", 200),
        ("province_admin", 200),
        ("stranger", 404),
        ("foreigner", 404),
    ],
)
def test_owner_colleague_and_stranger(opened: World, address: str, person: str, status: int) -> None:
    assert signed_in(getattr(opened, person)).get(address).status_code == status


@pytest.mark.parametrize("address", [DUE, INBOX, DAYS])
def test_who_is_not_signed_in_is_sent_to_sign_in(opened: World, address: str) -> None:
    assert Client().get(address)["Location"] == f"/tai-khoan/dang-nhap/?next={address}"


def test_the_page_of_deadlines_shows_both_days(opened: World) -> None:
    with entered(opened.province):
        Obligation.objects.filter(year=PAST).delete()
        owed = Obligation.objects.get(kind="plan")
        owed.nominal_due_on, owed.due_on = date(2027, 1, 31), date(2027, 2, 1)
        owed.save()
    page = signed_in(opened.drafter).get(DUE)
    row = next(row for row in page.context["rows"] if row["obligation"].kind == "plan")
    assert (str(row["obligation"].nominal_due_on), str(row["obligation"].due_on)) == (
        "2027-01-31",
        "2027-02-01",
    )
    text = page.content.decode()
    assert [
        text.count(day)
        for day in (
            ">Chủ nhật, 31/01/2027",
            ">Thứ Hai, 01/02/2027",
            "Hạn thứ Hai, 01/02/2027",
            "rơi vào ngày nghỉ",
        )
    ] == [1, 1, 1, 1 + _rolled()]


def _rolled() -> int:
    """How many of the next year's reports are rolled, by the clock of the machine."""
    return sum(date(YEAR, month, 20).weekday() > 4 for month in (3, 6, 9, 12))


@pytest.mark.parametrize("years", [1, 3])
def test_the_page_of_deadlines_takes_three_queries_beyond_the_door(opened: World, years: int) -> None:
    with entered(opened.province):
        for more in range(1, years):
            actions.open_year(opened.agency, YEAR + more)
    client = signed_in(opened.drafter)
    with CaptureQueriesContext(connection) as queries:
        client.get(DUE)
    assert _reads(queries) == DOOR + 3


@pytest.mark.parametrize("notices", [1, 3])
def test_the_inbox_takes_two_queries_beyond_the_door(opened: World, notices: int) -> None:
    with entered(opened.province):
        for number in range(1, notices):
            actions.tell(opened.drafter, f"Thông báo {number}.")
    client = signed_in(opened.drafter)
    with CaptureQueriesContext(connection) as queries:
        client.get(INBOX)
    assert _reads(queries) == DOOR + 2


def bell(client: Client, address: str = DUE) -> list[str]:
    """What the head of a page says of the person's notices: where it leads, and how many are unread."""
    page = client.get(address).content.decode()
    return re.findall(r'class="masthead__inbox" href="([^"]+)"|masthead__count">([0-9+]+)<', page)


def test_every_page_says_how_many_notices_are_unread(opened: World) -> None:
    with entered(opened.province):
        Notice.objects.bulk_create(
            Notice(province=opened.province, membership=opened.head, text=f"Thông báo {number}.")
            for number in range(120)
        )
    assert bell(signed_in(opened.drafter)) == [(INBOX, ""), ("", "1")]
    assert bell(signed_in(opened.head)) == [(INBOX, ""), ("", "99+")]
    assert bell(signed_in(opened.clerk)) == [(INBOX, "")]


def test_of_another_agencys_page_it_leads_to_ones_own_inbox(opened: World) -> None:
    assert bell(signed_in(opened.reviewer)) == [("/dong-nai/so-noi-vu/lich/thong-bao/", "")]


def test_whoever_follows_a_notice_has_read_it(opened: World) -> None:
    with entered(opened.province):
        notice = Notice.objects.get(membership=opened.drafter)
    client = signed_in(opened.drafter)
    went = client.get(f"{INBOX}{notice.pk}/")
    assert (went.status_code, went["Location"]) == (302, notice.url)
    with entered(opened.province):
        assert Notice.objects.get(pk=notice.pk).read_at is not None
    assert bell(client) == [(INBOX, "")]


@pytest.mark.parametrize("who", ["head", "reviewer", "stranger", "foreigner"])
def test_nobody_follows_anothers_notice(opened: World, who: str) -> None:
    with entered(opened.province):
        notice = Notice.objects.get(membership=opened.drafter)
    assert signed_in(getattr(opened, who)).get(f"{INBOX}{notice.pk}/").status_code == 404
    with entered(opened.province):
        assert Notice.objects.get(pk=notice.pk).read_at is None


@pytest.mark.parametrize("days", [1, 3])
def test_the_work_calendar_takes_three_queries_beyond_the_door(opened: World, days: int) -> None:
    with entered(opened.province):
        for number in range(days):
            ProvinceDay.objects.create(day=date(YEAR, 7, 5) + timedelta(days=number), kind="off", name="Nghỉ")
    client = signed_in(opened.drafter)
    with CaptureQueriesContext(connection) as queries:
        client.get(DAYS, {"nam": YEAR})
    assert _reads(queries) == DOOR + 3  # practice, days, withdrawn days


def _reads(queries: Any) -> int:
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries.captured_queries)


def test_what_may_be_sent_leads_to_its_page(opened: World) -> None:
    with entered(opened.province):
        owed = Obligation.objects.get(kind="report_q1", year=PAST)
    address = f"/dong-nai/so-tai-chinh/gui-so-noi-vu/viec/{owed.pk}/"
    assert f'href="{address}"' in signed_in(opened.drafter).get(DUE).content.decode()
    assert f'href="{address}"' not in signed_in(opened.reviewer).get(DUE).content.decode()


def test_a_person_reads_their_own_notices_and_marks_them(opened: World) -> None:
    client = signed_in(opened.drafter)
    assert [notice.text for notice in client.get(INBOX).context["page"]] == ["Kế hoạch được trả lại."]
    assert list(signed_in(opened.head).get(INBOX).context["page"]) == []
    with entered(opened.province):
        notice = Notice.objects.get()
    signed_in(opened.head).post(f"{INBOX}da-doc/", {"thong_bao": notice.pk})
    assert client.get(INBOX).context["unread"] == 1
    assert client.post(f"{INBOX}da-doc/", {"thong_bao": notice.pk})["Location"] == INBOX
    assert client.get(INBOX).context["unread"] == 0


def test_the_administrator_adds_a_day_and_takes_it_back(opened: World) -> None:
    client = signed_in(opened.province_admin)
    entry = {"day": "05/07/2027", "kind": "off", "name": "Nghỉ", "ordered_by": "Văn bản của tỉnh"}
    assert client.post(ADMIN_DAYS, entry)["Location"] == f"{ADMIN_DAYS}?nam=2027"
    with entered(opened.province):
        row = ProvinceDay.objects.get()
    assert (row.day, row.kind, row.name, row.ordered_by) == (
        date(2027, 7, 5),
        "off",
        "Nghỉ",
        "Văn bản của tỉnh",
    )
    assert signed_in(opened.drafter).post(f"{DAYS}{row.pk}/rut/").status_code == 409
    withdrawn = client.post(f"{ADMIN_DAYS}{row.pk}/rut/", {"ordered_by": "Văn bản rút"})
    assert withdrawn["Location"] == f"{ADMIN_DAYS}?nam=2027"
    with entered(opened.province):
        assert list(ProvinceDay.objects.standing()) == []
        assert ProvinceDay.objects.get().withdrawn_by == "Văn bản rút"
    assert client.get(f"{ADMIN_DAYS}?nam=2027").content.decode().count("Đã rút khỏi lịch") == 1


def test_a_day_is_withdrawn_once_and_not_without_a_document(opened: World) -> None:
    client = signed_in(opened.province_admin)
    with entered(opened.province):
        change = actions.add_day(opened.province, by=opened.province_admin, **A_DAY)
    address = f"{ADMIN_DAYS}{change.row.pk}/rut/"
    page = client.post(address, {"ordered_by": " "})
    assert page.context["form"].errors == {"ordered_by": ["Nhập văn bản rút ngày này."]}
    assert [client.post(address, {"ordered_by": "Văn bản"}).status_code for _ in range(2)] == [302, 404]


def test_a_change_says_how_many_deadlines_moved(opened: World) -> None:
    client = signed_in(opened.province_admin)
    with entered(opened.province):
        Obligation.objects.all().delete()
        actions.open_year(opened.agency, 2027)
    entry = {"day": "22/03/2027", "kind": "off", "name": "Nghỉ", "ordered_by": "Văn bản của tỉnh"}
    page = client.post(ADMIN_DAYS, entry, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã thêm thứ Hai, 22/03/2027 vào lịch. 1 thời hạn chưa hoàn thành được tính lại."
    ]
    with entered(opened.province):
        row = ProvinceDay.objects.get()
    page = client.post(f"{ADMIN_DAYS}{row.pk}/sua/", entry | {"day": "23/03/2027"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã sửa thứ Hai, 22/03/2027. 1 thời hạn chưa hoàn thành được tính lại."
    ]
    with entered(opened.province):
        assert Obligation.objects.get(kind="report_q1").due_on == date(2027, 3, 22)


@pytest.mark.parametrize(
    ("rolling", "due"),
    [("forward", date(2027, 3, 22)), ("none", date(2027, 3, 20)), ("back", date(2027, 3, 19))],
)
def test_the_province_says_what_becomes_of_a_term_that_ends_on_a_day_off(
    opened: World, rolling: str, due: date
) -> None:
    with entered(opened.province):
        Obligation.objects.all().delete()
        actions.open_year(opened.agency, 2027)
    entry = {"rolling": rolling, "quiet_from": "17:30", "quiet_until": "06:30"}
    page = f"{ADMIN_DAYS}cach-tinh/"
    assert signed_in(opened.drafter).post(f"{DAYS}cach-tinh/", entry).status_code == 409
    assert signed_in(opened.province_admin).post(page, entry).status_code == 302
    with entered(opened.province):
        assert Obligation.objects.get(kind="report_q1").due_on == due


def test_quiet_hours_leave_the_morning_open(opened: World) -> None:
    entry = {"rolling": "forward", "quiet_from": "07:00", "quiet_until": "17:00"}
    page = signed_in(opened.province_admin).post(f"{ADMIN_DAYS}cach-tinh/", entry)
    assert page.context["form"].errors == {
        "quiet_until": ["Chừa ít nhất từ 08:00 đến 09:00 để thư nhắc của ngày làm việc gửi được."]
    }


def test_the_countrys_days_are_kept_by_the_platforms_administrator(opened: World) -> None:
    for province in (opened.here.province, opened.there.province):
        with entered(province):
            Obligation.objects.all().delete()
    with entered(opened.province):
        actions.open_year(opened.agency, 2027)
    entry = {"day": "22/03/2027", "kind": "off", "name": "Nghỉ", "ordered_by": "Công văn"}
    for person in ("drafter", "province_admin"):
        assert signed_in(getattr(opened, person)).get(NATIONAL).status_code == 200
        assert signed_in(getattr(opened, person)).post(NATIONAL, entry).status_code == 409
    assert Client().get(NATIONAL)["Location"] == f"/tai-khoan/dang-nhap/?next={NATIONAL}"
    keeper = Client()
    keeper.force_login(opened.platform_admin)
    page = keeper.post(NATIONAL, entry, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã thêm thứ Hai, 22/03/2027 vào lịch. 1 thời hạn chưa hoàn thành được tính lại."
    ]
    row = NationalDay.objects.get()
    assert signed_in(opened.drafter).post(f"{NATIONAL}{row.pk}/rut/").status_code == 409
    page = keeper.post(f"{NATIONAL}{row.pk}/rut/", {"ordered_by": "Công văn rút"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã rút thứ Hai, 22/03/2027 khỏi lịch. 1 thời hạn chưa hoàn thành được tính lại."
    ]


def test_who_may_not_add_a_day_is_refused_whatever_they_send(opened: World) -> None:
    assert signed_in(opened.head).post(DAYS, {"day": "05/07/2027"}).status_code == 409


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"day": ""}, "day", "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2027."),
        ({"day": "31/02/2027"}, "day", "Không có ngày “31/02/2027” trong lịch."),
        ({"day": "20/03/2027"}, "day", "Thứ Bảy, 20/03/2027 đã là ngày nghỉ. Chọn một ngày làm việc."),
        ({"kind": "worked"}, "day", "Thứ Hai, 05/07/2027 đã là ngày làm việc. Chọn một ngày nghỉ."),
        ({"kind": "holiday"}, "kind", "Chọn loại ngày trong danh sách."),
        ({"name": ""}, "name", "Nhập lý do."),
        ({"ordered_by": " "}, "ordered_by", "Nhập văn bản quy định."),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_saved(
    opened: World, change: dict[str, str], field: str, message: str
) -> None:
    entry = {"day": "05/07/2027", "kind": "off", "name": "Nghỉ", "ordered_by": "Văn bản của tỉnh"} | change
    page = signed_in(opened.province_admin).post(ADMIN_DAYS, entry)
    assert page.context["form"].errors == {field: [message]}
    assert {name: page.context["form"][name].value() for name in entry} == entry
    with entered(opened.province):
        assert ProvinceDay.objects.count() == 0
