"""Everyday goal 7: whatever happens while somebody types, in whatever way and field, nothing is different after coming back.

The runs are drawn from a seed; each prints what it was, so that a failing one can be repeated.
"""

import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Error, Locator, Route, expect

from plans.models import Block, Section
from plans.prose import to_html
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import SAVE, Editing, forgive, headings
from tests.journeys.grid import a_table, stored
from tests.journeys.person import Person
from tests.journeys.prose import HEADING, SETTLED
from tests.journeys.typing_ways import WAYS
from tests.world import PASSWORD, World, entered

SEED, RUNS = 20271, 8
MOST_LOST = 2  # seconds of typing
WORDS = [
    "đẩy",
    "mạnh",
    "cải",
    "cách",
    "thủ",
    "tục",
    "hành",
    "chính,",
    "nghiệp",
    "vụ",
    "ở",
    "Bộ",
    "phận",
    "Một",
    "cửa",
    "tiếng",
    "Việt",
    "quyết",
    "liệt",
]
EVENTS = ("offline", "cut", "answer lost", "closed", "session")
KINDS = ("heading", "cell", "prose")
CUT_OFF = ("Failed to load resource", "ERR_")


@dataclass
class Writer(Editing):
    """Somebody who writes into a heading, a cell of the table and a text of one plan."""

    def goes_in(self) -> "Writer":
        self.person.sign_in(self.world.drafter)
        return self.returns()

    def returns(self) -> "Writer":
        self.opens()
        expect(self.page.locator("[data-grid]").first).to_have_attribute("data-ready", "")
        return self

    def anew(self) -> "Writer":
        """The plan opened again in another tab, the first being gone."""
        self.person = Person(self.person.context, self.person.url)
        return self.returns()

    def field(self, kind: str) -> Locator:
        if kind == "heading":
            return self.heading()
        if kind == "cell":
            return self.page.locator('.grid__row [data-field="content"]').first
        return self.page.locator(".leaf", has=self.page.locator("[data-prose]")).last.get_by_role(
            "textbox", name=re.compile("^Lời văn")
        )

    def enters(self, kind: str) -> None:
        self.field(kind).click()
        if kind == "prose":
            expect(self.page.locator(".prose [role=toolbar]")).to_be_visible()
        self.page.wait_for_timeout(SETTLED)
        self.page.keyboard.press("Control+End")

    def kept(self, kind: str) -> str:
        """What the database says."""
        if kind == "heading":
            return headings(self.world, self.plan)[0]
        if kind == "cell":
            return stored(self.world, self.plan)[0][1][0]
        with entered(self.world.province):
            blocks = Block.objects.filter(plan=self.plan, section__heading=HEADING).order_by("position")
            return re.sub(r"</?p>", "", to_html(block.content for block in blocks))

    def is_kept(self, kind: str, text: str) -> str:
        """What the database says as soon as it says this, or after a while."""
        end = time.monotonic() + 20
        while (found := self.kept(kind)) != text and time.monotonic() < end:
            self.page.wait_for_timeout(150)
        return found

    def signs_in_beside(self) -> None:
        """In the tab that the page offers; then one more press."""
        with self.person.context.expect_page() as opened:
            self.page.get_by_role("link", name="Đăng nhập lại").click()
        again = opened.value
        again.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(self.world.drafter.user.username)
        again.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        with again.expect_navigation():
            again.get_by_role("button", name="Đăng nhập", exact=True).click()
        again.close()
        self.page.get_by_role("button", name="Lưu lại").click()


@pytest.fixture
def writer(world: World, newcomer: Newcomer) -> Writer:
    plan = a_table(world, {"Công chức": ["Nội dung một", "Nội dung hai"]})
    with entered(world.province):
        section = Section.objects.create(plan=plan, heading=HEADING, position=99)
        content = {"text": "Lời văn", "footnotes": []}
        Block.objects.create(plan=plan, section=section, kind="text", content=content)
    return Writer(newcomer(), world, plan).goes_in()


def answer_lost(route: Route) -> None:
    """The server has saved, and nobody hears of it."""
    route.fetch()
    route.abort()


def strikes(writer: Writer, event: str) -> Callable[[], object]:
    """It happens; the answer puts it right again."""
    context = writer.person.context
    if event == "offline":
        context.set_offline(True)
        return lambda: context.set_offline(False)
    if event in ("cut", "answer lost"):
        context.route(SAVE, answer_lost if event == "answer lost" else lambda route: route.abort())
        # A save that is under way at that moment is nobody's fault.
        return lambda: context.unroute_all(behavior="ignoreErrors")
    if event == "session":
        context.clear_cookies()
        return writer.signs_in_beside
    return nothing


def nothing() -> None:
    """A closed tab is put right by opening another."""


def test_goal_07_nothing_typed_is_ever_lost(writer: Writer, complaints: list[str]) -> None:
    draw = random.Random(SEED)
    different = []
    for run in range(RUNS):
        event, kind, way = EVENTS[run % len(EVENTS)], KINDS[run % len(KINDS)], draw.choice([*WAYS])
        words = draw.sample(WORDS, 6)
        cut_at, pause = draw.randint(1, 5), draw.uniform(0, 2.5)
        sys.stdout.write(f"{run}: {event}, {kind}, {way}, after {cut_at} words, {pause:.1f} s: {words}\n")
        expected = " ".join([writer.kept(kind), *words])

        # When it strikes in the middle of the words
        writer.enters(kind)
        comes_back: Callable[[], object] = nothing
        for place, word in enumerate(words):
            if place == cut_at:
                comes_back = strikes(writer, event)
            writer.page.keyboard.press("Space")
            WAYS[way](writer.page, word)
        writer.page.wait_for_timeout(pause * 1000)
        if event == "closed":
            writer.page.close()
            writer.anew()
        comes_back()

        # Then everything is there
        found = writer.is_kept(kind, expected)
        if found != expected:
            different.append((run, event, kind, way, expected, found))
            break
    forgive(complaints, *CUT_OFF)
    assert different == []


@pytest.mark.parametrize("kind", KINDS)
def test_goal_07_at_most_two_seconds_are_lost_with_the_power(
    writer: Writer, kind: str, complaints: list[str]
) -> None:
    # Given somebody who types without a pause and without a network
    before = writer.kept(kind)
    writer.enters(kind)
    writer.person.context.set_offline(True)
    typed: list[tuple[float, str]] = []
    end = time.monotonic() + 2.5 * MOST_LOST
    while time.monotonic() < end:
        word = WORDS[len(typed) % len(WORDS)]
        writer.page.keyboard.type(f" {word}")
        typed.append((time.monotonic(), word))
        writer.page.wait_for_timeout(60)

    # When the browser dies at once
    died = time.monotonic()
    with pytest.raises(Error):
        writer.page.goto("chrome://crash")
    writer.page.close()
    writer.person.context.set_offline(False)
    writer.anew()

    # Then at most the last two seconds are gone
    sure = [word for at, word in typed if at < died - MOST_LOST]
    least = " ".join([before, *sure])
    everything = " ".join([before, *(word for _, word in typed)])
    deadline = time.monotonic() + 20
    while not (found := writer.kept(kind)).startswith(least) and time.monotonic() < deadline:
        writer.page.wait_for_timeout(150)
    forgive(complaints, *CUT_OFF)
    assert (found[: len(least)], everything[: len(found)]) == (least, found)
