"""Checks of a draft's shape: its ends, usual sections, numbers typed by hand, days and columns of its table."""

from typing import Any

import pytest

from plans import checks
from tests.plans.drafts_to_check import HEADING, TODAY, found, plan_saying


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"subject": "Tuyên truyền CCHC năm 2027."}, "Trích yếu không có dấu ở cuối."),
        (
            {"subject": "TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2027"},
            "Trích yếu viết chữ thường, không viết hoa toàn bộ.",
        ),
        ({"recipients": ["Lưu VT, CCHC"]}, "Dòng “Lưu” ghi ở ô “Lưu”, không ghi trong nơi nhận."),
        ({"recipients": ["Kính gửi: Sở Nội vụ"]}, "Kế hoạch không có “Kính gửi”."),
        (
            {"recipients": ["Sở Nội vụ", "Như trên"]},
            "“Như trên” chỉ dùng khi văn bản có “Kính gửi”. Đề nghị ghi tên cơ quan nhận.",
        ),
        ({"archive": ["CCHC", "VT"]}, "Dòng “Lưu” bắt đầu bằng VT."),
        (
            {"bases": ["Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"]},
            "Căn cứ thường bắt đầu bằng “Căn cứ” hoặc “Theo đề nghị”.",
        ),
        (
            {
                "bases": [
                    "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
                    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
                ]
            },
            "Các căn cứ chưa xếp theo thứ bậc văn bản. Nút “Xếp theo thứ bậc” ở phần căn cứ xếp lại giúp.",
        ),
        (
            {"signatures": [{"authority": [], "title": "Giám đốc", "name": "Người ký"}]},
            "Chức vụ người ký viết hoa.",
        ),
        (
            {"signatures": [{"authority": [], "title": "GIÁM ĐỐC", "name": "NGƯỜI KÝ"}]},
            "Họ và tên người ký viết chữ thường, hoa chữ đầu.",
        ),
        (
            {"signatures": [{"authority": ["KT. GIÁM ĐỐC"], "title": "GIÁM ĐỐC", "name": "Người ký"}]},
            "“KT. GIÁM ĐỐC” và chức vụ người ký phải khác nhau.",
        ),
        (
            {
                "parents": [
                    {
                        "number": "15/KH-UBND",
                        "issued_on": "2026-01-05",
                        "issuer": "UBND tỉnh",
                        "title": "Tuyên truyền năm 2026",
                    }
                ],
                "opening": "Thực hiện Kế hoạch số 15/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh như sau",
            },
            "Văn bản cấp trên 15/KH-UBND là của năm 2026, còn kế hoạch này thực hiện năm 2027. Đề nghị kiểm tra.",
        ),
        (
            {"opening": "Sở Nội vụ Thành phố Đồng Nai xây dựng như sau"},
            "Tên cơ quan viết là “Sở Nội vụ thành phố Đồng Nai”.",
        ),
    ],
)
def test_the_plan_s_ends_are_told_of(changes: dict[str, Any], message: str) -> None:
    assert [each.message for each in found("Đưa tin", **changes)] == [message]


def section(*blocks: dict[str, Any], heading: str = "Thực hiện") -> dict[str, Any]:
    whole = plan_saying("Đưa tin")
    return {
        **whole,
        "sections": [*whole["sections"], {"heading": heading, "blocks": [*blocks], "sections": []}],
    }


def text(words: str) -> dict[str, Any]:
    return {"text": words, "footnotes": []}


@pytest.mark.parametrize(
    ("blocks", "messages"),
    [
        (
            [text("1. Một"), text("2. Hai"), text("4. Bốn")],
            ["Số thứ tự ghi tay nhảy từ 2 sang 4. Đề nghị kiểm tra."],
        ),
        ([text("1. Một\n2. Hai\n3. Ba")], []),
        ([text("1. Một"), text("a) A"), text("b) B"), text("2. Hai"), text("a) A")], []),
        (
            [text("c) C"), text("d) D"), text("đ) Đ"), text("e) E")],
            ["Số thứ tự ghi tay bắt đầu từ c). Đề nghị kiểm tra."],
        ),
        (
            [text("a) A"), text("b) B"), text("d) D")],
            ["Số thứ tự ghi tay nhảy từ b) sang d). Đề nghị kiểm tra."],
        ),
        (
            [{"numbered": [{"text": "1. Văn phòng làm đầu mối", "bullets": []}]}],
            ["Khoản “1. Văn phòng làm đầu mối” tự ghi số, trong khi số được đánh tự động khi in."],
        ),
        ([text("12.500 lượt người xem")], []),
    ],
)
def test_numbers_typed_by_hand(blocks: list[dict[str, Any]], messages: list[str]) -> None:
    assert [each.message for each in checks.findings(section(*blocks), on=TODAY)] == messages


def test_a_heading_that_numbers_itself_is_told_and_mended() -> None:
    (told,) = checks.findings(section(text("Đưa tin"), heading="II. Thực hiện"), on=TODAY)
    assert told.mend is not None
    assert (told.message, told.mend.applied("II. Thực hiện")) == (
        "Tên mục “II. Thực hiện” tự ghi số, trong khi số được đánh tự động khi in.",
        "Thực hiện",
    )


@pytest.mark.parametrize(
    ("heading", "messages"),
    [
        (HEADING, []),
        (
            "Mục tiêu, yêu cầu, nhiệm vụ",
            ["Kế hoạch chưa có mục “Tổ chức thực hiện”.", "Kế hoạch chưa nói đến kinh phí thực hiện."],
        ),
        (
            "Kinh phí",
            [
                "Kế hoạch chưa có mục “Mục đích”.",
                "Kế hoạch chưa có mục “Yêu cầu”.",
                "Kế hoạch chưa có mục “Nội dung tuyên truyền”.",
                "Kế hoạch chưa có mục “Tổ chức thực hiện”.",
            ],
        ),
    ],
)
def test_usual_sections_that_are_missing(heading: str, messages: list[str]) -> None:
    snapshot = plan_saying("Đưa tin")
    snapshot["sections"][0]["heading"] = heading
    assert [each.message for each in checks.findings(snapshot, on=TODAY)] == messages


def test_money_named_in_the_text_is_enough() -> None:
    snapshot = plan_saying("Đưa tin; kinh phí lấy từ nguồn chi thường xuyên")
    snapshot["sections"][0]["heading"] = "Mục đích, yêu cầu, nội dung, tổ chức thực hiện"
    assert checks.findings(snapshot, on=TODAY) == []


def test_a_day_outside_the_period_is_told() -> None:
    snapshot = plan_saying("Đưa tin")
    item = snapshot["sections"][0]["blocks"][0]["items"]["groups"][0]["items"][0]
    item["time"] = {"text": "Tháng 3", "from": "2026-03-01", "to": "2026-03-31", "every": None}
    assert [(each.message, each.place[-1]) for each in checks.findings(snapshot, on=TODAY)] == [
        ("Thời gian thực hiện có ngày 01/03/2026, ngoài thời gian của kế hoạch (năm 2027).", "time")
    ]


def test_a_table_without_time_and_lead_is_hinted_at_once() -> None:
    snapshot = plan_saying("Đưa tin")
    table = snapshot["sections"][0]["blocks"][0]["items"]
    table["columns"] = ["content", "channels"]
    item = table["groups"][0]["items"][0]
    table["groups"][0]["items"] = [{**item, "time": None, "lead": []} for _ in range(20)]
    assert [each.message for each in checks.findings(snapshot, on=TODAY)] == [
        "Bảng nội dung chưa có cột thời gian thực hiện, đơn vị chủ trì, nên khó theo dõi việc thực hiện."
    ]
