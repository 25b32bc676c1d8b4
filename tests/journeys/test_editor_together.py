"""Two people in one plan: they see each other, meet only where both touched the same words, and then see both texts."""

import pytest
from playwright.sync_api import expect

from plans.models import Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import SAVE, Editing, forgive, headings
from tests.journeys.grid import Grid, a_table, stored
from tests.world import World, a_plan, entered

MINE, THEIRS = "Mục tiêu của kế hoạch", "Mục đích chung"
PATIENCE = 25_000  # two pings of ten seconds


@pytest.fixture
def plan(world: World) -> Plan:
    with entered(world.province):
        return a_plan(world.agency, by=world.drafter)


@pytest.fixture
def pair(world: World, newcomer: Newcomer, plan: Plan) -> tuple[Editing, Editing]:
    people = []
    for who in (world.drafter, world.unit_head):
        person = newcomer()
        person.sign_in(who)
        people.append(Editing(person, world, plan).opens())
    return people[0], people[1]


def both_write(one: Editing, other: Editing) -> None:
    """The same heading, the other one first."""
    one.heading().fill(MINE)
    other.heading().fill(THEIRS)
    other.page.keyboard.press("Control+s")
    other.is_saved()
    one.page.keyboard.press("Control+s")


def test_in_one_place_both_texts_are_shown_and_one_is_chosen(pair: tuple[Editing, Editing]) -> None:
    one, other = pair
    both_write(one, other)
    merge = one.page.locator(".merge")
    expect(merge.locator("blockquote")).to_have_text([THEIRS, MINE])
    expect(one.heading()).to_have_value(MINE)
    assert headings(one.world, one.plan)[0] == THEIRS
    one.page.get_by_role("button", name="Giữ bản vừa nhập").click()
    one.is_saved()
    expect(merge).to_have_count(0)
    assert headings(one.world, one.plan)[0] == MINE


def test_the_other_text_can_be_taken(pair: tuple[Editing, Editing]) -> None:
    one, other = pair
    both_write(one, other)
    one.page.get_by_role("button", name="Lấy bản đã lưu").click()
    expect(one.heading()).to_have_value(THEIRS)
    one.is_saved()
    assert headings(one.world, one.plan)[0] == THEIRS


def test_both_can_be_joined_in_the_field(pair: tuple[Editing, Editing]) -> None:
    one, other = pair
    both_write(one, other)
    one.page.get_by_role("button", name="Ghép hai bản").click()
    expect(one.heading()).to_have_value(f"{THEIRS}\n{MINE}")
    expect(one.heading()).to_be_focused()


def test_words_of_a_cell_that_become_the_other_persons_after_joining_are_saved(
    world: World, newcomer: Newcomer
) -> None:
    # Given a cell whose two texts were joined
    table = a_table(world, {"Người dân": ["Tin bài"]})
    one, other = (Grid.opened(newcomer(), world, table) for _ in range(2))
    other.box(1, 1).fill("08 lượt")
    other.saved()
    one.box(1, 1).fill("09 lượt")
    one.press("Control+s")
    one.page.get_by_role("button", name="Ghép hai bản").click()
    expect(one.box(1, 1)).to_have_value("08 lượt\n09 lượt")
    assert one.saved() == [("Người dân", ["08 lượt\n09 lượt"])]

    # When the other person's text alone is typed into it
    one.box(1, 1).fill("08 lượt")

    # Then it is what is saved
    assert one.saved() == [("Người dân", ["08 lượt"])]
    assert stored(world, table) == [("Người dân", ["08 lượt"])]


def test_in_two_places_nobody_is_asked_and_each_sees_the_other(pair: tuple[Editing, Editing]) -> None:
    one, other = pair
    # Given two people in two headings
    one.heading(0).click()
    other.writes(other.heading(1), " cụ thể")
    other.is_saved()
    one.writes(one.heading(0), " chung")
    one.is_saved()

    # Then each is seen, with the place, and the words of the other arrive without moving the cursor
    expect(one.page.locator("[data-people]")).to_contain_text("Trưởng phòng", timeout=PATIENCE)
    expect(one.page.locator("[data-here]")).to_contain_text("đang sửa: Trưởng phòng", timeout=PATIENCE)
    expect(one.heading(1)).to_have_value("Mục đích cụ thể", timeout=PATIENCE)
    expect(one.heading(0)).to_be_focused()
    assert [person.page.locator(".merge").count() for person in pair] == [0, 0]


def test_a_part_that_somebody_deletes_meanwhile_gives_the_typed_words_back(
    pair: tuple[Editing, Editing], complaints: list[str]
) -> None:
    # Given one who writes in a section that the other deletes
    one, other = pair
    one.page.route(SAVE, lambda route: route.abort())
    one.writes(one.section(1).locator('[data-field="heading"]').first, " mở rộng")
    other.from_menu(other.section(1), "remove")
    expect(other.page.locator(".undo-offer")).to_be_visible()
    one.page.unroute(SAVE)
    one.page.keyboard.press("Control+s")

    # Then the words are shown, and one press brings all of it back
    expect(one.page.locator(".merge blockquote")).to_have_text("Nội dung, hình thức mở rộng")
    one.page.get_by_role("button", name="Thêm lại").click()
    expect(one.page.locator(".merge")).to_have_count(0)
    one.is_saved()
    assert headings(one.world, one.plan)[1] == "Nội dung, hình thức mở rộng"
    forgive(complaints, "ERR_FAILED")
