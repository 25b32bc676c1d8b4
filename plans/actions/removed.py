"""Rows that were removed: written down when they go, so that a form which comes back too late can still be shown."""

from typing import Any

from cchc_portal.agencies.models import HistoryEvent
from plans.actions.values import Row
from plans.models import Appendix, AudienceGroup, Block, ContentItem, Plan, Section

REMOVED = "row_removed"  # the verb in the history

# What goes with a row that is removed: which rows, by which of their fields.
_INSIDE: dict[type[Any], tuple[tuple[type[Any], str], ...]] = {
    Section: ((Section, "parent"), (Block, "section")),
    Appendix: ((Block, "appendix"),),
    Block: ((AudienceGroup, "block"),),
    AudienceGroup: ((ContentItem, "group"),),
}


def marks(row: Row) -> list[list[Any]]:
    """Model, number, and kind of block: of the row and of everything inside it."""
    found, rows = [], [row]
    while rows:
        found += [[each._meta.model_name, each.pk, getattr(each, "kind", "")] for each in rows]
        rows = _one_level_down(rows)
    return found


def _one_level_down(rows: list[Row]) -> list[Row]:
    held: dict[type[Any], list[Any]] = {}
    for row in rows:
        held.setdefault(type(row), []).append(row.pk)
    return [
        inner
        for model, keys in held.items()
        for inside, field in _INSIDE.get(model, ())
        for inner in inside.objects.filter(**{f"{field}_id__in": keys})
    ]


def shell_of(plan: Plan, model: type[Any], pk: int) -> Row | None:
    """An empty row, never saved, in the place of one of this plan's that was removed; None where there was none."""
    events = HistoryEvent.objects.about(plan).filter(verb=REMOVED)
    for details in events.values_list("details", flat=True):
        for name, number, kind in details.get("rows", ()):
            if (name, number) == (model._meta.model_name, pk):
                return Block(plan=plan, kind=kind) if model is Block else model(plan=plan)
    return None
