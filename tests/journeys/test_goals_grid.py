"""Everyday goals 4 to 6, counted: fifty rows pasted, an activity added by the keyboard alone, row eighteen moved to place three."""

from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys import sheets
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter
from tests.journeys.editing import forgive
from tests.journeys.goals import GOALS
from tests.journeys.grid import Grid, a_table, table_of
from tests.world import World

FIFTY = [
    [
        f"Nội dung {n}: “tuyên truyền”\ndòng hai của ô {n}",
        "Họp cơ quan\nBản tin",
        f"{n} tin",
        f'Phòng "Cải cách" {n}',
        "Quý II",
    ]
    for n in range(1, 51)
]
TALL: ViewportSize = {
    "width": 1366,
    "height": 2400,
}  # both rows in sight: a browser scrolls by itself while a hand drags
SETTLED = 300
COPY = """async ([html, text]) => {
  const blob = (kind, words) => new Blob([words], { type: kind });
  await navigator.clipboard.write([new ClipboardItem({ 'text/html': blob('text/html', html), 'text/plain': blob('text/plain', text) })]);
}"""
# From the press of the keys until the browser has drawn what was pasted.
TIME_A_PASTE = """() => {
  addEventListener('paste', () => {
    const from = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => { window.pasteTook = (performance.now() - from) / 1000; }));
  }, { capture: true, once: true });
}"""


def opened(world: World, newcomer: Newcomer, groups: dict[str, list[object]]) -> tuple[Grid, Counter]:
    person = newcomer()
    counter = Counter.of(person)
    grid = Grid.opened(person, world, a_table(world, groups))
    counter.start()
    return grid, counter


def copies(page: Page, rows: sheets.Cells) -> None:
    """As a spreadsheet puts it on the clipboard of the machine."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(COPY, [sheets.excel_html(rows), sheets.text(rows)])


def test_goal_04_fifty_rows_from_a_spreadsheet(
    world: World, newcomer: Newcomer, complaints: list[str]
) -> None:
    grid, counter = opened(world, newcomer, {"Công chức": ["Cũ", "Cũ hơn"]})
    before = grid.shown
    copies(grid.page, FIFTY)
    grid.page.wait_for_timeout(SETTLED)
    forgive(complaints, "Applying inline style")  # a browser cleans what a page puts on the clipboard
    grid.page.evaluate(TIME_A_PASTE)

    # When the first cell is clicked and Ctrl+V pressed
    grid.box(1, 1).click()
    grid.press("Control+v")
    grid.says("Đã dán 50 dòng.")
    grid.page.wait_for_function("() => window.pasteTook")
    assert counter.beyond(GOALS[4], seconds=grid.page.evaluate("window.pasteTook")) == {}

    # Then every cell is what was copied, in the page and in the database
    assert grid.shown == [["Công chức", FIFTY]]
    assert grid.saved() == [("Công chức", [row[0] for row in FIFTY])]
    leads = [item["lead"] for item in table_of(world, grid.plan)["groups"][0]["items"]]
    assert leads == [[row[3]] for row in FIFTY]

    # And one click takes it back
    counter.start()
    grid.root.get_by_role("button", name="Hoàn tác").click()
    assert grid.shown == before
    assert counter.clicks == 1


def test_goal_05_an_activity_by_the_keyboard_alone(world: World, newcomer: Newcomer) -> None:
    grid, counter = opened(world, newcomer, {"Công chức": ["Một", "Hai"]})
    page = grid.page

    # Given the top of the page and the second skip link, into the table
    stop(page, "Đến bảng nội dung")
    grid.press("Enter")
    assert grid.where == ["content", "1"]

    # When a row is added with the keys
    grid.press("Control+Enter")
    assert grid.where == ["content", "mới"]
    page.keyboard.type("Nội dung thêm bằng phím")
    tabs = dict(counter.counts)
    assert grid.saved() == [("Công chức", ["Một", "Nội dung thêm bằng phím", "Hai"])]
    counter.counts = tabs
    assert counter.counts.get("click", 0) == 0
    assert counter.beyond(GOALS[5]) == {}


def stop(page: Page, name: str, most: int = 40) -> None:
    """Tab until this link has the focus."""
    link = page.get_by_role("link", name=name, exact=True).first
    for _ in range(most):
        page.keyboard.press("Tab")
        if link.evaluate("(link) => link === document.activeElement"):
            return
    expect(link).to_be_focused()


def test_goal_06_row_eighteen_to_place_three(world: World, newcomer: Newcomer) -> None:
    names = [f"Dòng {n}" for n in range(1, 21)]
    moved = [*names[:2], names[17], *names[2:17], *names[18:]]
    grid, counter = opened(world, newcomer, {"Công chức": [*names]})

    # By its number and the place
    grid.number(1, 18).click()
    grid.page.keyboard.type("3")
    grid.press("Enter")
    grid.says("Đã chuyển đến vị trí 3 trên 20.")
    assert counter.beyond(GOALS[6]) == {}
    assert grid.saved() == [("Công chức", moved)]

    # By Alt+↑, after a click into the row
    grid.root.get_by_role("button", name="Hoàn tác").click()
    assert grid.contents == [("Công chức", names)]
    counter.start()
    grid.box(1, 18).click()
    for _ in range(15):
        grid.press("Alt+ArrowUp")
    grid.says("Đã chuyển đến vị trí 3 trên 20.")
    assert counter.beyond(GOALS[6]) == {}
    assert grid.saved() == [("Công chức", moved)]

    # By dragging
    for _ in range(15):
        grid.press("Alt+ArrowDown")
    assert grid.contents == [("Công chức", names)]
    grid.page.set_viewport_size(TALL)
    counter.start()
    grid.row(1, 18).locator("th").drag_to(grid.row(1, 3))
    grid.says("Đã chuyển đến vị trí 3 trên 20.")
    assert counter.beyond(GOALS[6]) == {}
    assert grid.saved() == [("Công chức", moved)]
