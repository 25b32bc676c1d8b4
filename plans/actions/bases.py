"""Verbs of the legal bases as a list: take one from the register, put them in order."""

from cchc_portal.agencies.models import Membership
from plans.actions import rows
from plans.actions.editing import editing
from plans.models import LegalBasis, Plan
from plans.register import arranged

REQUEST = ("Theo đề nghị", "Xét đề nghị")


def lines(plan: Plan) -> list[str]:
    """The bases as they stand, in order."""
    return list(
        LegalBasis.objects.filter(plan=plan).order_by("position", "id").values_list("text", flat=True)
    )


def add(plan: Plan, text: str, *, by: Membership) -> LegalBasis:
    """One more basis, before the request that closes the list."""
    row: LegalBasis = rows.add(plan.pk, LegalBasis(plan=plan), {"text": text}, by=by)
    lines = list(rows.siblings(row))
    closing = next((place for place, each in enumerate(lines, 1) if each.text.startswith(REQUEST)), 0)
    if closing and closing < len(lines):
        rows.move(plan.pk, row, closing, by=by)
    return row


def arrange(plan_id: int, *, by: Membership) -> bool:
    """Order the bases by rank and date; whether anything moved."""
    with editing(plan_id, by=by, verb="part_changed") as edit:
        before = list(LegalBasis.objects.filter(plan=edit.plan).order_by("position", "id"))
        order = arranged([row.text for row in before])
        left, after = list(before), []
        for text in order:
            row = next(each for each in left if each.text == text)
            left.remove(row)
            after.append(row)
        edit.changed = after != before
        for position, row in enumerate(after):
            row.position = position
        LegalBasis.objects.bulk_update(after, ["position"])
        edit.details["what"] = "thứ tự các căn cứ"
    return edit.changed
