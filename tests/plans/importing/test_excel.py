"""A workbook as tables: typed values as Vietnamese text, formulas by their last value, text that only looks like one as text."""

import datetime
from typing import Any

import openpyxl
import pytest

from plans.importing import building, cells, opening, recognising
from plans.importing.pieces import Role
from plans.importing.source import Aside, Cell, Source, Table
from tests.plans.importing import files
from tests.plans.importing.test_layouts import group, item, product, section, time

HEAD = ("STT", "Nội dung/nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Kinh phí (triệu đồng)")


def book(*rows: Any, merged: tuple[str, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    return files.saved(made)


def read(content: bytes) -> Source:
    return opening.read(content, "bang.xlsx")


def table(content: bytes) -> list[list[str | None]]:
    part = read(content).sheets[0].parts[0]
    assert isinstance(part, Table)
    return [[cell and cell.text for cell in row] for row in part.rows]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.5, "12,5"),
        (1234567, "1.234.567"),
        (2027, "2027"),
        (0.1 + 0.2, "0,3"),
        (datetime.date(2027, 1, 5), "05/01/2027"),
        (datetime.datetime(2027, 1, 5, 14, 30), "14:30 05/01/2027"),  # noqa: DTZ001  a sheet knows no zone
        (datetime.time(7, 5), "07:05"),
        (True, "Đúng"),
        ("05/01/2027", "05/01/2027"),
        ("  Quý\u00a0II ", "Quý II"),
    ],
)
def test_a_value_is_written_as_vietnamese_offices_write_it(value: Any, text: str) -> None:
    assert table(book(["Nội dung", value])) == [["Nội dung", text]]


def test_a_formula_leaves_only_its_value_and_text_stays_text() -> None:
    """A formula that was never calculated has no value; what only begins like one is what somebody typed."""
    made = openpyxl.Workbook()
    made.active.append(["Nội dung", '=HYPERLINK("http://example.invalid")', "x"])
    for column, text in enumerate(("=1+1", "+84", "-5", "@abc"), 1):
        cell = made.active.cell(2, column, text)
        cell.data_type = "s"
    assert table(files.saved(made)) == [["Nội dung", "", "x", ""], ["=1+1", "+84", "-5", "@abc"]]


def test_merged_cells_cover_their_area() -> None:
    content = book(["a", "b"], ["", "c"], ["d", ""], merged=("A1:A2", "A3:B3"))
    part = read(content).sheets[0].parts[0]
    assert part == Table(
        ((Cell(("a",), 2, 1), Cell(("b",))), (None, Cell(("c",))), (Cell(("d",), 1, 2), None))
    )


def test_a_hundred_thousand_empty_rows_are_nothing() -> None:
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("Bảng")
    sheet.append(["Nội dung", "Thời gian"])
    for _ in range(100_000):
        sheet.append([None, None])
    sheet.append(["Cuối", "Quý IV"])
    assert table(files.saved(made)) == [["Nội dung", "Thời gian"], ["Cuối", "Quý IV"]]


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    made = openpyxl.Workbook()
    made.active.title = "Trống"
    for name in ("Bảng 1", "Bảng 2", "Ẩn"):
        made.create_sheet(name)["A1"] = "x"
    made["Ẩn"].sheet_state = "hidden"
    assert [sheet.name for sheet in read(files.saved(made)).sheets] == ["Bảng 1", "Bảng 2"]


def test_a_comment_on_a_cell_is_kept_aside() -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "Nội dung"
    made.active["A1"].comment = openpyxl.comments.Comment("Hỏi lại Sở Nội vụ", "x")
    assert read(files.saved(made)).asides == (Aside("Ghi chú của ô", "Hỏi lại Sở Nội vụ"),)


def test_rows_become_items_and_money_whole_dong() -> None:
    content = book(
        ["KẾ HOẠCH"],
        ["Thông tin, tuyên truyền năm 2027"],
        HEAD,
        ["I", "Tuyên truyền chung"],
        [1, "Đăng tin, bài", "Văn phòng; Phòng Tin học", "Cả năm", 12.5],
        [2, "Hội nghị", "Văn phòng", datetime.date(2027, 6, 30), "Nguồn xã hội hóa"],
        ["", "Tổng cộng", "", "", 12.5],
        ["Nơi nhận:"],
        ["- Sở Nội vụ;"],
    )
    found = recognising.recognise(read(content))
    built = building.build(found)
    labels = {"content": "Nội dung/nhiệm vụ", "lead": "Đơn vị chủ trì", "time": "Thời gian"}
    rows = (
        item(
            "Đăng tin, bài",
            lead=["Văn phòng", "Phòng Tin học"],
            time=time("Cả năm"),
            budget={"amount": 12_500_000, "source": ""},
        ),
        item(
            "Hội nghị",
            lead=["Văn phòng"],
            time=time("30/06/2027"),
            budget={"amount": None, "source": "Nguồn xã hội hóa"},
        ),
    )
    assert found.subject == "Thông tin, tuyên truyền năm 2027"
    assert built.sections == [
        section(
            "Nội dung",
            {
                "items": {
                    "columns": ["content", "lead", "time", "budget"],
                    "labels": labels,
                    "groups": [group("Tuyên truyền chung", *rows)],
                    "total": {"products": None, "budget": 12_500_000},
                }
            },
        )
    ]
    assert (built.recipients, built.unplaced) == (["Sở Nội vụ"], [])


def test_ticks_below_quarters_become_times() -> None:
    content = book(
        ["TT", "Nội dung", "Thời gian thực hiện", "", "", "", "Sản phẩm"],
        ["", "", "Quý I", "Quý II", "Quý III", "Quý IV", ""],
        [1, "Đăng tin", "x", "", "x", "", "6 tin"],
        merged=("A1:A2", "B1:B2", "C1:F1", "G1:G2"),
    )
    built = building.build(recognising.recognise(read(content)))
    table = built.sections[0]["blocks"][0]["items"]
    assert table["groups"] == [
        group(None, item("Đăng tin", time=time("Quý I, Quý III"), products=[product("6 tin", 6, "tin")]))
    ]


def test_a_table_that_nobody_knows_stays_as_it_is() -> None:
    found = recognising.recognise(read(book(["Mã", "Tên"], ["A1", "x"])))
    assert [piece.role for piece in found.pieces] == [Role.TABLE]


def test_a_broken_sheet_is_refused_whole() -> None:
    content = files.repacked(book(["x"]), {"xl/worksheets/sheet1.xml": b"<worksheet"})
    with pytest.raises(opening.Unreadable) as caught:
        read(content)
    assert str(caught.value) == "Tệp “bang.xlsx” bị hỏng nên không đọc được. Đề nghị kiểm tra và tải lên lại."


def test_channels_in_one_line_are_parted_before_a_capital() -> None:
    lines = (
        "- Cổng thông tin điện tử; Đài Truyền thanh;",
        "- Niêm yết tại bộ phận một cửa; đúng quy định; dễ đọc.",
    )
    assert cells.channels(lines) == [
        "Cổng thông tin điện tử",
        "Đài Truyền thanh",
        "Niêm yết tại bộ phận một cửa; đúng quy định; dễ đọc",
    ]
