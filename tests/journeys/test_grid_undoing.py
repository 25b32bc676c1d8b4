"""Rows that come and go in the grid: deleted and brought back, added and taken back, empty above others."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Newcomer
from tests.journeys.grid import Grid, a_table
from tests.world import World


def test_after_an_added_row_is_taken_back_the_cursor_stays_in_the_table(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"": ["Một"]}))
    grid.box(1, 1).click()
    grid.press("Control+Enter")
    expect(grid.root.locator(".grid__row")).to_have_count(2)
    grid.press("Control+z")
    expect(grid.root.locator(".grid__row")).to_have_count(1)
    assert grid.page.evaluate("document.activeElement.matches('[data-grid] tbody textarea')") is True


@pytest.mark.parametrize(("rows", "taken"), [(4, 2), (10, 3)])
def test_deleted_rows_come_back_where_they_stood(
    world: World, newcomer: Newcomer, rows: int, taken: int
) -> None:
    names = [f"Dòng {number}" for number in range(1, rows + 1)]
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": names}))
    for number in range(1, taken + 1):
        grid.tick(1, number)
    grid.root.get_by_role("button", name="Xóa dòng").click()
    assert grid.saved() == [("Công chức", names[taken:])]
    grid.root.locator("[data-do=undo]").click()
    assert (grid.contents, grid.saved()) == ([("Công chức", names)],) * 2
    grid.root.locator("[data-do=redo]").click()
    assert grid.saved() == [("Công chức", names[taken:])]
    grid.root.locator("[data-do=undo]").click()
    assert (grid.contents, grid.saved()) == ([("Công chức", names)],) * 2


def test_an_empty_row_above_others_counts_for_nothing_until_it_is_typed_in(
    world: World, newcomer: Newcomer
) -> None:
    grid = Grid.opened(newcomer(), world, a_table(world, {"Công chức": ["Một", "Hai"]}))

    def numbers() -> list[str]:
        return grid.root.locator(".grid__number").all_inner_texts()

    grid.number(1, 1).click()
    grid.page.get_by_role("button", name="Thêm dòng phía trên").click()
    assert numbers() == ["mới", "1", "2"]
    grid.box(1, 1).fill("Không")
    expect(grid.number(1, 1)).to_have_text("1")
    assert (numbers(), grid.saved()) == (["1", "2", "3"], [("Công chức", ["Không", "Một", "Hai"])])
