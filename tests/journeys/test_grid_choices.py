"""Words offered while a cell of the grid is typed in: found without accents, one entry a line, nothing below moves."""

from playwright.sync_api import expect

from tests.journeys.conftest import Newcomer
from tests.journeys.grid import Grid, a_table, table_of
from tests.world import World


def test_a_channel_is_chosen_by_typing_without_accents(world: World, newcomer: Newcomer) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một"]}))
    grid.box(1, 1, "channels").click()
    grid.page.keyboard.type("cong trang thong")
    choices = grid.page.locator(".grid__choices:not([hidden]) > li")
    choices.first.wait_for()
    assert choices.first.inner_text() == "Cổng, trang thông tin điện tử"
    grid.press("ArrowDown", "Enter")
    grid.press("Shift+Enter")
    grid.page.keyboard.type("Cách riêng của Sở")
    assert grid.box(1, 1, "channels").input_value() == "Cổng, trang thông tin điện tử\nCách riêng của Sở"

    # Escape closes the list and leaves what was typed
    grid.box(1, 1, "lead").click()
    grid.page.keyboard.type("van")
    choices.first.wait_for()
    grid.press("Escape")
    assert (choices.count(), grid.where) == (0, ["lead", "1"])
    grid.saved()
    assert table_of(world, grid.plan)["groups"][0]["items"][0]["channels"] == [
        "Cổng, trang thông tin điện tử",
        "Cách riêng của Sở",
    ]


def test_behind_a_semicolon_the_next_channel_is_offered_and_has_a_line_of_its_own(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một"]}))
    box = grid.box(1, 1, "channels")
    box.click()
    for word in ("hoi nghi", "; zalo"):
        grid.page.keyboard.type(word)
        grid.root.get_by_role("option").first.wait_for()
        grid.press("ArrowDown", "Enter")
    first, second = box.input_value().split("\n")
    grid.saved()
    assert table_of(world, grid.plan)["groups"][0]["items"][0]["channels"] == [first, second]
    assert (first, second.lower().count("zalo")) == ("Hội nghị, cuộc họp", 1)


def test_a_button_below_the_table_does_not_move_away_under_the_pointer(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một"]}))
    grid.box(1, 1, "lead").click()
    grid.page.keyboard.type("van")
    grid.page.locator(".grid__choices:not([hidden]) > li").first.wait_for()
    button = grid.root.locator('[data-do="add-group"]')
    button.hover()
    before = button.bounding_box()
    grid.page.mouse.down()  # leaves the box, whose choices go
    expect(grid.page.locator(".grid__choices:not([hidden])")).to_have_count(0)
    assert button.bounding_box() == before
    grid.page.mouse.up()
    expect(grid.root.locator(".grid__body")).to_have_count(2)
