"""Blocks of Excel and Word pasted into the grid: no column is lost, what happened is said, and one act takes it back."""

from playwright.sync_api import expect

from tests.journeys import sheets
from tests.journeys.conftest import Newcomer
from tests.journeys.grid import Grid, a_table, table_of
from tests.world import World

LINES = [[f"Nội dung {n}", "Họp cơ quan", f"{n} tin", "Phòng Cải cách", "Quý II"] for n in range(1, 4)]
LETTERS = ["Một", "Hai", "Ba", "Bốn"]


def test_thirty_rows_are_pasted_and_taken_back(world: World, newcomer: Newcomer) -> None:
    # Given thirty rows of five cells with quotes and line breaks, on the clipboard of a spreadsheet
    rows = [
        [f"Nội dung {n}", "Họp cơ quan\nBản tin", f"{n} tin", f'Phòng "Cải cách" {n}', "Quý II"]
        for n in range(1, 31)
    ]
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": ["Cũ", "Cũ hơn"]}))
    before = grid.shown

    # When they are pasted over the first row
    grid.box(1, 1).click()
    grid.paste(sheets.excel_html(rows), sheets.text(rows))

    # Then every cell says what was copied, and rows have been added
    grid.says("Đã dán 30 dòng.")
    assert grid.shown == [["Công chức", rows]]
    assert grid.saved() == [("Công chức", [row[0] for row in rows])]
    assert table_of(world, grid.plan)["groups"][0]["items"][6]["products"] == [
        {"text": "7 tin", "quantity": 7, "unit": "tin"}
    ]

    # When it is taken back with one press
    grid.root.get_by_role("button", name="Hoàn tác").click()
    assert grid.shown == before
    assert grid.saved() == [("Công chức", ["Cũ", "Cũ hơn"])]
    grid.root.get_by_role("button", name="Làm lại").click()
    assert grid.shown == [["Công chức", rows]]
    assert grid.saved() == [("Công chức", [row[0] for row in rows])]


def test_channels_and_offices_apart_by_semicolons_have_a_line_each(world: World, newcomer: Newcomer) -> None:
    fields = ["content", "channels", "lead"]
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}, fields))
    grid.box(1, 1).click()
    line = ["Đăng tin; đưa bài", "Cổng thông tin điện tử; Báo chí, đài; loa;", "Văn phòng ;Phòng Nghiệp vụ"]
    grid.paste("", sheets.text([line]))
    assert grid.shown == [
        ["", [[line[0], "Cổng thông tin điện tử\nBáo chí, đài; loa", "Văn phòng\nPhòng Nghiệp vụ"]]]
    ]
    grid.saved()
    item = table_of(world, grid.plan)["groups"][0]["items"][0]
    assert item["channels"] == ["Cổng thông tin điện tử", "Báo chí, đài; loa"]
    assert item["lead"] == ["Văn phòng", "Phòng Nghiệp vụ"]


def test_text_apart_by_tabs_is_pasted_with_its_quotes_and_line_ends(world: World, newcomer: Newcomer) -> None:
    rows = [["Một\ndòng hai", 'Nói "thẳng"'], ["Hai", ""], ["Ba", "Bản tin"]]
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}, ["content", "channels"]))
    grid.box(1, 1).click()
    grid.paste("", sheets.text(rows))
    assert grid.shown == [["", rows]]


def test_a_table_from_word_is_read_by_its_headings_and_merged_cells_are_repeated(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}, ["channels", "content"]))
    grid.box(1, 1, "channels").click()
    grid.paste(sheets.WORD_TABLE)
    channels = "- Họp cơ quan\n- Bản tin"
    assert grid.shown == [["", [[channels, "Giới thiệu dịch vụ công"], [channels, "Hướng dẫn nộp hồ sơ"]]]]
    assert grid.saved() == [("", ["Giới thiệu dịch vụ công", "Hướng dẫn nộp hồ sơ"])]
    assert table_of(world, grid.plan)["groups"][0]["items"][1]["channels"] == ["Họp cơ quan", "Bản tin"]


def test_rows_of_a_group_that_the_table_has_go_into_it(world: World, newcomer: Newcomer) -> None:
    groups = {"ĐỐI VỚI NGƯỜI DÂN:": LINES[:1], "Báo chí": LINES[1:2], "Cán bộ, công chức": LINES[2:]}
    grid = Grid.opened(newcomer(), world, a_table(world, {"Cán bộ, công chức": ["Cũ"], "Người dân": []}))
    grid.box(1, 1).click()
    grid.paste(sheets.word_table_of_groups(groups))
    grid.says("Đã dán 3 dòng vào 3 nhóm; bỏ cột số thứ tự.")
    assert grid.contents == [
        ("Cán bộ, công chức", ["Cũ", "Nội dung 3"]),
        ("Người dân", ["Nội dung 1"]),
        ("Báo chí", ["Nội dung 2"]),
    ]
    assert grid.saved() == grid.contents


def test_a_row_over_the_whole_width_names_a_group(world: World, newcomer: Newcomer) -> None:
    # Given a table of Word with two named groups, each numbered anew, and a table with a group below the one pasted into
    groups = {"Cán bộ, công chức": LINES[:2], "Báo chí": LINES[1:]}
    grid = Grid.opened(newcomer(), world, a_table(world, {"": [], "Người dân": ["Cũ"]}))

    # When it is pasted into a group without a name
    grid.title(1).click()
    grid.paste(sheets.word_table_of_groups(groups))

    # Then the numbers are left out, the names are groups, and what stood below stays below
    grid.says("Đã dán 4 dòng vào 2 nhóm; bỏ cột số thứ tự.")
    assert grid.contents == [
        ("Cán bộ, công chức", ["Nội dung 1", "Nội dung 2"]),
        ("Báo chí", ["Nội dung 2", "Nội dung 3"]),
        ("Người dân", ["Cũ"]),
    ]
    assert grid.shown[1] == ["Báo chí", LINES[1:]]
    assert grid.saved() == grid.contents

    # When it is taken back
    grid.root.get_by_role("button", name="Hoàn tác").click()
    assert grid.contents == [("", []), ("Người dân", ["Cũ"])]


def test_a_group_pasted_as_text_is_known_by_the_numbers_around_it(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"Cũ": ["Cũ"]}))
    lines = [["I", "Công chức", "", "", "", ""], ["1", *LINES[0]], ["2", *LINES[1]]]
    grid.box(1, 1).click()
    grid.paste("", sheets.text(lines))
    assert grid.shown == [
        ["Cũ", [["Cũ", "", "", "", ""]]],
        ["Công chức", LINES[:2]],
    ]


def test_the_number_of_a_footnote_is_no_part_of_a_cell(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}, ["content", "channels"]))
    grid.box(1, 1).click()
    grid.paste(
        "<table><tr><td>Trả lời người dân<a href='#_ftn1'><sup><span class=MsoFootnoteReference>1</span></sup></a></td>"
        "<td>Họp dân</td></tr></table>"
    )
    grid.says("Đã dán 1 dòng; chú thích cuối trang không đưa vào bảng được.")
    assert grid.shown == [["", [["Trả lời người dân", "Họp dân"]]]]


HEADS = ["STT", "Nội dung công việc", "Hình thức", "Dự kiến sản phẩm", "Đơn vị chủ trì", "Thời gian"]


def test_a_pasted_heading_is_known_by_the_wording_that_files_are_read_by(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}))
    grid.box(1, 1, "channels").click()
    grid.paste(sheets.excel_html([HEADS, *([str(n), *line] for n, line in enumerate(LINES, 1))]))
    grid.says("Đã dán 3 dòng.")
    assert grid.shown == [["", LINES]]


def test_a_heading_that_nobody_knows_is_taken_by_its_place_and_nothing_is_lost(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}))
    grid.box(1, 1).click()
    heads = ["STT", "Nội dung", "Cách làm hay", "Sản phẩm", "Chủ trì", "Thời hạn", "Kinh phí", "Ghi chú"]
    grid.paste("", sheets.text([heads, ["1", *LINES[0], "5.000.000", "Mời báo"], ["2", *LINES[1], "", ""]]))
    grid.says(
        "Đã dán 2 dòng; cột “Cách làm hay” lấy theo thứ tự vào cột “Hình thức”; 2 cột thừa đưa vào ô cuối."
    )
    assert grid.shown == [["", [[*LINES[0][:4], "Quý II | 5.000.000 | Mời báo"], LINES[1]]]]


def test_serial_numbers_without_a_heading_are_left_out_and_further_columns_are_kept(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}))
    grid.box(1, 1).click()
    grid.paste("", sheets.text([[str(n), *line, "thêm"] for n, line in enumerate(LINES, 1)]))
    grid.says("Đã dán 3 dòng; bỏ cột số thứ tự; 1 cột thừa đưa vào ô cuối.")
    assert grid.shown == [["", [[*line[:4], "Quý II | thêm"] for line in LINES]]]


def test_a_column_too_many_goes_to_the_note_that_the_table_has(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Cũ"]}, ["content", "note", "time"]))
    grid.box(1, 1).click()
    grid.paste("", sheets.text([["Một", "Gấp", "Quý I", "Phòng Cải cách"]]))
    grid.says("Đã dán 1 dòng; 1 cột thừa đưa vào Ghi chú.")
    assert grid.shown == [["", [["Một", "Gấp | Phòng Cải cách", "Quý I"]]]]


def test_what_was_deleted_or_pasted_is_taken_back_from_a_bar_in_sight(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": LETTERS}))
    bar = grid.page.locator(".undo-offer")
    grid.number(1, 2).click()
    grid.page.get_by_role("button", name="Xóa dòng").click()
    expect(bar.locator("span")).to_have_text("Đã xóa dòng.")
    expect(bar).to_be_in_viewport(ratio=1)
    bar.get_by_role("button", name="Hoàn tác").click()
    expect(bar).to_have_count(0)
    assert grid.saved() == [("Công chức", LETTERS)]

    # What is done after it takes the bar away: it would take back the wrong act
    grid.box(1, 4).click()
    grid.paste("", "Năm\tBản tin")
    expect(bar.locator("span")).to_have_text("Đã dán 1 dòng.")
    grid.page.keyboard.type("!")
    expect(bar).to_have_count(0)

    # So does going on in another part of the page: it would cover what is read there
    grid.paste("", "Sáu\tBản tin")
    expect(bar.locator("span")).to_have_text("Đã dán 1 dòng.")
    grid.page.locator("#phan-thong-tin textarea").first.click()
    expect(bar).to_have_count(0)
