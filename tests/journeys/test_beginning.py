"""From the desk to an open editor in a few clicks, what was moved and what must be looked at beside the text; the desk at both sizes."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from plans.models import Plan
from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.journeys.looking import RULES
from tests.journeys.person import DESK, PHONE, Person
from tests.world import World, a_plan, entered

MOST_CLICKS, MOST_PAGES = 3, 2  # goal 2: a new plan from last year's
FROM_LAST_YEARS = re.compile(r"^Tạo kế hoạch từ năm trước.*năm 2025$")


@pytest.fixture(scope="module")
def last_years(world: World) -> Plan:
    """A plan of the neighbour's own, so that other journeys see none of it."""
    with entered(world.province):
        return a_plan(world.here.neighbour.agency, by=world.stranger, year=2025)


def violations(person: Person) -> list[str]:
    found = Axe().run(person.page, options={"runOnly": RULES}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_goal_02_a_plan_from_last_years_is_open_in_three_clicks(
    world: World, last_years: Plan, newcomer: Newcomer, viewport: dict[str, int], scripts: bool
) -> None:
    drafter = newcomer(viewport=viewport, scripts=scripts)
    drafter.sign_in(world.stranger)
    pages: list[str] = []
    drafter.page.on(
        "framenavigated", lambda frame: pages.append(frame.url) if not frame.parent_frame else None
    )

    # Given the desk, when its main action and the first way are pressed
    drafter.taps = 0
    drafter.press("Lập kế hoạch mới")
    assert drafter.heading == "Lập kế hoạch mới"
    expect(drafter.page.get_by_role("button", name=FROM_LAST_YEARS).first).to_be_in_viewport()
    with drafter.page.expect_navigation():
        drafter.taps += 1
        drafter.page.get_by_role("button", name=FROM_LAST_YEARS).first.click()

    # Then the editor is open on a draft of the coming year
    assert drafter.path.endswith("/soan/")
    assert drafter.taps <= MOST_CLICKS
    assert len({url.split("#")[0] for url in pages}) <= MOST_PAGES
    with entered(world.province):
        made = Plan.objects.filter(agency=world.here.neighbour.agency).latest("id")
        assert (made.state, made.subject[-8:]) == (PlanState.DRAFT, f"năm {made.year}")


def test_what_must_be_looked_at_stands_in_the_editor_and_leads_to_its_place(
    world: World, last_years: Plan, newcomer: Newcomer
) -> None:
    drafter = newcomer()
    drafter.sign_in(world.stranger)
    drafter.press("Lập kế hoạch mới")
    with drafter.page.expect_navigation():
        drafter.page.get_by_role("button", name=FROM_LAST_YEARS).first.click()
    panel = drafter.page.locator(".begun-panel")
    before = panel.locator("summary").first.inner_text()
    count = int(re.findall(r"^Còn (\d+) chỗ", before)[0])

    # When the panel is opened and the first entry ticked
    panel.locator("summary").first.click()
    assert violations(drafter) == []
    first = panel.locator(".begun__entry").first
    link = first.get_by_role("link").first.get_attribute("href") or ""
    assert drafter.page.locator(f"#{link.split('#')[1]}").count() == 1
    first.get_by_role("button").click()

    # Then it is ticked in place, and one fewer is left
    expect(panel.locator(".begun__entry").first.get_by_role("button")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(panel.locator("summary").first).to_have_text(f"Còn {count - 1} chỗ cần xem từ khi lập kế hoạch")
    expect(panel.locator(".begun__entry").first.get_by_role("button")).to_be_focused()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("who", ["drafter", "head", "clerk", "agency_admin"])
def test_the_desk_shows_its_main_action_at_once(
    world: World, newcomer: Newcomer, who: str, viewport: dict[str, int]
) -> None:
    person = newcomer(viewport=viewport)
    person.sign_in(getattr(world, who))
    assert person.heading == "Việc của tôi"
    assert violations(person) == []
    main = {
        "drafter": person.page.get_by_role("link", name="Lập kế hoạch mới"),
        "agency_admin": person.page.get_by_role("heading", name="Việc cần làm"),
    }.get(who, person.page.locator(".desk__main .task-list a").first)
    expect(main).to_be_in_viewport()


def test_a_watched_plan_is_on_the_desk(world: World, newcomer: Newcomer) -> None:
    with entered(world.province):
        plan = a_plan(world.agency, by=world.drafter, year=2031)
    person = newcomer()
    person.sign_in(world.agency_admin)
    person.open(f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/")
    person.press("Theo dõi")
    person.sees("Thôi theo dõi")
    person.open("/dong-nai/so-tai-chinh/ke-hoach/viec/")
    person.sees(plan.subject, inside=".desk__side")
