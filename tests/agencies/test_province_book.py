"""A province by one Excel book: what is read, every fault with its place, what would change, what is entered."""

import io
import re
import zipfile
from datetime import date
from typing import Any

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
    ProvinceUpload,
    Role,
    Unit,
    User,
)
from cchc_portal.agencies.packages import Unreadable
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.province_book import comparing, entering, present, reading, writing
from cchc_portal.agencies.province_book.comparing import What
from tests.agencies import books
from tests.world import World, entered

NAME = "danh-sach.xlsx"


def export(world: World) -> bytes:
    return writing.filled(comparing.rows_standing(present.look(world.province, timezone.localdate())))


def looked(world: World, content: bytes) -> tuple[ProvinceUpload, entering.Outlook]:
    kept = entering.keep(content, NAME, by=world.province_admin)
    return kept, entering.look(kept, by=world.province_admin)


def faults(world: World, rows: books.Rows, **more: Any) -> list[tuple[str, int, str, str]]:
    _, outlook = looked(world, books.book(rows, **more))
    return [(each.sheet, each.row, each.column, each.sentence) for each in outlook.checked.own_faults]


def enter(world: World, content: bytes, **how: Any) -> ProvinceUpload:
    kept = entering.keep(content, NAME, by=world.province_admin)
    return entering.enter(kept.pk, by=world.province_admin, **{"good_only": False, "invite": False, **how})


# --- round trip


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


# --- entering


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


# --- faults


def test_each_fault_has_its_sheet_row_column_and_sentence(settled: World) -> None:
    rows = books.department()
    rows["Cơ quan"] += [
        ["Sở Y tế", "Sở Y tế", "Sở, ban, ngành", None, None, None, None, "SYT", None, None, None],
        ["so-y-te", "Sở Y tế", "Vụ", None, None, "khong-co", None, "SYT", None, "31/02/2027", None],
        [
            "so-cong-thuong",
            "Sở Công Thương",
            "Sở, ban, ngành",
            None,
            None,
            None,
            None,
            "SCT",
            None,
            None,
            None,
        ],
    ]
    rows["Vị trí"].append(["so-cong-thuong", "Trưởng phòng", "Phòng lạ", None, "Sếp"])
    rows["Người dùng"] += [
        ["khong-phai-thu", "Chuyên viên 3", "so-cong-thuong", "Chuyên viên", None, None],
        ["chuyenvien1@sct.example.vn", "Chuyên viên 1", "so-cong-thuong", "Chuyên viên", None, None],
        ["chuyenvien4@sct.example.vn", None, "so-la", "Chuyên viên", "05/01/2027", "04/01/2027"],
    ]
    roles = "Người soạn thảo; Trưởng đơn vị; Kiểm tra thể thức; Thủ trưởng cơ quan; Văn thư; Quản trị cơ quan; Theo dõi tại Sở Nội vụ; Quản trị tỉnh, thành phố"
    levels = "Ủy ban nhân dân tỉnh, thành phố; Sở, ban, ngành; Ủy ban nhân dân xã, phường, đặc khu; Đơn vị sự nghiệp"
    with entered(settled.province):
        assert faults(settled, rows) == [
            ("Cơ quan", 3, "Mã cơ quan", "Mã gồm chữ thường không dấu, chữ số và dấu -, ví dụ: so-noi-vu."),
            ("Cơ quan", 4, "Loại cơ quan", f"Không có loại “Vụ”. Chọn một trong: {levels}."),
            ("Cơ quan", 4, "Mang tên này từ ngày", "Không có ngày “31/02/2027” trong lịch."),
            ("Cơ quan", 4, "Mã cơ quan chủ quản", "Không có cơ quan mang mã “khong-co” trong tệp và trong cổng."),
            ("Cơ quan", 5, "Mã cơ quan", "Mã cơ quan “so-cong-thuong” đã có ở dòng 2."),
            ("Vị trí", 3, "Vai trò", f"Không có vai trò “Sếp”. Chọn trong: {roles}."),
            ("Vị trí", 3, "Tên đơn vị", "Không có đơn vị “Phòng lạ” trong tệp và trong cổng."),
            ("Người dùng", 3, "Thư điện tử công vụ", "“khong-phai-thu” không phải địa chỉ thư điện tử."),
            ("Người dùng", 4, "Chức danh", "Người này giữ vị trí này đã có ở dòng 2."),
            ("Người dùng", 5, "Họ và tên", "Thiếu họ và tên."),
            ("Người dùng", 5, "Đến hết ngày", "Ngày kết thúc sớm hơn ngày bắt đầu (05/01/2027)."),
            ("Người dùng", 5, "Mã cơ quan", "Không có cơ quan mang mã “so-la” trong tệp và trong cổng."),
        ]  # fmt: skip


def test_superiors_in_a_circle_are_told_with_the_way_round(settled: World) -> None:
    rows = {
        "Cơ quan": [
            books.agency("a", "Sở A", superior="b"),
            books.agency("b", "Sở B", superior="c"),
            books.agency("c", "Sở C", superior="a"),
            books.agency("d", "Sở D", superior="d"),
        ]
    }
    with entered(settled.province):
        assert [(row, sentence) for _, row, _, sentence in faults(settled, rows)] == [
            (2, "Cơ quan chủ quản vòng tròn: a → b → c → a."),
            (3, "Cơ quan chủ quản vòng tròn: b → c → a → b."),
            (4, "Cơ quan chủ quản vòng tròn: c → a → b → c."),
            (5, "Cơ quan chủ quản vòng tròn: d → d."),
        ]


def test_two_people_with_one_address_and_one_address_with_two_names_are_told(settled: World) -> None:
    rows = books.department()
    rows["Người dùng"].append(
        ["chuyenvien1@sct.example.vn", "Người khác", "so-noi-vu", settled.reviewer.post.title, None, None]
    )
    with entered(settled.province):
        assert faults(settled, rows) == [
            ("Người dùng", 3, "Họ và tên", "Địa chỉ này đã dùng cho “Chuyên viên 1” ở dòng 2; mỗi người một địa chỉ."),
        ]  # fmt: skip


def test_nobody_takes_their_own_administration_away(settled: World) -> None:
    own = settled.province_admin
    rows = {
        "Vị trí": [["so-noi-vu", own.post.title, None, None, "Văn thư"]],
        "Người dùng": [[own.user.email, own.user.full_name, "so-noi-vu", own.post.title, None, "31/12/2099"]],
    }
    with entered(settled.province):
        assert [sentence for *_, sentence in faults(settled, rows)] == [
            "Dòng này bỏ vai trò quản trị của chính người đang nhập tệp.",
            "Dòng này kết thúc vị trí quản trị của chính người đang nhập tệp.",
        ]


def forty_of_three_thousand() -> books.Rows:
    rows = books.department(people=3000)
    for person in rows["Người dùng"][74::75]:
        person[0] = "khong phai thu"
    return rows


def test_forty_wrong_rows_of_three_thousand_are_all_told_and_nothing_is_entered(settled: World) -> None:
    content = books.book(forty_of_three_thousand())
    with entered(settled.province):
        kept, outlook = looked(settled, content)
        assert [each.row for each in outlook.checked.faults] == list(range(76, 3002, 75))
        assert len(outlook.checked.faults) == outlook.checked.wrong_rows == 40
        with pytest.raises(Refused):
            entering.enter(kept.pk, good_only=False, invite=False, by=settled.province_admin)
        assert Agency.objects.filter(slug="so-cong-thuong").exists() is False
        upload = entering.enter(kept.pk, good_only=True, invite=False, by=settled.province_admin)
        assert Membership.objects.filter(post__agency__slug="so-cong-thuong").count() == 2960
        assert (upload.entered["added"]["Người dùng"], upload.entered["left_out"]) == (2960, 40)


def test_rows_below_a_wrong_one_wait_for_it_and_are_no_fault_of_their_own(settled: World) -> None:
    rows = books.department()
    rows["Cơ quan"][0][7] = None
    with entered(settled.province):
        kept, outlook = looked(settled, books.book(rows))
        assert [(each.sheet, each.follows) for each in outlook.checked.faults] == [
            ("Cơ quan", False), ("Đơn vị", True), ("Vị trí", True), ("Người dùng", True),
        ]  # fmt: skip
        entering.enter(kept.pk, good_only=True, invite=False, by=settled.province_admin)
        assert Agency.objects.filter(slug="so-cong-thuong").exists() is False


def test_the_file_of_wrong_rows_comes_back_mended(settled: World) -> None:
    rows = books.department(people=3)
    rows["Người dùng"][1][0] = "sai"
    with entered(settled.province):
        kept, outlook = looked(settled, books.book(rows))
        entering.enter(kept.pk, good_only=True, invite=False, by=settled.province_admin)
        wrong = writing.wrong_rows(
            reading.Book.from_json({"rows": reading.read(books.book(rows), NAME).rows, "faults": []}).rows,
            outlook.checked.faults,
        )
        made = load_workbook(io.BytesIO(wrong))
        assert (
            made["Người dùng"]["G2"].value
            == "Dòng 3. Thư điện tử công vụ: “sai” không phải địa chỉ thư điện tử."
        )
        enter(
            settled,
            books.changed(wrong, "Người dùng", 2, "Thư điện tử công vụ", "chuyenvien2@sct.example.vn"),
        )
        assert Membership.objects.filter(post__agency__slug="so-cong-thuong").count() == 3


# --- files


def test_a_formula_is_a_fault_in_its_place_and_never_calculated(settled: World) -> None:
    content = books.changed(books.book(books.department()), "Người dùng", 2, "Họ và tên", "=A2")
    with entered(settled.province):
        _, outlook = looked(settled, content)
        assert [
            (each.sheet, each.row, each.column, each.sentence) for each in outlook.checked.own_faults
        ] == [
            ("Người dùng", 2, "Họ và tên", "Ô có công thức; thay công thức bằng giá trị rồi tải lên lại."),
            ("Người dùng", 2, "Họ và tên", "Thiếu họ và tên."),
        ]


def test_text_that_looks_like_a_formula_leaves_as_text() -> None:
    made = load_workbook(io.BytesIO(writing.filled([("units", ["so-a", "=1+1", ""])])))
    cell = made["Đơn vị"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_an_unknown_column_and_an_unknown_sheet_are_faults(settled: World) -> None:
    content = books.changed(
        books.book(books.department(), more={"Ghi chú": [["x"]]}), "Đơn vị", 1, "Viết tắt", "Tắt"
    )
    with entered(settled.province):
        _, outlook = looked(settled, content)
        assert [(each.sheet, each.row, each.column) for each in outlook.checked.faults] == [
            ("Ghi chú", 1, ""),
            ("Đơn vị", 1, "Tắt"),
        ]


def with_empty_rows(count: int) -> bytes:
    """Rows that only have a form."""
    made = load_workbook(io.BytesIO(books.book(books.department())))
    page = made["Đơn vị"]
    for row in range(3, count):
        page.row_dimensions[row].height = 20
    return books.saved(made)


def test_a_hundred_thousand_empty_rows_are_nothing() -> None:
    read = reading.read(with_empty_rows(100_000), NAME)
    assert len(read.rows["units"]) == 1


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 300_000_000)
    return written.getvalue()


def without_column() -> bytes:
    return books.changed(books.book(books.department()), "Cơ quan", 1, "Ký hiệu", None)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"", "Tệp “danh-sach.xlsx” không có nội dung."),
        (lambda: b"a,b,c", "Tệp “danh-sach.xlsx” không phải tệp Excel (.xlsx). Tải tệp mẫu, điền rồi tải lên."),
        (lambda: b"PK\x03\x04", "Tệp “danh-sach.xlsx” bị hỏng nên không đọc được. Đề nghị kiểm tra và tải lên lại."),
        (bomb, "Tệp “danh-sach.xlsx” giải nén ra quá lớn nên cổng không mở."),
        (lambda: books.book({}, more={"Sheet1": [["a"]]}), "Tệp “danh-sach.xlsx” không có trang nào trong các trang “Cơ quan”, “Đơn vị”, “Vị trí”, “Người dùng”. Dùng tệp mẫu của cổng."),
        (without_column, "Trang “Cơ quan” của tệp “danh-sach.xlsx” thiếu cột “Ký hiệu”. Dùng tệp mẫu của cổng."),
        (lambda: books.changed(books.book(books.department()), "Đơn vị", 20_001, "Tên đơn vị", "Phòng xa"), "Trang “Đơn vị” của tệp “danh-sach.xlsx” có dữ liệu sau dòng 20000; cổng đọc nhiều nhất 20000 dòng mỗi trang."),
    ],
    ids=["empty", "no Excel", "broken", "bomb", "other sheets", "no column", "too long"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(make: Any, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading.read(make(), NAME)
    assert str(refusal.value) == said


# --- invitations


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
