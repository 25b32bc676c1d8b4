"""The grid of content items as a person at a screen uses it."""

import time
from typing import Any

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from plans.models import Plan
from plans.records import from_snapshot, to_snapshot
from tests.documents import samples
from tests.journeys.person import Person
from tests.world import World, a_plan_file, entered

PASTE = """([html, text]) => {
  const carried = new DataTransfer();
  if (html) carried.setData('text/html', html);
  carried.setData('text/plain', text);
  const box = document.activeElement;
  box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: carried, bubbles: true, cancelable: true}));
}"""
READ = """(root) => [...root.querySelectorAll('tbody')].map((body) => [
  body.querySelector('[data-field=title]').value,
  [...body.querySelectorAll('.grid__row')].map((row) => [...row.querySelectorAll('textarea')].map((box) => box.value)),
])"""
COLUMNS = ["content", "channels", "products", "lead", "time"]
PATIENCE = 10
Shown = list[list[Any]]


def a_table(world: World, groups: dict[str, list[Any]], columns: list[str] | None = None) -> Plan:
    """A draft whose second section is one table with these groups; rows are contents or whole items."""
    table = {
        "columns": columns or COLUMNS,
        "groups": [
            {"title": title, "items": [{"content": row} if isinstance(row, str) else row for row in rows]}
            for title, rows in groups.items()
        ],
    }
    with entered(world.province):
        file = {**a_plan_file(world.agency), "appendices": []}
        file["sections"][1]["blocks"] = [{"items": table}]
        return from_snapshot(samples.plan(**file), world.agency, by=world.drafter.user)


def stored(world: World, plan: Plan) -> list[tuple[str, list[str]]]:
    """What the database says: each group's title and the contents of its rows."""
    return [
        (group["title"] or "", [item["content"] for item in group["items"]])
        for group in table_of(world, plan)["groups"]
    ]


def table_of(world: World, plan: Plan) -> dict[str, Any]:
    with entered(world.province):
        snapshot = to_snapshot(Plan.objects.get(pk=plan.pk))
    found: dict[str, Any] = snapshot["sections"][1]["blocks"][0]["items"]
    return found


class Grid:
    """The first grid of a plan's editor."""

    def __init__(self, person: Person, world: World, plan: Plan) -> None:
        self.person, self.world, self.plan = person, world, plan
        self.page: Page = person.page
        self.root = self.page.locator("[data-grid]").first

    @classmethod
    def opened(cls, person: Person, world: World, plan: Plan) -> "Grid":
        person.sign_in(world.drafter)
        grid = cls(person, world, plan)
        grid.open()
        return grid

    def open(self) -> None:
        here = {"province": self.world.province.slug, "agency": self.world.agency.slug}
        self.person.open(reverse("plans:edit", kwargs={**here, "plan_id": self.plan.pk}))
        expect(self.root).to_have_attribute("data-ready", "")

    def row(self, group: int, row: int) -> Locator:
        """Counted from 1."""
        return self.root.locator("tbody").nth(group - 1).locator(".grid__row").nth(row - 1)

    def box(self, group: int, row: int, field: str = "content") -> Locator:
        return self.row(group, row).locator(f"[data-field={field}]")

    def title(self, group: int) -> Locator:
        return self.root.locator("tbody").nth(group - 1).locator("[data-field=title]")

    def number(self, group: int, row: int) -> Locator:
        return self.row(group, row).locator(".grid__number")

    def tick(self, group: int, row: int) -> None:
        self.row(group, row).get_by_role("checkbox").check()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def paste(self, html: str, text: str = "") -> None:
        self.page.evaluate(PASTE, [html, text])

    @property
    def shown(self) -> Shown:
        found: Shown = self.root.evaluate(READ)
        return found

    @property
    def contents(self) -> list[tuple[str, list[str]]]:
        return [(title, [row[0] for row in rows]) for title, rows in self.shown]

    @property
    def where(self) -> list[Any]:
        """Field and row number of the box that has the cursor."""
        found: list[Any] = self.page.evaluate(
            "() => { const box = document.activeElement; return [box.dataset.field || '', "
            "box.closest('.grid__row')?.querySelector('.grid__number').textContent || '']; }"
        )
        return found

    def says(self, sentence: str) -> None:
        expect(self.root.locator("[data-grid-told]")).to_have_text(sentence)

    def saved(self) -> list[tuple[str, list[str]]]:
        """What the database says as soon as it says what the page shows, or after a while."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function("() => !document.querySelector('[data-unsaved]')")
        end = time.monotonic() + PATIENCE
        while (found := stored(self.world, self.plan)) != self.contents and time.monotonic() < end:
            self.page.wait_for_timeout(100)
        return found
