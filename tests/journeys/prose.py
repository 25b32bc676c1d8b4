"""Running text of a plan's editor as a person at a screen uses it."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, expect

from plans.models import Block, Plan, Section
from plans.prose import canonical, to_html
from tests.journeys.editing import Editing
from tests.journeys.person import Person
from tests.world import World, a_plan, entered

PASTE = """([html, text]) => {
  const carried = new DataTransfer();
  if (html) carried.setData('text/html', html);
  carried.setData('text/plain', text);
  const box = document.activeElement;
  box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: carried, bubbles: true, cancelable: true}));
}"""
SETTLED = 100  # ms until an editor has taken the focus in: no hand is quicker
HEADING = "Mục viết lời văn"


def a_plan_with(world: World, *contents: dict[str, Any]) -> Plan:
    """A draft whose last section holds these blocks."""
    with entered(world.province):
        plan = a_plan(world.agency, by=world.drafter)
        section = Section.objects.create(plan=plan, heading=HEADING, position=99)
        for position, content in enumerate(contents):
            kind = next(iter(content))
            Block.objects.create(plan=plan, section=section, position=position, kind=kind, content=content)
    return plan


def text(words: str, notes: Sequence[str] = ()) -> dict[str, Any]:
    return {"text": words, "footnotes": list(notes)}


class Prose(Editing):
    """The first text of the last section in a plan's editor."""

    @classmethod
    def opened(cls, person: Person, world: World, plan: Plan) -> "Prose":
        person.sign_in(world.drafter)
        prose = cls(person, world, plan)
        prose.opens()
        return prose

    @property
    def blocks(self) -> list[Block]:
        with entered(self.world.province):
            return list(Block.objects.filter(plan=self.plan, section__heading=HEADING).order_by("position"))

    @property
    def box(self) -> Locator:
        return self.page.locator(f"[data-at='van-{self.blocks[0].pk}']")

    @property
    def area(self) -> Locator:
        return self.box.get_by_role("textbox").first

    def enter(self) -> None:
        """The cursor at the text's end."""
        self.area.click()
        expect(self.box.get_by_role("toolbar")).to_be_visible()
        self.page.wait_for_timeout(SETTLED)
        self.press("Control+End")

    def empty(self) -> None:
        self.press("Control+A", "Delete")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def paste(self, html: str, plain: str = "chữ trơn") -> None:
        self.page.evaluate(PASTE, [html, plain])

    def button(self, name: str) -> Locator:
        return self.box.get_by_role("button", name=name, exact=True)

    @property
    def shown(self) -> str:
        """The text as the server would write it."""
        return canonical(str(self.area.evaluate("(area) => area.editor.getHTML()")))

    @property
    def stored(self) -> str:
        return to_html(block.content for block in self.blocks)

    @property
    def focused(self) -> str:
        """The name of what has the cursor."""
        return str(
            self.page.evaluate(
                "() => document.activeElement.getAttribute('aria-label') || document.activeElement.getAttribute('role')"
                " || document.activeElement.textContent.trim()"
            )
        )
