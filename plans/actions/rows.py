"""Verbs for every row that stands in order inside a plan: add, change, move, remove."""

from collections.abc import Callable
from typing import Any

from django.db.models import Max

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from plans.actions import removed, trash
from plans.actions import values as row_values
from plans.actions.editing import editing
from plans.actions.values import Row, Values
from plans.models import (
    Appendix,
    AudienceGroup,
    Block,
    ContentItem,
    LegalBasis,
    ParentPlan,
    Plan,
    Recipient,
    Section,
    SignatureLine,
)

# Among which rows a row has its place.
SCOPES: dict[type[Any], tuple[str, ...]] = {
    Section: ("plan_id", "parent_id"),
    Appendix: ("plan_id",),
    Block: ("section_id", "appendix_id"),
    AudienceGroup: ("block_id",),
    ContentItem: ("group_id",),
    ParentPlan: ("plan_id",),
    LegalBasis: ("plan_id",),
    Recipient: ("plan_id",),
    SignatureLine: ("plan_id",),
}
GONE = "Phần này đã bị xóa ở trang khác hoặc bởi người khác."
NOT_SAVED = f"{GONE} Nội dung vừa nhập chưa được lưu; có thể sao chép từ các ô dưới đây."


class Changed(Exception):
    """Somebody else changed the same row after the form was loaded; `theirs` is what it says now."""

    def __init__(self, theirs: Values) -> None:
        super().__init__("changed")
        self.theirs = theirs


def siblings(row: Row) -> Any:
    """The rows among which this one has its place, in order."""
    scope = {name: getattr(row, name) for name in SCOPES[type(row)]}
    return type(row).objects.filter(**scope).order_by("position", "id")


def add(plan_id: int, new: Row, values: Values, *, by: Membership) -> Row:
    """Put an unsaved row, which knows its place, after its siblings."""
    with editing(plan_id, by=by, verb="row_added") as edit:
        new.plan = edit.plan
        last = siblings(new).aggregate(last=Max("position"))["last"]
        new.position = 0 if last is None else last + 1
        row_values.write(new, values)
        edit.details["what"] = row_values.name_of(new)
    return new


def change(plan_id: int, row: Row, values: Values, *, loaded: str, by: Membership) -> Row:
    """Write new values; nothing is overwritten where somebody else has changed the row meanwhile."""
    with editing(plan_id, by=by, verb="row_changed") as edit:
        row = _again(edit.plan, row, otherwise=NOT_SAVED)
        current = row_values.read(row)
        if current == values:
            edit.changed = False
            return row
        if loaded != row_values.fingerprint(current):
            raise Changed(current)
        row_values.write(row, values)
        edit.details["what"] = row_values.name_of(row)
    return row


def move(plan_id: int, row: Row, place: int, *, by: Membership) -> int:
    """Put the row at a place counted from 1 among its siblings; returns the place that it got."""
    return _rearrange(plan_id, row, lambda now: place - 1, by)


def step(plan_id: int, row: Row, by_places: int, *, by: Membership) -> int:
    """Move the row up (-1) or down (+1) from where it stands when its plan is locked."""
    return _rearrange(plan_id, row, lambda now: now + by_places, by)


def _rearrange(plan_id: int, row: Row, wanted: Callable[[int], int], by: Membership) -> int:
    with editing(plan_id, by=by, verb="row_moved") as edit:
        row = _again(edit.plan, row)
        rows = list(siblings(row))
        before = rows.index(row)
        after = max(0, min(wanted(before), len(rows) - 1))
        edit.changed = before != after
        rows.insert(after, rows.pop(before))
        for position, each in enumerate(rows):
            each.position = position
        type(row).objects.bulk_update(rows, ["position"])
        edit.details |= {"what": row_values.name_of(row), "place": after + 1, "count": len(rows)}
    return after + 1


def remove(plan_id: int, row: Row, *, by: Membership) -> None:
    """Delete the row with everything in it."""
    with editing(plan_id, by=by, verb=removed.REMOVED) as edit:
        row = _again(edit.plan, row)
        edit.details |= {"what": row_values.name_of(row), "rows": removed.marks(row)}
        trash.throw(row, by=by)


def _again(plan: Plan, row: Row, *, otherwise: str = GONE) -> Row:
    """The row as it stands now that the plan is locked."""
    found = type(row).objects.select_related("plan__agency").filter(pk=row.pk, plan=plan).first()
    if found is None:
        raise Refused(otherwise)
    return found
