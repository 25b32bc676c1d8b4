"""A person in the editor of one plan: its fields, what the line of saving says, what the database holds."""

import re
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Locator, Page, expect

from plans.models import Plan, Section
from tests.journeys.person import Person
from tests.world import World, entered

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")
OFFLINE = "Mất kết nối. Nội dung đang được giữ trên máy này và sẽ tự lưu khi có mạng."
SAVE = "**/soan/luu/"


@dataclass
class Editing:
    """Somebody who has a plan open for drafting."""

    person: Person
    world: World
    plan: Plan

    @property
    def page(self) -> Page:
        return self.person.page

    @property
    def path(self) -> str:
        return f"/{self.world.province.slug}/{self.world.agency.slug}/ke-hoach/{self.plan.pk}/soan/"

    def opens(self) -> "Editing":
        self.person.open(self.path)
        expect(self.page.locator("[data-locked]")).to_have_count(0)
        return self

    def heading(self, number: int = 0) -> Locator:
        return self.page.locator('[data-field="heading"]').nth(number)

    def writes(self, field: Locator, text: str) -> None:
        """At the end of what stands there, letter by letter."""
        field.click()
        field.press("Control+End")
        field.press_sequentially(text, delay=5)

    @property
    def state(self) -> Locator:
        return self.page.locator("[data-save-words]")

    def is_saved(self) -> None:
        expect(self.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
        expect(self.state).to_have_text(SAVED)

    def section(self, number: int) -> Locator:
        """A section of the first level, counted from 0."""
        return self.page.locator("#phan-muc > .leaves > .leaf").nth(number)

    def tool(self, row: Locator, verb: str) -> Locator:
        return row.locator(f':scope > .leaf__head [data-do="{verb}"]')

    def from_menu(self, row: Locator, verb: str) -> None:
        row.locator(":scope > .leaf__head summary").click()
        self.tool(row, verb).click()

    def cdp(self) -> CDPSession:
        return self.page.context.new_cdp_session(self.page)


def headings(world: World, plan: Plan) -> list[str]:
    """Of the sections of the first level, in order."""
    with entered(world.province):
        sections = Section.objects.filter(plan=plan, parent=None).order_by("position", "id")
        return list(sections.values_list("heading", flat=True))


def forgive(complaints: list[str], *expected: str) -> None:
    """What a browser says of a network that a test has cut is no fault of the page."""
    complaints[:] = [said for said in complaints if not any(words in said for words in expected)]
