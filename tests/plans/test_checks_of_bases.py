"""Checks of the bases as a list, and of the days of documents and rows."""

from datetime import date
from typing import Any

import pytest

from plans import checks
from tests.plans.drafts_to_check import ROW, TODAY, found, plan_saying

OLD = "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về cơ chế một cửa"
NEW = "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về cơ chế một cửa"
RESOLUTION = "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ"
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
Told = list[tuple[str, str, int | None, str | None]]


def of_bases(*lines: str) -> Told:
    """Level, words and line of each finding among the bases, and what its click makes of the line."""
    told: Told = []
    for each in found("Nội dung", bases=list(lines)):
        if each.place[0] != "bases":
            continue
        line = each.place[1] if len(each.place) > 1 else None
        mended = each.mend.applied(lines[int(line)]) if each.mend and line is not None else None
        told.append((each.level.value, each.message, None if line is None else int(line), mended))
    return told


def test_a_successor_that_stands_already_is_not_put_there_again() -> None:
    gone = (
        "Nghị định số 61/2018/NĐ-CP hết hiệu lực từ ngày 01/07/2025, được thay bằng "
        "Nghị định số 118/2025/NĐ-CP ngày 09/06/2025."
    )
    assert of_bases(OLD, NEW) == [
        ("warning", f"{gone} Văn bản thay thế đã có ở căn cứ thứ 2; xóa dòng này.", 0, None)
    ]
    assert [(message, mended is not None) for _, message, _, mended in of_bases(OLD)] == [(gone, True)]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ((NEW, f"{NEW};"), "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025…"),
        ((NEW, "Căn cứ Nghị định số 118/2025/NĐ-CP"), "Căn cứ Nghị định số 118/2025/NĐ-CP"),
        ((LAW, f"{LAW} đã sửa đổi"), "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6…"),
    ],
    ids=["the same words", "the same symbol", "the same law"],
)
def test_a_basis_that_stands_twice_is_told(lines: tuple[str, str], shown: str) -> None:
    told = [each for each in of_bases(*lines) if each[0] == "warning"]
    assert told == [("warning", f"Căn cứ “{shown}” ghi hai lần, ở dòng 1 và dòng 2. Xóa một dòng.", 1, None)]


def test_plans_of_two_offices_with_one_number_are_two_bases() -> None:
    plan = "Căn cứ Kế hoạch số 15/KH-UBND ngày {} tháng 01 năm 2027 của Ủy ban nhân dân"
    assert of_bases(plan.format("04"), plan.format("05")) == []


def test_bases_of_one_rank_out_of_their_days_are_told_in_words_of_their_own() -> None:
    later = "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ"
    earlier = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
    button = "Nút “Xếp theo thứ bậc” ở phần căn cứ xếp lại giúp."
    by_day = "Hai văn bản cùng thứ bậc nên xếp theo ngày ban hành: căn cứ thứ 2 đứng trước căn cứ thứ 1."
    assert of_bases(later, earlier) == [("hint", f"{by_day} {button}", None, None)]
    assert of_bases(later, LAW) == [
        ("hint", f"Các căn cứ chưa xếp theo thứ bậc văn bản. {button}", None, None)
    ]


def test_a_basis_with_an_open_date_is_warned_of_and_takes_the_day_that_is_known() -> None:
    line = "Căn cứ Nghị quyết số 76/NQ-CP ngày … tháng … năm 2021 của Chính phủ"
    words = (
        "“ngày … tháng … năm 2021” còn để trống và sẽ in ra như vậy. Ghi ngày ban hành của văn bản được dẫn."
    )
    assert of_bases(line) == [("warning", words, 0, RESOLUTION)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Trước 31/02/2027", ["Không có “31/02/2027” trong lịch."]),
        ("Xong ngày 31 tháng 4 năm 2027", ["Không có “ngày 31 tháng 4 năm 2027” trong lịch."]),
        ("Ngày 31/4", ["Không có “Ngày 31/4” trong lịch."]),
        ("Từ 01/02/2027 đến 28/02/2027", []),
        ("Trực cả ngày 24/24, số 12/31/2020/KH", []),
    ],
)
def test_a_day_that_does_not_exist_stops_a_row_and_is_warned_of_elsewhere(
    words: str, told: list[str]
) -> None:
    snapshot = plan_saying(words)
    row = snapshot["sections"][0]["blocks"][0]["items"]["groups"][0]["items"][0]
    row["time"]["text"] = words
    days = [
        (each.level.value, each.message, each.place)
        for each in checks.findings(snapshot, on=TODAY)
        if "trong lịch" in each.message
    ]
    time = (*ROW[:-1], "time", "text")
    assert days == [
        (level, message, place) for level, place in (("error", time), ("warning", ROW)) for message in told
    ]
    assert [each.message for each in checks.errors(snapshot)] == told


CITY = "UBND THÀNH PHỐ ĐỒNG NAI"
NOW = f"không khớp tên cơ quan ở đầu văn bản “{CITY}”: Đồng Nai là thành phố từ ngày 30/04/2026. Đề nghị kiểm tra."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Báo cáo UBND tỉnh kết quả", [(f"“UBND tỉnh” {NOW}", "Báo cáo UBND thành phố kết quả")]),
        ("Chỉ đạo của Tỉnh ủy", [(f"“Tỉnh ủy” {NOW}", "Chỉ đạo của Thành ủy")]),
        (
            "Kế hoạch số 9/KH-UBND ngày 05/01/2027 của UBND tỉnh",
            [(f"“UBND tỉnh” {NOW}", "Kế hoạch số 9/KH-UBND ngày 05/01/2027 của UBND thành phố")],
        ),
        ("Quyết định số 9/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Đồng Nai", []),
        ("Trao đổi với UBND tỉnh Tây Ninh, UBND tỉnh, thành phố khác", []),
    ],
)
def test_a_province_that_is_a_city_now_is_told_where_its_old_name_stands(
    text: str, told: list[tuple[str, str]]
) -> None:
    here = [each for each in found(text) if each.place == ROW]
    assert [(each.message, each.mend and each.mend.applied(text)) for each in here] == told


def test_under_the_letterhead_of_a_province_its_bodies_keep_their_name() -> None:
    agency = {**plan_saying("x")["agency"], "superior": ["UBND TỈNH ĐỒNG NAI"], "name": "Sở Nội vụ"}
    text = "Báo cáo UBND tỉnh kết quả"
    told = found(text, on=date(2026, 1, 21), agency=agency)
    assert [each.message for each in told if each.place == ROW] == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, 1),
        ({"bases": [NEW]}, 0),
        ({"parents": [{"number": "100/KH-UBND", "title": "Kế hoạch của tỉnh", "issuer": "", "issued_on": None}]}, 0),
        ({"opening": "Thực hiện Kế hoạch số 100/KH-UBND ngày 05/01/2027, Sở ban hành kế hoạch như sau:"}, 0),
        ({"opening": "Thực hiện chỉ đạo của cấp trên, Sở ban hành kế hoạch như sau:"}, 1),
        ({"form": "report"}, 0),
    ],
)  # fmt: skip
def test_a_plan_that_rests_on_nothing_is_told_so(changes: dict[str, Any], told: int) -> None:
    bare = {"opening": "Sở ban hành kế hoạch như sau:", "bases": [], "parents": []}
    said = "Kế hoạch chưa ghi căn cứ, cũng chưa nêu kế hoạch của cấp trên mà kế hoạch này thực hiện."
    assert [each.message for each in found("Đưa tin", **{**bare, **changes})].count(said) == told
