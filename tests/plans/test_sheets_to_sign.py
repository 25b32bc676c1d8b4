"""What is printed of an approved plan before it has a number: the sheets that are signed, and beside them the draft (Điều 18 Nghị định 30/2020)."""

import re

import pypdfium2

from cchc_portal.documents import rendering
from cchc_portal.documents.states import PaperFormat
from plans.actions import copies
from plans.models import Plan
from plans.states import PlanState
from tests.world import World, entered


def printed(plan: Plan, world: World, kind: PaperFormat) -> tuple[bool, list[str]]:
    """(whether it says that it is a draft, the year at its head)."""
    content, _ = rendering.render(copies.ask_for_copy(plan, kind, by=world.clerk))
    text = " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().split())
    return "DỰ THẢO" in text, re.findall(r"ngày tháng năm (\d+)", text)


def test_sheets_to_sign_are_no_draft_and_both_leave_the_year_to_the_pen(settled: World) -> None:
    with entered(settled.province):
        plan = settled.plan(PlanState.APPROVED)
        found = {kind: printed(plan, settled, kind) for kind in (PaperFormat.TO_SIGN, PaperFormat.PDF)}
    assert found == {PaperFormat.TO_SIGN: (False, ["20"]), PaperFormat.PDF: (True, ["20"])}
