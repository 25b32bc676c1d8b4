"""The editor in every state that a person meets, and every component in its states: accessible, whole, within the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from plans.actions import procedure
from plans.models import Plan, Section
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import OFFLINE, Editing, forgive
from tests.world import World, a_plan, entered

SIZES = pytest.mark.parametrize("size", [looking.DESK, looking.PHONE], ids=["desk", "phone"])
CUT_OFF = (
    "Failed to load resource"  # the browser's own words for a network that is cut and an answer that refuses
)


@pytest.fixture
def plan(world: World) -> Plan:
    with entered(world.province):
        return a_plan(world.agency, by=world.drafter)


def opened(newcomer: Newcomer, world: World, plan: Plan, size: tuple[int, int]) -> Editing:
    person = newcomer(viewport={"width": size[0], "height": size[1]})
    person.sign_in(world.drafter)
    editing = Editing(person, world, plan).opens()
    looking.draw_everything(editing.page)
    return editing


def seen(page: Page, within: Locator | None = None) -> dict[str, list[str]]:
    """What is wrong with the page once the state is there; a menu, a bar, a list may then lie over buttons of the page."""
    if within is not None:
        expect(within.first).to_be_visible()
    found = looking.faults(page)
    axe = [fault for fault in found.pop("axe", []) if not fault.startswith("target-size")]
    return {**found, **({"axe": axe} if axe else {})}


@SIZES
def test_an_empty_plan(world: World, newcomer: Newcomer, plan: Plan, size: tuple[int, int]) -> None:
    with entered(world.province):
        Section.objects.filter(plan=plan).delete()
        plan.bases.all().delete()
        plan.recipients.all().delete()
        plan.signatures.all().delete()
    page = opened(newcomer, world, plan, size).page
    expect(page.locator("#phan-muc .empty-line")).to_be_visible()
    assert looking.faults(page) == {}


@SIZES
def test_panels_and_menus_open(world: World, newcomer: Newcomer, plan: Plan, size: tuple[int, int]) -> None:
    editing = opened(newcomer, world, plan, size)
    page = editing.page
    states: dict[str, dict[str, list[str]]] = {}

    checks = page.locator("[data-checks]")
    if checks.get_attribute("open") is None:
        checks.locator("> summary").click()
    menu = editing.section(0).locator(":scope > .leaf__head details")
    menu.locator("summary").click()
    expect(menu.locator(".menu__panel")).to_be_visible()
    states["findings and a menu"] = seen(page, page.locator("[data-checks-body]"))
    menu.locator("summary").click()

    page.locator(".prose__text").first.click()
    states["prose"] = seen(page, page.locator(".prose__bar"))

    channels = page.locator('.grid__row [data-field="channels"]').first
    channels.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Enter")
    channels.press_sequentially("tr", delay=20)
    states["choices"] = seen(page, page.locator(".grid__choices:visible"))
    page.keyboard.press("Escape")

    page.locator(".grid__number").first.click()
    states["row"] = seen(page, page.locator(".grid__dialog:visible"))
    page.keyboard.press("Escape")
    assert {name: faults for name, faults in states.items() if faults} == {}


@SIZES
def test_remarks_open(world: World, newcomer: Newcomer, plan: Plan, size: tuple[int, int]) -> None:
    page = opened(newcomer, world, plan, size).page
    page.locator("[data-remarks-toggle]").click()
    assert seen(page, page.locator("[data-remarks-body] form")) == {}


def test_a_refused_field_a_conflict_no_network_and_a_closed_plan(
    world: World, newcomer: Newcomer, plan: Plan, complaints: list[str]
) -> None:
    editing = opened(newcomer, world, plan, looking.DESK)
    page = editing.page
    states: dict[str, dict[str, list[str]]] = {}

    start = page.locator('#phan-thong-tin [data-field="period_from"]')
    right = start.input_value()
    start.fill("31/02/2027")
    page.keyboard.press("Control+s")
    states["refused"] = seen(page, page.locator(".cell__error"))
    start.fill(right)
    page.keyboard.press("Control+s")
    editing.is_saved()

    with entered(world.province):
        section = Section.objects.filter(plan=plan, parent=None).order_by("position", "id")[0]
        Section.objects.filter(pk=section.pk).update(heading="Mục đích chung")
    editing.heading().fill("Mục tiêu của kế hoạch")
    page.keyboard.press("Control+s")
    states["conflict"] = seen(page, page.locator(".merge"))
    page.get_by_role("button", name="Giữ bản vừa nhập").click()
    editing.is_saved()

    page.context.set_offline(True)
    editing.heading(1).fill("Nội dung và hình thức")
    expect(editing.state).to_have_text(OFFLINE)
    states["offline"] = seen(page)
    page.context.set_offline(False)
    editing.is_saved()

    with entered(world.province):
        procedure.submit(plan.pk, by=world.drafter)
    editing.heading(1).fill("Nội dung, hình thức")
    page.keyboard.press("Control+s")
    states["closed"] = seen(page, page.locator("[data-notices] .notice"))
    forgive(complaints, CUT_OFF)
    assert {name: faults for name, faults in states.items() if faults} == {}


@pytest.fixture
def catalogue(chromium: Browser, portal: str, complaints: list[str]) -> Iterator[Page]:
    """A window on the components, set up as a reader's machine may be."""
    context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    page.goto(f"{portal}/thanh-phan/ke-hoach/")
    yield page
    context.close()


BORDERLESS = """() => [...document.querySelectorAll('.btn:not(.btn-link), .form-control, .form-select, .status:not(.status--plain), .chip, .notice, .prose__text, .grid__frame, .merge, .checks, [role=listbox] > [aria-selected="true"], .compare td')]
  .filter((e) => e.checkVisibility()).filter((e) => {
    const s = getComputedStyle(e);
    const has = (side) => s[`border${side}Style`] !== 'none' && parseFloat(s[`border${side}Width`]) > 0;
    return !(has('Top') || has('Bottom') || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0));
  }).map((e) => e.outerHTML.slice(0, 120))"""


def test_forced_colours_leave_borders_and_focus(catalogue: Page) -> None:
    catalogue.emulate_media(forced_colors="active")
    assert catalogue.evaluate(BORDERLESS) == []
    unseen = []
    for _ in range(60):
        catalogue.keyboard.press("Tab")
        style, width, html = catalogue.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth), e.outerHTML.slice(0, 120)]; })()"
        )
        if style == "none" or width < 2:
            unseen.append(html)
    assert unseen == []


def test_nothing_moves_for_those_who_ask_for_rest(catalogue: Page) -> None:
    catalogue.emulate_media(reduced_motion="reduce")
    moving = catalogue.evaluate(
        "[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);"
        " return s.transitionProperty !== 'none' && parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none'; })"
        ".map((e) => e.outerHTML.slice(0, 120))"
    )
    assert moving == []


def test_a_printed_plan_has_its_words_and_no_buttons(world: World, newcomer: Newcomer, plan: Plan) -> None:
    editing = opened(newcomer, world, plan, looking.DESK)
    page = editing.page
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('.btn, .navigation, .tabbar, .tool, .breadcrumbs, iframe')]"
        ".filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 120))"
    )
    assert shown == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(editing.heading()).to_be_visible()
