"""The grid of content items: typed into by keyboard alone, pasted into, put in order; what is shown is what is stored."""

from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Newcomer
from tests.journeys.editing import SAVE
from tests.journeys.grid import COLUMNS, Grid, a_table, table_of
from tests.journeys.person import PHONE
from tests.journeys.typing_ways import WAYS
from tests.world import World

LETTERS = ["Một", "Hai", "Ba", "Bốn"]


def test_three_groups_of_four_rows_are_typed_without_a_mouse(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": []}, ["content", "channels", "time"]))
    typed = grid.page.keyboard.type

    # Given the cursor in the title of the only group, reached with Tab
    grid.page.evaluate("document.querySelector('.grid__skip').focus()")
    for _ in range(12):
        if grid.where[0] == "title":
            break
        grid.press("Tab")

    # When each group's title and rows are typed, Tab to the next cell and Enter to the next row
    for place, audience in enumerate(("Công chức", "Người dân", "Doanh nghiệp")):
        if place:
            grid.root.get_by_role("link", name="Thêm nhóm đối tượng").focus()
            grid.press("Enter")
        typed(audience)
        grid.press("Enter")
        for row, word in enumerate(LETTERS):
            typed(word)
            grid.press("Tab")
            typed("Họp cơ quan")
            grid.press("Tab")
            typed(f"Quý {row + 1}")
            if row < 3:
                grid.press("Enter")

    # Then the table and the database say so
    expected = [(title, LETTERS) for title in ("Công chức", "Người dân", "Doanh nghiệp")]
    assert (grid.contents, grid.saved()) == (expected, expected)
    last = table_of(world, grid.plan)["groups"][2]["items"][3]
    assert (last["channels"], last["time"]["text"]) == (["Họp cơ quan"], "Quý 4")


def test_arrows_leave_a_cell_only_at_the_edge_of_its_text(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một", "Hai"]}))
    grid.box(1, 1).click()
    grid.press("Home", "ArrowRight")
    assert grid.where == ["content", "1"]
    grid.press("End", "ArrowRight")
    assert grid.where == ["channels", "1"]
    grid.press("ArrowDown")
    assert grid.where == ["channels", "2"]
    grid.press("ArrowLeft")
    assert grid.where == ["content", "2"]
    grid.press("Home", "ArrowLeft")
    assert grid.where == ["time_text", "1"]


def test_a_new_row_and_its_group_lead_to_their_own_pages_without_reloading(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một"]}))
    grid.root.get_by_role("link", name="Thêm nhóm đối tượng").click()
    grid.page.keyboard.type("Người dân")
    grid.box(2, 1).fill("Hai")
    grid.saved()
    link = grid.root.locator("tbody").nth(1).get_by_role("link", name="Chi tiết dòng 1")
    group = grid.root.locator("tbody").nth(1).locator(".grid__more")
    expect(group).to_have_text("Chi tiết nhóm 2")
    hrefs = [each.evaluate("link => link.href") for each in (link, group)]
    grid.open()
    assert [each.evaluate("link => link.href") for each in (link, group)] == hrefs


def test_a_row_is_marked_as_unsaved_until_the_last_word_in_it_is_saved(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một"]}))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    grid.page.route(SAVE, hold)
    unsaved = grid.root.locator("[data-unsaved]")

    # Given one cell on its way to the server, and another typed before the answer
    with grid.page.expect_request(SAVE):
        grid.box(1, 1, "lead").fill("Văn phòng Sở")
        grid.press("Control+s")
    grid.box(1, 1, "time_text").fill("Quý 4")
    grid.press("Control+s")

    # When the first is answered, the row is not yet saved; when the second is, it is
    with grid.page.expect_request(SAVE):
        held.pop().continue_()
    expect(unsaved).to_have_count(1)
    held.pop().continue_()
    expect(unsaved).to_have_count(0)
    [[_, [row]]] = grid.shown
    assert (row[-2], row[-1]) == ("Văn phòng Sở", "Quý 4")


def test_both_texts_of_a_conflict_and_a_date_are_whole_in_a_wide_table(
    world: World, newcomer: Newcomer
) -> None:
    columns = ["content", "audience", "channels", "products", "lead", "support", "time", "budget", "note"]
    plan = a_table(world, {"": [{"content": "Một", "time": {"text": "31/12/2026"}}, "Hai"]}, columns)
    one, other = (Grid.opened(newcomer(), world, plan) for _ in range(2))

    # Given a date of ten characters in the narrowest column, on one line
    tall = [one.box(1, row, "time_text").evaluate("box => box.scrollHeight") for row in (1, 2)]
    assert tall[0] == tall[1]

    # When two people change a row, and one of them has scrolled to the table's end
    other.box(1, 1, "note").fill("Của người khác")
    other.saved()
    one.box(1, 1, "note").fill("Của tôi")
    one.press("Control+s")
    merge = one.root.locator(".merge")
    expect(merge).to_have_count(1)
    one.root.locator(".grid__frame").evaluate("frame => { frame.scrollLeft = frame.scrollWidth; }")

    # Then the box with both texts stands inside what is seen of the table
    cut = one.root.evaluate(
        """root => {
          const [frame, box] = ['.grid__frame', '.merge'].map((name) => root.querySelector(name).getBoundingClientRect());
          return [root.querySelector('.grid__frame').scrollLeft > 0, box.left >= frame.left, box.right <= frame.right];
        }"""
    )
    assert cut == [True, True, True]


def test_row_eighteen_goes_to_place_three_by_a_window_by_keys_and_by_dragging(
    world: World, newcomer: Newcomer
) -> None:
    names = [f"Dòng {n}" for n in range(1, 19)]
    moved = [*names[:2], names[17], *names[2:17]]
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": names}))

    grid.number(1, 18).click()
    grid.page.keyboard.type("3")
    grid.press("Enter")
    grid.says("Đã chuyển đến vị trí 3 trên 18.")
    assert grid.saved() == [("Công chức", moved)]

    grid.box(1, 3).click()
    for _ in range(15):
        grid.press("Alt+ArrowDown")
    grid.says("Đã chuyển đến vị trí 18 trên 18.")
    assert (grid.where, grid.saved()) == (["content", "18"], [("Công chức", names)])

    grid.row(1, 18).locator("th").drag_to(grid.row(1, 16))
    grid.says("Đã chuyển đến vị trí 16 trên 18.")
    assert grid.saved() == [("Công chức", [*names[:15], names[17], *names[15:17]])]


def test_a_group_is_split_merged_and_moved(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": LETTERS, "Người dân": ["Năm"]}))

    # When the first group is split at its third row
    grid.number(1, 3).click()
    grid.page.get_by_role("button", name="Tách thành nhóm mới từ dòng này").click()
    grid.page.keyboard.type("Doanh nghiệp")
    split = [("Công chức", LETTERS[:2]), ("Doanh nghiệp", LETTERS[2:]), ("Người dân", ["Năm"])]
    assert (grid.contents, grid.saved()) == (split, split)

    # When the last group goes up a place with the keyboard
    grid.title(3).click()
    grid.press("Alt+ArrowUp")
    grid.says("Đã chuyển đến vị trí 2 trên 3.")
    assert grid.saved() == [split[0], split[2], split[1]]

    # When it is merged into the one above, and that is taken back
    grid.root.get_by_role("button", name="Nhóm…").nth(1).click()
    grid.page.get_by_role("button", name="Gộp vào nhóm trên").click()
    merged = [("Công chức", ["Một", "Hai", "Năm"]), split[1]]
    assert (grid.contents, grid.saved()) == (merged, merged)
    grid.root.get_by_role("button", name="Hoàn tác").click()
    assert grid.saved() == [split[0], split[2], split[1]]


def test_many_rows_are_edited_moved_and_deleted_at_once(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": LETTERS, "Người dân": ["Năm"]}))

    # Given three rows ticked with the keyboard
    grid.box(1, 2).click()
    grid.press("Escape", "Shift+ArrowDown", "Shift+ArrowDown")
    assert grid.root.locator("[data-grid-count]").inner_text() == "Đã chọn 3 dòng"

    # When one value is written into all of them
    grid.root.get_by_role("button", name="Sửa nhiều dòng").click()
    grid.person.choose("Cột cần sửa", "Thời gian")
    grid.person.fill("Chữ sẽ ghi vào cột này", "Quý III")
    grid.page.get_by_role("button", name="Ghi vào các dòng đã chọn").click()
    grid.saved()
    times = [
        item["time"] and item["time"]["text"] for item in table_of(world, grid.plan)["groups"][0]["items"]
    ]
    assert times == [None, "Quý III", "Quý III", "Quý III"]

    # When they go to the top of the other group
    grid.root.get_by_role("button", name="Chuyển dòng").click()
    grid.person.choose("Nhóm", "Người dân")
    grid.page.locator("dialog[open] [name=place]").fill("1")
    grid.page.get_by_role("button", name="Chuyển đến vị trí này").click()
    assert grid.saved() == [("Công chức", ["Một"]), ("Người dân", ["Hai", "Ba", "Bốn", "Năm"])]

    # When they are deleted, and brought back
    grid.root.get_by_role("button", name="Xóa dòng").click()
    assert grid.saved() == [("Công chức", ["Một"]), ("Người dân", ["Năm"])]
    grid.root.get_by_role("button", name="Hoàn tác").click()
    assert grid.saved() == [("Công chức", ["Một"]), ("Người dân", ["Hai", "Ba", "Bốn", "Năm"])]


def test_a_cell_is_filled_down_and_a_line_broken_in_it(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một", "Hai"]}))
    grid.box(1, 1, "channels").click()
    grid.page.keyboard.type("Bản tin")
    grid.press("Shift+Enter")
    grid.page.keyboard.type("Zalo")
    grid.press("Alt+Enter")
    grid.page.keyboard.type("Loa")
    grid.press("Escape")
    grid.box(1, 2, "channels").click()
    grid.press("Control+d")
    assert [row[1] for row in grid.shown[0][1]] == ["Bản tin\nZalo\nLoa"] * 2
    grid.press("Control+z")
    assert [row[1] for row in grid.shown[0][1]] == ["Bản tin\nZalo\nLoa", ""]


def test_outline_and_paper_come_back_by_their_own_buttons_from_a_wide_table(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một"]}))
    outline, paper = (grid.page.locator(f".editor__{name}") for name in ("outline", "paper"))
    grid.root.get_by_role("button", name="Mở rộng bảng").click()
    expect(outline).to_be_hidden()
    expect(paper).to_be_hidden()
    grid.page.get_by_role("button", name="Trang in").click()
    expect(outline).to_be_visible()
    expect(paper).to_be_visible()
    expect(grid.root.get_by_role("button", name="Mở rộng bảng")).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_vietnamese_is_exact_however_it_is_typed(world: World, newcomer: Newcomer, way: str) -> None:
    sentence = "Đẩy mạnh cải cách thủ tục hành chính, nghiệp vụ ở Bộ phận Một cửa; tiếng Việt"
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một", "Hai"]}))
    for field in ("channels", "lead", "time_text"):
        grid.box(1, 1, field).click()
        WAYS[way](grid.page, sentence)
    grid.title(1).click()
    WAYS[way](grid.page, sentence)
    grid.press("Enter")
    grid.saved()
    table = table_of(world, grid.plan)
    item = table["groups"][0]["items"][0]
    assert (item["channels"], item["lead"], item["time"]["text"], table["groups"][0]["title"]) == (
        [sentence],
        [sentence],
        sentence,
        sentence,
    )


def test_rows_are_cards_on_a_phone_and_nothing_scrolls_sideways(world: World, newcomer: Newcomer) -> None:
    long = "https://cong-thong-tin-dien-tu.example.vn/chuyen-muc/cai-cach-hanh-chinh/ke-hoach"
    for width in (PHONE["width"], 320):
        grid = Grid.opened(
            newcomer(viewport={**PHONE, "width": width}),
            world,
            a_table(world, {"Công chức": [long, *LETTERS]}),
        )
        widest = grid.page.evaluate("document.documentElement.scrollWidth")
        label = (
            grid.row(1, 1).locator("td").nth(1).evaluate("cell => getComputedStyle(cell, '::before').content")
        )
        assert (widest, label) == (width, '"Hình thức"')


def test_the_form_saves_the_table_without_scripts_and_shows_what_two_have_changed(
    world: World, newcomer: Newcomer
) -> None:
    # Given two people who have opened the same table, one of them without scripts
    plan = a_table(world, {"Công chức": ["Một", "Hai"]})
    plain, other = newcomer(scripts=False), Grid.opened(newcomer(), world, plan)
    plain.sign_in(world.drafter)
    plain.open(other.person.path)
    other.box(1, 1).fill("Một của người khác")
    other.saved()

    # When both have changed the first row's content, and the second is sent with a whole form
    boxes = plain.page.locator(".grid__row textarea[data-field=content]")
    boxes.nth(0).fill("Một của tôi")
    boxes.nth(1).fill("Hai của tôi")
    plain.press("Lưu bảng")

    # Then the rest is saved, both texts are shown, and saving again is deliberate
    assert plain.heading == "Bảng nội dung tuyên truyền"
    plain.sees("Nội dung, dòng 1")
    plain.sees("Một của người khác")
    assert boxes.nth(0).input_value() == "Một của tôi"
    assert other.saved() == [("Công chức", ["Một của người khác", "Hai của tôi"])]
    plain.press("Lưu bảng")
    plain.is_told("Đã lưu bảng nội dung tuyên truyền.")
    assert other.saved() == [("Công chức", ["Một của tôi", "Hai của tôi"])]


def test_a_screen_reader_finds_every_cell_and_axe_nothing(world: World, newcomer: Newcomer) -> None:
    # Given more rows than a screen shows
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": [f"Dòng {n}" for n in range(1, 121)]}))
    grid.page.wait_for_function("() => !document.querySelector('.grid__row:not(.grid__row--drawn)')")

    # Then each cell is in the accessibility tree, called by its column and row
    session = grid.page.context.new_cdp_session(grid.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    adding, details = 1, 120
    assert (roles["table"], roles["cell"]) == (1, 120 * len(COLUMNS) + details + adding)
    names = [
        node["name"]["value"] for node in nodes if not node["ignored"] and node["role"]["value"] == "textbox"
    ]
    assert [name for name in names if name.endswith(", dòng 120")] == [
        f"{label}, dòng 120" for label in ("Nội dung", "Hình thức", "Sản phẩm", "Đơn vị chủ trì", "Thời gian")
    ]

    # And no state of the grid has a finding
    grid.tick(1, 1)
    found = [_findings(grid)]
    grid.root.get_by_role("button", name="Sửa nhiều dòng").click()
    found.append(_findings(grid))
    grid.press("Escape")
    grid.number(1, 2).click()
    found.append(_findings(grid))
    grid.press("Escape")
    grid.box(1, 1, "channels").click()
    grid.page.keyboard.type("bao chi")
    grid.page.locator(".grid__choices:not([hidden]) > li").first.wait_for()
    found.append(_findings(grid))
    assert found == [[], [], [], []]


def _findings(grid: Grid) -> list[str]:
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    answer = Axe().run(grid.page, options={"runOnly": {"type": "tag", "values": rules}})
    return [finding["id"] for finding in answer.response["violations"]]


def test_a_new_groups_empty_row_gives_way_to_rows_that_come_into_it(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": ["Một", "Hai", "Ba"]}))
    grid.root.get_by_text("Thêm nhóm đối tượng").click()
    grid.page.keyboard.type("Người dân")
    expect(grid.root.locator(".grid__row")).to_have_count(4)

    # Several at once: their places are counted without it
    grid.tick(1, 2)
    grid.tick(1, 3)
    grid.root.get_by_role("button", name="Chuyển dòng").click()
    grid.person.choose("Nhóm", "Người dân")
    expect(grid.page.locator("dialog[open] [name=place]")).to_have_value("2")
    grid.page.get_by_role("button", name="Chuyển đến vị trí này").click()
    assert grid.contents == [("Công chức", ["Một"]), ("Người dân", ["Hai", "Ba"])]
    assert grid.saved() == [("Công chức", ["Một"]), ("Người dân", ["Hai", "Ba"])]

    # Taken back, it stands there again; the same for one row alone
    grid.root.locator("[data-do=undo]").click()
    assert grid.contents == [("Công chức", ["Một", "Hai", "Ba"]), ("Người dân", [""])]
    grid.number(1, 3).click()
    grid.person.choose("Nhóm", "Người dân")
    grid.page.get_by_role("button", name="Chuyển đến vị trí này").click()
    assert grid.contents == [("Công chức", ["Một", "Hai"]), ("Người dân", ["Ba"])]
    assert grid.saved() == [("Công chức", ["Một", "Hai"]), ("Người dân", ["Ba"])]


def test_many_rows_are_first_offered_the_column_that_they_lack(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một", "Hai"]}))
    for number in (1, 2):
        grid.box(1, number, "channels").fill("Bản tin")
        grid.tick(1, number)
    grid.root.get_by_role("button", name="Sửa nhiều dòng").click()
    expect(grid.page.get_by_label("Cột cần sửa")).to_have_value("products")
