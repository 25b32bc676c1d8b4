"""A whole minute without a network while several places are written: kept and said, then saved once, in order, to the letter.

The minute is a real one: connections, timers and retries are the browser's own.
"""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Request, expect

from plans.models import Block, Section, Sitting
from plans.prose import to_html
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import OFFLINE, Editing, forgive, headings
from tests.journeys.grid import a_table, stored
from tests.journeys.prose import HEADING, SETTLED
from tests.world import World, entered

MINUTE = 60
PIECES = ("cải cách thủ tục hành chính", "một cửa, một cửa liên thông", "đúng hẹn, đúng quy định")
FETCHED = "(name) => performance.getEntriesByType('resource').some((each) => each.name.includes(name))"


@pytest.fixture
def drafter(world: World, newcomer: Newcomer) -> Editing:
    plan = a_table(world, {"Công chức": ["Nội dung một", "Nội dung hai"]})
    with entered(world.province):
        section = Section.objects.create(plan=plan, heading=HEADING, position=99)
        content = {"text": "Lời văn", "footnotes": []}
        Block.objects.create(plan=plan, section=section, kind="text", content=content)
    person = newcomer()
    person.sign_in(world.drafter)
    editing = Editing(person, world, plan).opens()
    expect(editing.page.locator("[data-grid]").first).to_have_attribute("data-ready", "")
    for script in ("django_prose_editor/editor", "prose/pasting"):  # nobody has looked at the text yet
        editing.page.wait_for_function(FETCHED, arg=script)
    return editing


def prose_of(drafter: Editing) -> Locator:
    leaf = drafter.page.locator(".leaf", has=drafter.page.locator("[data-prose]")).last
    return leaf.get_by_role("textbox", name=re.compile("^Lời văn"))


def chapter(drafter: Editing) -> Locator:
    return drafter.section(1).locator(':scope > .leaf__head [data-field="heading"]')


def database(drafter: Editing) -> dict[str, Any]:
    """Every place that is written in, as the server has it."""
    with entered(drafter.world.province):
        blocks = Block.objects.filter(plan=drafter.plan, section__heading=HEADING).order_by("position")
        prose = to_html(block.content for block in blocks)
    return {
        "headings": headings(drafter.world, drafter.plan)[:2],
        "rows": stored(drafter.world, drafter.plan)[0][1],
        "prose": prose,
    }


def goes_on(drafter: Editing, box: Locator, pieces: tuple[str, ...], pause: float) -> None:
    """Writes at the end of a box, with pauses."""
    box.click()
    drafter.page.wait_for_timeout(SETTLED)
    drafter.page.keyboard.press("Control+End")
    for piece in pieces:
        drafter.page.keyboard.type(f" {piece}", delay=15)
        drafter.page.wait_for_timeout(pause * 1000)


def sent_changes(requests: list[Request]) -> list[tuple[str, dict[str, str]]]:
    """What reached the server: each change's kind with what it says now."""
    found = []
    for request in requests:
        for change in (request.post_data_json or {})["changes"]:
            fields = change.get("fields", {})
            now = {key: value["now"] if isinstance(value, dict) else value for key, value in fields.items()}
            found.append((change["op"], now))
    return found


def test_a_minute_without_a_network_and_back(drafter: Editing, complaints: list[str]) -> None:
    page, before = drafter.page, database(drafter)
    arrived: list[Request] = []
    page.on(
        "requestfinished", lambda request: arrived.append(request) if "/soan/luu/" in request.url else None
    )
    cells = page.locator('.grid__row [data-field="content"]')

    # Given a minute without a network in which five places are written
    drafter.person.context.set_offline(True)
    cut = time.monotonic()
    goes_on(drafter, drafter.heading(0), PIECES[:1], 3)
    goes_on(drafter, cells.first, PIECES, 3)
    page.keyboard.press("Control+Enter")
    expect(cells).to_have_count(3)
    page.keyboard.type(PIECES[0], delay=15)
    goes_on(drafter, prose_of(drafter), PIECES[:2], 3)
    goes_on(drafter, chapter(drafter), PIECES[2:], 3)
    goes_on(drafter, drafter.heading(0), PIECES[1:2], 3)
    expect(drafter.state).to_have_text(OFFLINE)
    page.wait_for_timeout(max(0, MINUTE - (time.monotonic() - cut)) * 1000)
    assert (drafter.state.inner_text(), database(drafter), arrived) == (OFFLINE, before, [])

    # When it comes back
    drafter.person.context.set_offline(False)
    assert time.monotonic() - cut >= MINUTE
    drafter.is_saved()

    # Then the server has every letter, the new row once and in its place
    heading = f"{before['headings'][0]} {PIECES[0]} {PIECES[1]}"
    second = f"{before['headings'][1]} {PIECES[2]}"
    row = " ".join(["Nội dung một", *PIECES])
    prose = f"Lời văn {PIECES[0]} {PIECES[1]}"
    expected = {
        "headings": [heading, second],
        "rows": [row, PIECES[0], "Nội dung hai"],
        "prose": f"<p>{prose}</p>",
    }
    assert database(drafter) == expected

    # And each place was sent once, in the order in which it was written
    assert [change for change in sent_changes(arrived) if change[0] != "add"] == [
        ("set", {"heading": heading}),
        ("set", {"content": row}),
        ("set", {"html": f"<p>{prose}</p>"}),
        ("set", {"heading": second}),
    ]
    assert [now["content"] for op, now in sent_changes(arrived) if op == "add"] == [PIECES[0]]
    with entered(drafter.world.province):
        sitting = Sitting.objects.get(plan=drafter.plan)
    assert (len(sitting.added), sitting.changes) == (1, len(arrived))

    # And the page shows it so again, with nothing left on the machine
    page.reload()
    expect(drafter.heading(0)).to_have_value(heading)
    assert [cells.nth(place).input_value() for place in range(cells.count())] == expected["rows"]
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':soan:'))") == []
    forgive(complaints, "ERR_INTERNET_DISCONNECTED")
