"""A province by one Excel book: what would change, what is entered, who is invited."""

import io
import re
from datetime import date

import pytest
from allauth.account import app_settings as account
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cchc_portal.agencies import inviting
from cchc_portal.agencies.models import (
    Agency,
    AgencyProfile,
    HistoryEvent,
    Invitation,
    Membership,
    Post,
    Role,
    Unit,
    User,
)
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.province_book import entering, reading, writing
from cchc_portal.agencies.province_book.comparing import What
from tests.agencies import books
from tests.agencies.uploads import NAME, enter, export, looked
from tests.world import World, entered


def test_what_was_exported_changes_nothing_when_it_comes_back(settled: World) -> None:
    with entered(settled.province):
        before = export(settled)
        _, outlook = looked(settled, before)
        rows = sum(len(rows) for rows in outlook.checked.right.values())
        assert (outlook.checked.faults, outlook.count(What.SAME)) == ([], rows)
        assert (outlook.count(What.ADD), outlook.count(What.CHANGE)) == (0, 0)
        enter(settled, before)
        assert export(settled) == before


def test_the_blank_book_has_headings_and_an_example_that_is_not_read() -> None:
    read = reading.read(writing.blank(), NAME)
    assert (read.rows, read.faults) == ({"agencies": [], "units": [], "posts": [], "people": []}, [])
    assert writing.blank() == writing.blank()
    made = load_workbook(io.BytesIO(writing.blank()))
    assert made.sheetnames == ["Hướng dẫn", "Cơ quan", "Đơn vị", "Vị trí", "Người dùng"]
    assert made["Cơ quan"]["A2"].value == "Ví dụ: so-noi-vu"
    lists = {str(each.sqref): each.formula1 for each in made["Cơ quan"].data_validations.dataValidation}
    assert lists["C2:C20000"] == "'Hướng dẫn'!$C$2:$C$5"
    assert lists["F2:F20000"] == "'Cơ quan'!$A$2:$A$20000"


def test_a_new_department_stands_with_its_people_after_one_book(settled: World) -> None:
    with entered(settled.province):
        enter(settled, books.book(books.department(people=2)))
        agency = Agency.objects.get(slug="so-cong-thuong")
        profile = agency.profile_on(timezone.localdate())
        assert (profile.name, profile.header, profile.symbol) == ("Sở Công Thương", ["SỞ CÔNG THƯƠNG"], "SCT")
        assert profile.superior_header == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐỒNG NAI"]
        assert (profile.place, profile.province_name) == ("Đồng Nai", "Đồng Nai")
        assert Unit.objects.get(agency=agency).abbreviation == "VP"
        post = Post.objects.get(agency=agency)
        assert (post.title, post.unit.name, post.roles) == ("Chuyên viên", "Văn phòng Sở", [Role.DRAFTER])
        held = Membership.objects.filter(post=post).order_by("id")
        assert [(each.user.email, each.user.full_name) for each in held] == [
            ("chuyenvien1@sct.example.vn", "Chuyên viên 1"),
            ("chuyenvien2@sct.example.vn", "Chuyên viên 2"),
        ]
        assert [each.user.has_usable_password() for each in held] == [False, False]


def test_entering_is_recorded_with_what_was_added_and_changed(settled: World) -> None:
    with entered(settled.province):
        content = books.changed(export(settled), "Cơ quan", 2, "Ký hiệu", "KHM")
        upload = enter(settled, content)
        [event] = HistoryEvent.objects.about(upload)
        assert (event.verb, event.actor_id) == ("province_entered", settled.province_admin.user_id)
        assert event.details["changed"] == [{"name": "Sở Nội vụ", "lines": [["Ký hiệu", "SNV", "KHM"]]}]
        assert event.details["added"] == {"Cơ quan": 0, "Đơn vị": 0, "Vị trí": 0, "Người dùng": 0}
        assert upload.book == {}


def test_a_later_first_day_is_a_new_name_and_the_old_one_stays_for_its_papers(settled: World) -> None:
    with entered(settled.province):
        row = [
            "so-tai-chinh",
            "Sở Tài chính",
            "Sở, ban, ngành",
            None,
            None,
            None,
            None,
            "STC2",
            None,
            "01/03/2026",
            None,
        ]
        enter(settled, books.book({"Cơ quan": [row]}))
        agency = Agency.objects.get(slug="so-tai-chinh")
        assert agency.profile_on(date(2026, 2, 28)).symbol == "STC"
        assert agency.profile_on(date(2026, 3, 1)).symbol == "STC2"
        assert AgencyProfile.objects.get(agency=agency, symbol="STC").valid_to == date(2026, 2, 28)


def test_an_account_that_the_person_has_in_another_province_gets_the_post_and_keeps_its_name(
    settled: World,
) -> None:
    email = settled.foreigner.user.email
    with entered(settled.province):
        rows = books.department()
        rows["Người dùng"] = [[email.upper(), "Tên khác", "so-cong-thuong", "Chuyên viên", None, None]]
        accounts = User.objects.count()
        enter(settled, books.book(rows))
        assert User.objects.count() == accounts
        held = Membership.objects.get(post__agency__slug="so-cong-thuong")
        assert (held.user_id, held.user.full_name) == (
            settled.foreigner.user_id,
            settled.foreigner.user.full_name,
        )


def test_the_same_upload_is_entered_once(settled: World) -> None:
    with entered(settled.province):
        upload = enter(settled, books.book(books.department()))
        with pytest.raises(Refused) as refusal:
            entering.enter(upload.pk, good_only=False, invite=False, by=settled.province_admin)
        assert refusal.value.reason == "Tệp này đã được nhập."


@pytest.mark.parametrize("who", ["drafter", "agency_admin", "reviewer"])
def test_only_the_provinces_administrator_sends_a_book(settled: World, who: str) -> None:
    with entered(settled.province), pytest.raises(Refused) as refusal:
        entering.keep(books.book(books.department()), NAME, by=getattr(settled, who))
    assert refusal.value.reason == "Việc này dành cho quản trị tỉnh, thành phố."


def test_a_big_book_takes_no_more_queries_than_a_small_one(settled: World) -> None:
    counts = []
    for people in (1, 40):
        with (
            entered(settled.province),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            rows = books.department(people)
            rows["Cơ quan"][0][0] = f"so-{people}"
            for title in ("Đơn vị", "Vị trí"):
                rows[title][0][0] = f"so-{people}"
            for person in rows["Người dùng"]:
                person[0], person[2] = f"p{people}.{person[0]}", f"so-{people}"
            enter(settled, books.book(rows))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_newcomers_are_invited_by_a_link_and_never_by_a_password(settled: World) -> None:
    with entered(settled.province):
        enter(settled, books.book(books.department()), invite=True)
        row = Invitation.objects.select_related("user", "province").get()
        assert (row.state, row.user.email) == ("queued", "chuyenvien1@sct.example.vn")
        inviting.send(row)
        [sent] = mail.outbox
        assert sent.to == ["chuyenvien1@sct.example.vn"]
        (key,) = re.findall(r"/tai-khoan/quen-mat-khau/[0-9a-z]+-(\S+)/\n", sent.body)
        assert account.PASSWORD_RESET_TOKEN_GENERATOR().check_token(row.user, key) is True
        assert "- Chuyên viên, Sở Công Thương\n" in sent.body
        assert row.state == "sent"
