"""Random strikes while somebody types: whatever happens, what comes back is what was typed.

The scripts are the editor's own, in a real browser, and saves go to the portal's own view; around them stand three fields and a
clock that is wound on. The runs are drawn from a seed, and what differed is named by its number.
"""

import json
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from plans.models import ContentItem, Plan, Section
from plans.states import PlanState
from tests.plans.test_saving import address
from tests.world import World, entered

SCRIPTS = Path(settings.BASE_DIR) / "static" / "js"
HOME = "http://localhost"
SEED, ROUNDS = 20272, 8
OPENING = 30  # seconds
MOST_LOST = 2000  # milliseconds of typing, where the tab dies
EVENTS = ("offline", "lost", "late", "busy", "session", "closed", "killed")
DEADLY = ("closed", "killed")
PAUSES = (0, 60, 300, 1000, 2500)
WORDS = [
    "đẩy",
    "mạnh",
    "cải",
    "cách",
    "thủ",
    "tục",
    "hành",
    "chính",
    "tiếng",
    "Việt",
    "quyết",
    "liệt",
    "một",
    "cửa",
]
MOST_WORDS = 12
Different = list[tuple[int, str, str, str, list[str]]]

TYPE = """([at, word]) => {
  const box = document.querySelector(`[data-at="${at}"] textarea`);
  if (box.readOnly) return null;
  const before = box.value;
  box.focus();
  box.value = word ? `${before} ${word}` : before.replace(/ [^ ]+$/, "");
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return [before, box.value];
}"""
KEPT = """async () => { await (await import("/js/kept.js")).forget("-", "-"); }"""  # behind all that is being kept
SHOWN_AS_SAVED = """() => document.querySelector("[data-save-state]").dataset.state === "saved" """
UNSAVED = "() => window.saver.isUnsaved()"


@dataclass
class Server:
    """The portal's own saving, and what stands between it and the browser."""

    world: World
    plan: Plan
    fields: dict[str, str]  # anchor → field
    client: Client
    mood: str = ""
    waiting: list[tuple[Route, str]] = field(default_factory=list)  # with the mood in which it came
    on_its_way: list[str] = field(default_factory=list)
    stands: dict[str, str] = field(default_factory=dict)

    def says(self) -> dict[str, str]:
        with entered(self.world.province):
            plan = Plan.objects.get(pk=self.plan.pk)
            section, item = Section.objects.get(plan=plan), ContentItem.objects.get(plan=plan)
            texts = section.heading, item.content, plan.opening
        self.stands = dict(zip(self.fields, texts, strict=True))
        return self.stands

    def page(self) -> str:
        rows = "".join(
            f'<div data-at="{at}"><textarea data-field="{name}" data-plain>{escape(self.stands[at])}</textarea></div>'
            for at, name in self.fields.items()
        )
        return (
            '<!doctype html><meta charset="utf-8"><title>Soạn</title>'
            """<body data-user="1" hx-headers='{"X-CSRFToken": "t"}'>"""
            f'<main data-editor data-plan="{self.plan.pk}" data-save="/luu/" data-revision="0">{rows}</main>'
            '<p data-save-state data-state="none"><span data-save-words></span></p>'
            '<script type="module">import * as saver from "/js/saver.js";'
            'import { begin } from "/js/saver/leftover.js";'
            "begin().then(() => { window.saver = saver; });</script>"
        )

    def answers(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if path.startswith("/js/"):
            route.fulfill(path=SCRIPTS / path.removeprefix("/js/"), content_type="text/javascript")
        elif path != "/luu/":
            route.fulfill(body=self.page(), content_type="text/html; charset=utf-8")
        elif self.mood == "busy":
            route.fulfill(status=503, body="bận")
        elif self.mood == "session":
            route.fulfill(status=401, json={"sentence": "", "signin": ""})
        elif self.mood == "offline":
            route.abort()
        else:
            self.waiting.append((route, self.mood))

    def serves(self) -> None:
        """Saves what has come; the answer may be lost, and the request may come later than the page believes."""
        waiting, self.waiting = self.waiting, []
        for route, mood in waiting:
            body = route.request.post_data or ""
            if mood == "late":
                self.on_its_way.append(body)
            else:
                status, answer = self.saves(body)
            with suppress(Error):  # the page may be gone
                if mood:
                    route.abort()
                else:
                    route.fulfill(status=status, json=answer)
        if waiting:
            self.says()

    def saves(self, body: str) -> tuple[int, object]:
        answer = self.client.post(address(self.plan, "save"), body, content_type="application/json")
        return answer.status_code, json.loads(answer.content)

    def hears_the_late(self) -> None:
        late, self.on_its_way = self.on_its_way, []
        for body in late:
            self.saves(body)
        self.says()


@dataclass
class Writer:
    """Somebody who types while things happen; remembers what each field has said, and when."""

    context: BrowserContext
    server: Server
    draw: random.Random
    clock: int = 0
    died: float = float("inf")
    typed: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    surprises: list[tuple[str, str, list[str]]] = field(default_factory=list)

    def opens(self) -> None:
        self.page: Page = self.context.new_page()
        self.page.goto(HOME)
        patience = monotonic() + OPENING
        while not self.page.evaluate("() => Boolean(window.saver)"):
            assert monotonic() < patience, "Trang không mở được."
            self.page.clock.run_for(250)
            sleep(0.05)  # the scripts come over the network, which the page's clock does not wind on

    def may_say(self, at: str) -> list[str]:
        """What was typed last; where the tab has died, also what was typed in the two seconds before."""
        texts = self.typed[at]
        sure = [number for number, (when, _) in enumerate(texts) if when <= self.died - MOST_LOST]
        return [text for _, text in texts[max(sure, default=0) :]]

    def types(self) -> None:
        at = self.draw.choice([*self.server.fields])
        texts = self.typed[at]
        back = len(texts[-1][1].split()) > MOST_WORDS or (len(texts) > 1 and self.draw.random() < 0.15)
        found = self.page.evaluate(TYPE, [at, "" if back else self.draw.choice(WORDS)])
        if found is not None:
            before, after = found
            if before not in self.may_say(at):
                self.surprises.append((at, before, self.may_say(at)))
            kept = [] if self.died < self.clock else texts
            self.typed[at] = [*kept, (self.clock, after)]
        self.waits(self.draw.choice(PAUSES))

    def waits(self, milliseconds: int) -> None:
        self.clock += milliseconds
        if milliseconds:
            self.page.clock.run_for(milliseconds)
        if milliseconds >= min(pause for pause in PAUSES if pause > 250):
            self.page.evaluate(KEPT)  # the disk is not wound on with the clock
        self.server.serves()

    def is_struck(self, event: str) -> None:
        if event not in DEADLY:
            self.server.mood = event
            return
        self.died = self.clock
        if self.page.evaluate(SHOWN_AS_SAVED):
            self.died = self.clock + MOST_LOST  # then nothing at all may be lost
        if event == "killed":
            with pytest.raises(Error):
                self.page.goto("chrome://crash")
        self.page.close()
        self.clock += MOST_LOST + 1

    def comes_back(self, event: str) -> None:
        self.server.mood = ""
        if self.draw.random() < 0.5:
            self.server.hears_the_late()
        if event in DEADLY:
            self.opens()
        elif event == "session" and self.page.evaluate(UNSAVED):
            self.page.evaluate("() => window.saver.renew()")
        elif self.draw.random() < 0.5:  # else it finds out by itself
            self.page.evaluate("() => dispatchEvent(new Event('online'))")

    def settles(self) -> None:
        """Until nothing waits to be sent, for a minute at most."""
        for _ in range(30):
            self.waits(2100)
            if not self.page.evaluate(UNSAVED):
                break
        self.server.hears_the_late()

    def strike(self, event: str) -> list[tuple[str, str, list[str]]]:
        """Fields that say something else after coming back, and what they may say."""
        self.typed = {at: [(-MOST_LOST, text)] for at, text in self.server.says().items()}
        self.died, self.surprises, self.clock = float("inf"), [], 0
        for _ in range(self.draw.randint(1, 4)):
            self.types()
        if event in DEADLY:
            self.server.mood = self.draw.choice(("", "offline", "lost", "late"))
            self.types()
        self.is_struck(event)
        for _ in range(0 if event in DEADLY else self.draw.randint(0, 4)):
            self.types()
        self.comes_back(event)
        for _ in range(self.draw.randint(0, 2)):
            self.types()
        self.settles()
        says = self.server.says()
        return self.surprises + [
            (at, says[at], self.may_say(at)) for at in self.server.fields if says[at] not in self.may_say(at)
        ]


@pytest.fixture
def server(settled: World, client: Client) -> Server:
    client.force_login(settled.drafter.user)
    with entered(settled.province):
        plan = settled.plans[PlanState.DRAFT]
        item = ContentItem.objects.filter(plan=plan).select_related("group__block__section").first()
        section = item.group.block.section
        ContentItem.objects.filter(plan=plan).exclude(pk=item.pk).delete()
        Section.objects.filter(plan=plan).exclude(pk=section.pk).delete()
    names = {f"muc-{section.pk}": "heading", f"noi-dung-{item.pk}": "content", "phan-loi-van": "opening"}
    server = Server(settled, plan, names, client)
    server.says()
    return server


@pytest.fixture
def context(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="vi-VN")
    context.set_default_timeout(10_000)
    context.clock.install()
    context.route(f"{HOME}/**", server.answers)
    yield context
    context.close()


def test_goal_07_random_strikes_lose_nothing(context: BrowserContext, server: Server) -> None:
    writer = Writer(context, server, random.Random(SEED))
    writer.opens()
    different: Different = []
    for number in range(ROUNDS):
        for event in writer.draw.sample(EVENTS, len(EVENTS)):
            different += [(number, event, *found) for found in writer.strike(event)]
    assert different == []
