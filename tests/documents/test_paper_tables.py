"""Tables over pages: nothing lost, nothing cut, heads repeat, a group's channels read on every page; T-48 of the format sheet."""

import re

import pytest

from cchc_portal.documents import paper
from cchc_portal.documents.paper import markup, widths
from tests.documents import samples
from tests.documents.matrix import BESIDE, plan_001
from tests.documents.measured import LEFT, MM, RIGHT, measure, printed

HEAD = "Hình thức"


def _pages_of_table(sheet, label=HEAD):
    return [line.page for line in sheet.having(lambda text: text == label)]


def _column(sheet, page, label=HEAD):
    """The text in the column under a heading, on one page."""
    (head,) = [line for line in sheet.having(lambda text: text == label) if line.page == page]
    edges = sorted({round(rule.x0) for rule in sheet.rules if rule.page == page})
    left = max(edge for edge in edges if edge <= head.x0)
    bottom = max(rule.y for rule in sheet.rules if rule.page == page and rule.length > 0)
    lines = [line for line in sheet.body(page) if line.x0 >= left and head.baseline < line.baseline < bottom]
    return [line.text for line in sorted(lines, key=lambda line: line.baseline)]


def test_t48_the_head_repeats_on_every_page_and_every_row_is_there():
    sheet = printed(samples.shared_channels, 30)
    pages = _pages_of_table(sheet)
    assert (pages[0], pages, len(pages) > 4) == (1, list(range(1, pages[-1] + 1)), True)
    numbers = [int(line.text) for line in sheet.lines if line.text.isdigit() and line.size == 13]
    assert numbers == list(range(1, 31))


def test_t48_no_row_is_cut_by_a_page_end():
    sheet = printed(samples.shared_channels, 30)
    last = samples.SENTENCE.split()[-1]
    for page in _pages_of_table(sheet)[:-1]:
        lines = [line for line in sheet.body(page) if line.x0 < 110 * MM]
        assert lines[-1].text.endswith(last)


def test_t48_tables_stay_inside_the_margins(case):
    _, _, sheet = case
    outside = [
        rule
        for rule in sheet.rules
        if not (rule.x0 >= LEFT - 1 and rule.x1 <= sheet.sizes[rule.page - 1][0] - 15 * MM + 1)
    ]
    assert outside == []


def test_a_groups_channels_stand_once_beside_its_rows_and_later_pages_say_as_above():
    sheet = printed(samples.shared_channels, 30)
    first, *later = _pages_of_table(sheet)
    assert " ".join(_column(sheet, first)).count("- ") == 3
    assert [_column(sheet, page) for page in later] == [["(như trên)"]] * len(later)
    assert later


def test_a_long_list_runs_on_beside_its_rows_instead_of_saying_as_above():
    sheet = printed(samples.shared_channels, 12, 40)
    columns = {page: _column(sheet, page) for page in _pages_of_table(sheet)}
    listed = [text for lines in columns.values() for text in lines]
    assert [text for text in listed if text == "(như trên)"] == []
    assert sum(text.startswith("- ") for text in listed) == 40


@BESIDE
@pytest.mark.parametrize("rules", ["TT01_2011", "ND30_2020"])
def test_plan_001_prints_all_its_channels_in_order_and_each_page_has_something_in_their_column(rules):
    sheet, label = printed(plan_001, rules=rules), "Hình thức tuyên truyền"
    (block,) = [
        block for section in plan_001()["sections"] for block in section["blocks"] if "items" in block
    ]
    expected = [channel for group in block["items"]["groups"] for channel in group["channels"]]
    pages = _pages_of_table(sheet, label)
    text = " ".join(" ".join(_column(sheet, page, label)) for page in pages)
    places = [text.find(channel) for channel in expected]
    assert (min(places) >= 0, places) == (True, sorted(places))
    assert [page for page in pages if not _column(sheet, page, label)] == []


def test_the_frame_is_closed_at_the_end_of_each_page():
    sheet = printed(samples.shared_channels, 30)
    for page in _pages_of_table(sheet):
        lowest = max(rule.y for rule in sheet.rules if rule.page == page)
        width = sum(rule.length for rule in sheet.rules if rule.page == page and abs(rule.y - lowest) < 0.3)
        assert width == pytest.approx(RIGHT - LEFT, abs=3)


def test_channels_of_the_items_own_let_the_groups_stand_under_its_title():
    group = {"title": "Nhóm", "channels": ["Kênh chung"], "items": [{"content": "A", "channels": ["Riêng"]}]}
    items = {"columns": ["content", "channels"], "groups": [group]}
    (table,) = [
        block
        for block in paper.view(samples.plan(sections=[{"heading": "M", "blocks": [{"items": items}]}]))
        .parts[0]
        .body
        if block.kind == "table"
    ]
    assert [[cell.lines for cell in row.cells] for row in table.rows] == [
        [("Nhóm",)], [("*Hình thức chung:* Kênh chung.",)], [("1",), ("A",), ("Riêng",)]
    ]  # fmt: skip


def test_totals_and_sums_in_words_are_printed():
    sheet = printed(samples.with_appendices)
    assert [line.text for line in sheet.having(lambda text: "Tổng cộng" in text)] == [
        "Tổng cộng",
        "Tổng cộng",
    ]
    assert {line.text for line in sheet.having(lambda text: text in ("375.000.000", "45.000.000"))} == {
        "375.000.000", "45.000.000"
    }  # fmt: skip
    assert sheet.having(lambda text: text == "(Bằng chữ: Bốn mươi lăm triệu đồng)./.") != []


def test_items_that_say_only_their_content_are_a_list():
    items = {
        "columns": ["content"],
        "groups": [{"title": "Nhóm", "items": [{"content": "A"}, {"content": "B"}]}],
    }
    body = paper.view(samples.plan(sections=[{"heading": "M", "blocks": [{"items": items}]}])).parts[0].body
    assert [(line.kind, line.mark, line.text) for line in body[2:5]] == [
        ("subheading", "", "Nhóm"), ("dash", "-", "A;"), ("dash", "-", "B.")
    ]  # fmt: skip


def test_a_cell_longer_than_a_page_goes_on_and_loses_nothing():
    words = " ".join(f"từ{n}" for n in range(2500))
    group = {"title": "Nhóm", "channels": ["Kênh"], "items": [{"content": words}, {"content": "cuối"}]}
    items = {"columns": ["content", "channels"], "groups": [group]}
    sheet = measure(
        paper.pdf(samples.plan(bases=[], sections=[{"heading": "M", "blocks": [{"items": items}]}]))
    )
    found = [word for line in sheet.lines for word in line.text.split() if word.startswith("từ")]
    assert found == words.split()
    pages = _pages_of_table(sheet, "Nội dung")
    assert (pages[0], pages, len(pages) > 4) == (1, list(range(1, pages[-1] + 1)), True)


# --- days and amounts in narrow columns

NINE = ["content", "audience", "channels", "products", "lead", "support", "time", "budget", "note"]
ITEM = {
    "content": "Tuyên truyền kết quả xếp hạng chỉ số cải cách hành chính",
    "audience": ["Công chức, viên chức"],
    "channels": ["Trang thông tin điện tử"],
    "products": [{"text": "Tin, bài", "quantity": 12, "unit": "tin"}],
    "lead": ["Văn phòng Sở"],
    "support": ["Các phòng chuyên môn"],
    "time": {"text": "Trước ngày 31/12/2026"},
    "budget": {"amount": 125_000_000, "source": "Ngân sách"},
    "note": "Theo nghị quyết",
}
FREE = {
    "head": [["TT", "Việc", "Đơn vị", "Phối hợp", "Từ ngày", "Đến ngày", "Kinh phí", "Nguồn", "Ghi chú"]],
    "rows": [["1", "Viết tin", "Sở", "Các phòng", "01/02/2026", "30/11/2026", "96.000.000", "Chi", "Không"]],
}


def nine_columns():
    sections = [*samples.plan()["sections"]]
    blocks = [{"items": {"columns": NINE, "groups": [{"title": "Nhóm", "items": [ITEM]}]}}, {"table": FREE}]
    return samples.plan(sections=[{"heading": "Nội dung", "blocks": blocks}, *sections])


@pytest.mark.parametrize(
    "figures", ["31/12/2026", "125.000.000", "01/02/2026", "30/11/2026", "96.000.000"], ids=str
)
def test_a_day_or_an_amount_stays_whole_in_a_table_of_nine_columns(nine, figures):
    found = nine.having(lambda text: figures in text)
    assert len(found) == 1


def test_no_word_is_broken_for_the_sake_of_a_figure(nine):
    syllables = {word for line in nine.lines for word in line.text.split()}
    said = " ".join(
        [
            "Nội dung Đối tượng Hình thức Sản phẩm Đơn vị phối hợp Thời gian Kinh phí Ghi chú",
            ITEM["content"],
            *ITEM["audience"],
            *ITEM["channels"],
            *ITEM["support"],
            ITEM["note"],
        ]
    )
    assert set(said.split()) - syllables == set()


@pytest.fixture(scope="module")
def nine():
    return printed(nine_columns)


def test_columns_give_only_what_they_can_spare():
    assert widths.with_room([10, 10, 10], [16, 0, 0], [9, 9, 6]) == [15, 9, 6]
    assert widths.with_room([10, 10, 10], [12, 0, 0], [9, 9, 6]) == [12, 10, 8]
    assert widths.with_room([10, 10, 10], [0, 0, 0], [12, 9, 6]) == [10, 10, 10]


def test_on_a_screen_each_cell_is_called_by_its_column_and_in_the_pdf_by_nothing():
    table = {
        "columns": ["content", "channels", "budget"],
        "labels": {"channels": "Hình thức thực hiện"},
        "groups": [{"title": "Nhóm", "items": [{"content": "Một", "budget": {"amount": 5}}]}],
        "total": {"budget": 5},
    }
    free = {"head": [["A", "A"], ["**B**", None]], "rows": [["1", "2"]]}
    snapshot = samples.plan(
        sections=[{"heading": "M", "blocks": [{"items": table}, {"table": free}]}], appendices=[]
    )
    named = ["STT", "Nội dung", "Hình thức thực hiện", "Kinh phí (đồng)", "Kinh phí (đồng)", "B"]
    assert re.findall('data-label="([^"]*)"', paper.html(snapshot)) == named
    assert markup.body_html(paper.view(snapshot)).count("data-label") == 0
