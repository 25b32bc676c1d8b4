"""Every kind of field that can be typed into on the editor's page, taken from the page itself."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from plans.models import Block, Plan, Section
from plans.records import from_snapshot
from tests.documents import samples
from tests.journeys.prose import SETTLED
from tests.world import World, a_plan_file, entered

ROWS = {"head", "rows", "total"}
BOUND = {
    **dict.fromkeys(("period_from", "period_to", "issued_on"), "05/01/2027"),
    "budget_amount": "9.500.000",
    "authority": "TM. ỦY BAN NHÂN DÂN",
}
"""What can be typed only in one form."""
CHOICES = "[role=listbox]:visible"
_KINDS = r"""() => {
  const seen = new Map();
  for (const field of document.querySelectorAll('[data-text] [data-field]')) {
    const shown = field.dataset.field === 'html' ? field.parentElement.querySelector('[role=textbox]') : field;
    if (!shown || shown.matches('select, [type=checkbox]') || !shown.checkVisibility()) continue;
    const at = field.closest('[data-at]').dataset.at;
    const kind = `${at.replace(/-\d+$/, '')}.${field.dataset.field}`;
    if (!seen.has(kind)) seen.set(kind, at);
  }
  return [...seen];
}"""


@dataclass(frozen=True)
class Field:
    """The first of its kind, e.g. `noi-dung.lead`."""

    page: Page
    kind: str
    at: str

    @property
    def name(self) -> str:
        return self.kind.partition(".")[2]

    @property
    def is_prose(self) -> bool:
        return self.name == "html"

    @property
    def box(self) -> Locator:
        inner = ".prose__text" if self.is_prose else f'[data-field="{self.name}"]'
        return self.page.locator(f'[data-text] [data-at="{self.at}"] {inner}').first

    @property
    def text(self) -> str:
        return str(self.box.evaluate("(box) => box.value ?? box.innerText")).strip()

    def enter(self) -> None:
        """The cursor at the end; a list of choices that hides the field is closed first."""
        if self.page.locator(CHOICES).count():
            self.page.keyboard.press("Escape")
        self.box.click()
        if self.is_prose:
            expect(self.page.locator(f'[data-at="{self.at}"]').get_by_role("toolbar")).to_be_visible()
            self.page.wait_for_timeout(SETTLED)
            self.box.evaluate("(box) => box.editor.commands.focus('end')")
        self.page.keyboard.press("Control+End")

    @property
    def last_line(self) -> str:
        return (self.text.splitlines() or [""])[-1]

    def enter_anew(self) -> str:
        """What is typed next stands instead of what stood here; running text goes on in a new line, a table's row where it ends."""
        self.enter()
        if self.name in ROWS:
            return self.last_line
        self.page.keyboard.press("Enter" if self.is_prose else "Control+a")
        return ""


def every_kind(page: Page) -> list[Field]:
    found: list[list[str]] = page.evaluate(_KINDS)
    return [Field(page, kind, at) for kind, at in found]


def a_plan_of_everything(world: World) -> Plan:
    """A draft with a decision, appendices, notes and every kind of block."""
    with entered(world.province):
        decided = samples.decision_attached()
        file: dict[str, Any] = {
            **a_plan_file(world.agency),
            "form": decided["form"],
            "decision": decided["decision"],
        }
        plan = from_snapshot(samples.plan(**file), world.agency, by=world.drafter.user)
        section = Section.objects.create(plan=plan, heading="Mục có mọi loại", position=90)
        contents: list[dict[str, Any]] = [
            {"text": "Lời văn có chú thích[^1].", "footnotes": ["Chú thích một."]},
            {"channels": ["Cổng thông tin điện tử"]},
            {"text": "Lời văn không có chú thích.", "footnotes": []},
        ]
        for position, content in enumerate(contents):
            kind = next(iter(content))
            Block.objects.create(plan=plan, section=section, position=position, kind=kind, content=content)
    return plan
