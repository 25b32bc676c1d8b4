"""A report as a document of its own: a draft with the period, the usual headings and the figures that the portal knows.

It goes through the agency's own chain like a plan (Nghị định 30/2020/NĐ-CP, mẫu 1.4), and is handed in when it is issued.
A short text with figures is the same document, made and submitted in one press.
"""

from dataclasses import dataclass, field
from typing import Any

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import require
from cchc_portal.calendars.actions.standing import locked as locked_obligation
from cchc_portal.calendars.models import Obligation
from cchc_portal.vietnam import dates
from plans.actions import drafting, procedure
from plans.models import Block, BlockKind, Plan, Section
from plans.states import PlanForm
from plans.submissions import figures, permissions, written


@dataclass(frozen=True)
class Words:
    """What the drafter has typed, and the figures that go with it, as rows of (name, value)."""

    text: str
    figures: list[dict[str, str]] = field(default_factory=list)


def compose(obligation_id: int, *, by: Membership, another: bool = False) -> Plan:
    """The report that stands for it already, else a new one; `another` where a second is wanted beside it."""
    owed = locked_obligation(Obligation(pk=obligation_id))
    require(permissions.may_compose(by, owed))
    found: Plan | None = None if another else written.standing(owed).first()
    return found or _begin_with_headings(owed, by)


def submit_words(obligation_id: int, words: Words, *, by: Membership) -> Plan:
    """The short text in the form of a report, handed to the agency's head at once."""
    owed = locked_obligation(Obligation(pk=obligation_id))
    require(written.may_submit_words(by, owed, list(written.standing(owed))))
    made = _begin(owed, by)
    Section.objects.filter(plan=made).delete()
    _section(made, 0, "Kết quả thực hiện", _paragraphs(words.text))
    if words.figures:
        _section(made, 1, "Số liệu", [(BlockKind.BULLETS, {"bullets": _entries(words.figures)})])
    return procedure.submit(made.pk, by=by)


def _begin(owed: Obligation, by: Membership) -> Plan:
    start, end = dates.year_period(owed.year)
    values = {
        "form": PlanForm.REPORT,
        "obligation": owed,
        "subject": written.subject_of(owed),
        "period_from": owed.data_from or start,
        "period_to": owed.data_to or end,
    }
    return drafting.create_plan(owed.holder, values, by=by, began_from=str(owed))


def _begin_with_headings(owed: Obligation, by: Membership) -> Plan:
    made = _begin(owed, by)
    first = Block.objects.filter(plan=made, kind=BlockKind.TEXT, section__isnull=False)
    block = first.order_by("section__position", "position", "id").first()
    said = figures.sentence(figures.known(owed))
    if block is not None and said:
        block.content = {"text": said, "footnotes": []}
        block.save()
    return made


def _section(plan: Plan, position: int, heading: str, blocks: list[tuple[BlockKind, Any]]) -> None:
    section = Section.objects.create(plan=plan, heading=heading, position=position)
    for order, (kind, content) in enumerate(blocks):
        Block.objects.create(plan=plan, section=section, kind=kind, content=content, position=order)


def _paragraphs(text: str) -> list[tuple[BlockKind, Any]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(BlockKind.TEXT, {"text": line, "footnotes": []}) for line in lines]


def _entries(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [{"text": f"{row['name']}: {row['value']}", "bullets": []} for row in rows]
