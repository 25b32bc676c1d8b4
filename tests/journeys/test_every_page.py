"""Every page that has an address: accessible (WCAG 2.2 AA and best practice by axe), in Vietnamese, never wider than the screen,
nothing cut at 320 px, at 200 % or with the reader's own spacing, every button of a phone as high as a finger.

The list is compared with the URLconf, so that no page can be forgotten.
"""

from collections.abc import Iterator
from functools import partial

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page

from cchc_portal.agencies.models import Membership
from plans.models import Beginning, Plan
from plans.states import PlanState
from publications import actions
from publications.models import Announcement
from tests.journeys import looking, served
from tests.journeys.conftest import broke, heard
from tests.journeys.page_addresses import address
from tests.journeys.pages import AN_A4_SHEET, NOT_PAGES, PAGES
from tests.world import World, a_plan, entered


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name


def test_the_list_has_every_address() -> None:
    listed = {page.split()[0] for page in PAGES} | NOT_PAGES
    assert set(names(get_resolver("cchc_portal.urls"))) == listed


@pytest.fixture(scope="module")
def published(world: World) -> Announcement:
    with entered(world.province):
        drafted = Announcement.objects.filter(plan=world.plans[PlanState.ISSUED]).get()
        return actions.publish(drafted.pk, by=world.clerk)


@pytest.fixture(scope="module")
def draft(world: World) -> Plan:
    """Returned, so that the page says why; its first section has an inner one and a table of items in it."""
    with entered(world.province):
        returned = a_plan(world.agency, by=world.drafter, state=PlanState.RETURNED)
        entry = {"text": "Còn ghi “năm 2026”", "where": "Mục I", "anchor": "phan-muc", "seen": False}
        Beginning.objects.create(
            plan=returned,
            way=Beginning.Way.LAST_YEAR,
            report={"moved": [entry], "reset": [], "look": [entry] * 2},
        )
        return returned


@pytest.fixture(scope="module")
def windows(chromium: Browser, portal: str, world: World) -> Iterator[dict[str, Page]]:
    """One window for each person, signed in."""
    opened: dict[str, Page] = {}
    for role in sorted(set(PAGES.values())):
        context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        if role:
            person = getattr(world, role)
            client = Client()
            client.force_login(person.user if isinstance(person, Membership) else person)
            context.add_cookies(
                [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": portal}]
            )
        opened[role] = context.new_page()
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_speaks_vietnamese(
    name: str,
    world: World,
    portal: str,
    windows: dict[str, Page],
    draft: Plan,
    published: Announcement,
    complaints: list[str],
) -> None:
    page = windows[PAGES[name]]
    said = partial(heard, complaints)
    page.on("console", said)
    thrown = partial(broke, complaints)
    page.on("pageerror", thrown)
    looking.resize(page, looking.DESK)
    answer = page.goto(portal + address(name, world, draft, published))
    assert answer is not None
    assert answer.status == 200
    looking.draw_everything(page)
    for size in (looking.DESK, looking.PHONE):
        looking.resize(page, size)
        found = looking.violations(page, looking.RULES) if name in AN_A4_SHEET else looking.faults(page)
        assert (size, found) == (size, [] if name in AN_A4_SHEET else {})
    if name not in AN_A4_SHEET:
        assert changed(page) == {}
    assert served.wrong_words(page.locator("body").inner_text()) == []
    page.remove_listener("console", said)
    page.remove_listener("pageerror", thrown)


def changed(page: Page) -> dict[str, list[str]]:
    """The same page at 200 %, on the smallest phone, then with the reader's own spacing of letters and lines."""
    found = {}
    for name, size in (("200 %", looking.ZOOMED), ("320 px", looking.SMALL_PHONE)):
        looking.resize(page, size)
        found[name] = looking.reflowed(page)
    looking.space_out(page)
    found["spacing"] = looking.reflowed(page)
    return {name: places for name, places in found.items() if places}
