"""Parts are added, moved and deleted in the page, by buttons and keys, and each can be taken back."""

import pytest
from playwright.sync_api import expect

from plans.models import Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import Editing, headings
from tests.journeys.person import PHONE
from tests.world import World, a_plan, entered

BEFORE = ["Mục đích, yêu cầu", "Nội dung, hình thức", "Tổ chức thực hiện"]


@pytest.fixture
def plan(world: World) -> Plan:
    with entered(world.province):
        return a_plan(world.agency, by=world.drafter)


@pytest.fixture
def drafter(world: World, newcomer: Newcomer, plan: Plan) -> Editing:
    person = newcomer()
    person.sign_in(world.drafter)
    return Editing(person, world, plan).opens()


def test_a_new_section_is_numbered_and_ready_for_its_name(drafter: Editing) -> None:
    drafter.page.get_by_role("link", name="Thêm mục", exact=True).click()
    added = drafter.section(3)
    expect(added.locator(".leaf__number").first).to_have_text("IV.")
    expect(added.locator('[data-field="heading"]')).to_be_focused()
    drafter.page.keyboard.type("Phối hợp liên ngành")
    drafter.is_saved()
    assert headings(drafter.world, drafter.plan) == [*BEFORE, "Phối hợp liên ngành"]


def test_a_section_moves_by_a_button_that_keeps_the_focus(drafter: Editing) -> None:
    drafter.tool(drafter.section(2), "up").click()
    expect(drafter.section(1).locator('[data-field="heading"]').first).to_have_value(BEFORE[2])
    expect(drafter.tool(drafter.section(1), "up")).to_be_focused()
    expect(drafter.page.locator("#announcements")).to_have_text("Đã chuyển đến vị trí 2 trên 3.")
    assert headings(drafter.world, drafter.plan) == [BEFORE[0], BEFORE[2], BEFORE[1]]


def test_a_section_goes_to_a_place_that_is_named(drafter: Editing) -> None:
    drafter.from_menu(drafter.section(2), "place")
    drafter.page.keyboard.type("1")
    drafter.page.keyboard.press("Enter")
    expect(drafter.section(0).locator('[data-field="heading"]').first).to_have_value(BEFORE[2])
    assert headings(drafter.world, drafter.plan) == [BEFORE[2], BEFORE[0], BEFORE[1]]


def test_what_was_deleted_comes_back_with_everything_in_it(drafter: Editing) -> None:
    inner = drafter.section(0).locator('[data-field="heading"]').nth(1).input_value()
    drafter.from_menu(drafter.section(0), "remove")
    expect(drafter.page.locator(".undo-offer")).to_contain_text(f"Đã xóa “{BEFORE[0]}”.")
    assert headings(drafter.world, drafter.plan) == BEFORE[1:]
    drafter.page.locator(".undo-offer").get_by_role("button", name="Hoàn tác").click()
    expect(drafter.section(0).locator('[data-field="heading"]').nth(1)).to_have_value(inner)
    assert headings(drafter.world, drafter.plan) == BEFORE


def test_ctrl_z_outside_a_field_takes_back_the_last_step(drafter: Editing) -> None:
    drafter.tool(drafter.section(0), "down").click()
    expect(drafter.section(1).locator('[data-field="heading"]').first).to_have_value(BEFORE[0])
    drafter.page.keyboard.press("Control+z")
    expect(drafter.section(0).locator('[data-field="heading"]').first).to_have_value(BEFORE[0])
    assert headings(drafter.world, drafter.plan) == BEFORE


def test_what_ctrl_z_took_out_is_said_and_comes_back_with_its_words(drafter: Editing) -> None:
    # Given a section added and named since
    drafter.page.get_by_role("link", name="Thêm mục", exact=True).click()
    expect(drafter.section(3).locator('[data-field="heading"]')).to_be_focused()
    drafter.page.keyboard.type("Kiểm tra, giám sát")
    drafter.is_saved()

    # When Ctrl+Z is pressed with the cursor in no field
    drafter.page.evaluate("document.activeElement.blur()")
    drafter.page.keyboard.press("Control+z")

    # Then a bar in sight says so, and brings everything back; so do the keys
    bar = drafter.page.locator(".undo-offer")
    expect(bar).to_contain_text("Đã hoàn tác: thêm một phần.")
    expect(drafter.section(3)).to_have_count(0)
    bar.get_by_role("button", name="Làm lại").click()
    expect(drafter.section(3).locator('[data-field="heading"]')).to_have_value("Kiểm tra, giám sát")
    drafter.page.evaluate("document.activeElement.blur()")
    drafter.page.keyboard.press("Control+z")
    expect(bar).to_contain_text("Đã hoàn tác: thêm một phần.")
    drafter.page.keyboard.press("Control+y")
    expect(drafter.section(3).locator('[data-field="heading"]')).to_have_value("Kiểm tra, giám sát")
    assert headings(drafter.world, drafter.plan) == [*BEFORE, "Kiểm tra, giám sát"]


def test_enter_in_a_heading_goes_on_to_the_text_under_it(drafter: Editing) -> None:
    heading = drafter.heading()
    heading.click()
    drafter.page.keyboard.press("End")
    drafter.page.keyboard.press("Enter")
    expect(heading).not_to_be_focused()
    expect(heading).to_have_value(BEFORE[0])


def test_findings_that_come_and_go_above_leave_the_cursor_where_it_is(drafter: Editing) -> None:
    heading = drafter.heading(2)
    heading.click()
    drafter.page.evaluate("scrollBy(0, 400)")
    place = "field => Math.round(field.getBoundingClientRect().top)"
    before = heading.evaluate(place)

    # When what the checks say grows by twenty lines
    drafter.page.evaluate(
        "document.querySelector('[data-checks-body]').closest('details')?.setAttribute('open', '')"
    )
    before = heading.evaluate(place)
    body = "".join(f"<p>Dòng {number}</p>" for number in range(20))
    drafter.page.route(
        "**/kiem-tra/",
        lambda route: route.fulfill(body=f"<div data-checks-body>{body}</div>", content_type="text/html"),
    )
    drafter.page.evaluate("document.dispatchEvent(new CustomEvent('portal:others'))")
    expect(drafter.page.locator("[data-checks-body] p")).to_have_count(20)

    # Then the cursor stands at the same height of the screen
    assert abs(heading.evaluate(place) - before) <= 1


def test_a_move_does_not_disturb_what_is_being_typed_elsewhere(drafter: Editing) -> None:
    drafter.writes(drafter.heading(1), " chưa kịp lưu")
    drafter.tool(drafter.section(2), "up").click()
    expect(drafter.section(1).locator('[data-field="heading"]').first).to_have_value(BEFORE[2])
    expect(drafter.heading(1)).to_have_value("Mục đích chưa kịp lưu")
    drafter.is_saved()


def test_the_outline_shows_where_the_cursor_is_and_leads_there(drafter: Editing) -> None:
    drafter.heading(2).click()
    expect(drafter.page.locator(".outline [aria-current]")).to_have_text("2. Yêu cầu")
    drafter.page.locator(".outline").get_by_role("link", name="Nơi nhận").click()
    expect(drafter.page.locator('[data-field="recipients"]')).to_be_focused()


def test_the_paper_follows_the_cursor_and_a_change(drafter: Editing) -> None:
    drafter.writes(drafter.section(2).locator('[data-field="heading"]').first, " kế hoạch")
    drafter.is_saved()
    heading = drafter.person.preview().get_by_text("Tổ chức thực hiện kế hoạch", exact=False)
    expect(heading.first).to_be_in_viewport()


def test_on_a_phone_a_heading_is_written_and_nothing_is_wider_than_the_screen(
    world: World, newcomer: Newcomer, plan: Plan
) -> None:
    person = newcomer(viewport=PHONE)
    person.sign_in(world.drafter)
    drafter = Editing(person, world, plan).opens()
    drafter.writes(drafter.heading(), " chung")
    drafter.is_saved()
    person.press_here("Trang in")
    expect(drafter.page.locator("iframe[data-preview]")).to_be_visible()
    person.press_here("Mục lục")
    drafter.page.locator(".outline").get_by_role("link", name="Người ký").click()
    assert drafter.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
