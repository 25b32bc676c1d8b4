"""What surrounds typing in the editor: two tabs, a server that is gone, a page that is hidden, keys of habit; nothing jumps."""

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLong

from plans.models import Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import SAVE, Editing, forgive, headings
from tests.journeys.every_field import a_plan_of_everything, every_kind
from tests.journeys.person import Person
from tests.world import World

FIRST = "Mục đích, yêu cầu"
WITHIN = 5_000
HIDE = """() => {
  for (const [name, value] of [['hidden', true], ['visibilityState', 'hidden']]) Object.defineProperty(document, name, { get: () => value, configurable: true });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}"""
STANDS = """() => {
  const box = document.activeElement;
  return [Math.round(scrollY), box.closest('[data-at]').dataset.at, box.dataset.field || '', box.selectionStart ?? getSelection().anchorOffset];
}"""
# Asked after every other listener: is the browser's own window for saving a page held back?
CTRL_S = """() => { window.heldBack = null; addEventListener('keydown', (event) => { if (event.key === 's') window.heldBack = event.defaultPrevented; }); }"""


@pytest.fixture
def plan(world: World) -> Plan:
    return a_plan_of_everything(world)


@pytest.fixture
def editing(world: World, newcomer: Newcomer, plan: Plan) -> Editing:
    person = newcomer()
    person.sign_in(world.drafter)
    return Editing(person, world, plan).opens()


def test_a_server_that_is_gone_is_said_within_five_seconds(editing: Editing, complaints: list[str]) -> None:
    editing.writes(editing.heading(), " một")
    editing.is_saved()
    editing.person.context.route("**/*", lambda route: route.abort("connectionrefused"))
    editing.writes(editing.heading(), " hai")
    expect(editing.page.locator("[data-save-state]")).not_to_have_attribute(
        "data-state", "saved", timeout=WITHIN
    )
    expect(editing.state).to_contain_text("đang được giữ trên máy này", timeout=WITHIN)
    editing.person.context.unroute("**/*")
    editing.page.evaluate("dispatchEvent(new Event('online'))")
    editing.is_saved()
    assert headings(editing.world, editing.plan)[0] == f"{FIRST} một hai"
    forgive(complaints, "ERR_CONNECTION_REFUSED")


def test_hiding_the_page_saves_at_once(editing: Editing) -> None:
    editing.writes(editing.heading(), " khi đóng ứng dụng")
    with editing.page.expect_request(SAVE, timeout=1_000):
        editing.page.evaluate(HIDE)


def test_two_tabs_of_one_person_show_both_texts(editing: Editing) -> None:
    second = Editing(Person(editing.person.context, editing.person.url), editing.world, editing.plan).opens()
    editing.heading().fill("Của thẻ thứ nhất")
    second.heading().fill("Của thẻ thứ hai")
    editing.page.keyboard.press("Control+s")
    editing.is_saved()
    second.page.keyboard.press("Control+s")
    expect(second.page.locator(".merge blockquote")).to_have_text(["Của thẻ thứ nhất", "Của thẻ thứ hai"])
    assert headings(editing.world, editing.plan)[0] == "Của thẻ thứ nhất"


def test_a_refused_amount_that_is_put_right_meets_nobody(editing: Editing) -> None:
    page = editing.page
    amount = next(each for each in every_kind(page) if each.kind == "noi-dung.budget_amount")
    for text, state in (("mười triệu", "failed"), ("10.000.000", "saved")):
        amount.enter_anew()
        page.keyboard.type(text)
        page.keyboard.press("Control+s")
        expect(page.locator("[data-save-state]")).to_have_attribute("data-state", state)
    expect(page.locator(".merge, .merge-line")).to_have_count(0)


@pytest.mark.parametrize("kind", ["muc.heading", "noi-dung.content", "van.html"])
def test_a_save_moves_neither_page_nor_cursor(editing: Editing, kind: str) -> None:
    page = editing.page
    field = next(each for each in every_kind(page) if each.kind == kind)
    field.enter()
    page.keyboard.type(" thêm")
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(300)
    before = page.evaluate(STANDS)
    page.wait_for_function("() => document.querySelector('[data-save-state]').dataset.state === 'saved'")
    page.wait_for_timeout(2_500)  # the checks and the paper follow a save
    assert page.evaluate(STANDS) == before


def test_ctrl_s_is_the_portals_in_every_kind_of_field(editing: Editing) -> None:
    page = editing.page
    page.evaluate(CTRL_S)
    browsers_own = []
    for field in every_kind(page):
        field.enter()
        page.keyboard.press("Control+s")
        if not page.evaluate("window.heldBack"):
            browsers_own.append(field.kind)
    assert browsers_own == []


def test_an_offer_to_convert_is_made_for_old_letters(editing: Editing) -> None:
    page = editing.page
    offered = {kind: offers(page, kind) for kind in ("van.html", "noi-dung.content", "muc.heading")}
    assert offered == {"van.html": True, "noi-dung.content": True, "muc.heading": True}


def offers(page: Page, kind: str) -> bool:
    """Whether a line in TCVN3, put into a field of this kind, is offered to be converted."""
    field = next(each for each in every_kind(page) if each.kind == kind)
    field.enter_anew()
    page.evaluate(PASTE, "Tuyªn truyÒn c¶i c¸ch hµnh chÝnh nhµ n\u00adíc")
    try:
        page.get_by_role("button", name="Chuyển sang Unicode").last.wait_for(timeout=2_000)
    except TooLong:
        return False
    page.get_by_role("button", name="Giữ nguyên").last.click()
    return True


PASTE = """(text) => {
  const carried = new DataTransfer();
  carried.setData('text/plain', text);
  const box = document.activeElement;
  if (box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }))) document.execCommand('insertText', false, text);
}"""
