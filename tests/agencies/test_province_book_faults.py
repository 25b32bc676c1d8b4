"""Every fault of a province's book with its sheet, row, column and sentence; the file of wrong rows."""

import io

import pytest
from openpyxl import load_workbook

from cchc_portal.agencies.models import (
    Agency,
    Membership,
)
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.province_book import entering, reading, writing
from tests.agencies import books
from tests.agencies.uploads import NAME, enter, faults, looked
from tests.world import World, entered


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
