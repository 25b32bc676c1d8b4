"""Deleting so that it can be undone: a row leaves with everything in it, and comes back under its old number."""

import json
from typing import Any

from django.core import serializers
from django.db import router
from django.db.models.deletion import Collector

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from plans import anchors
from plans.actions import values as row_values
from plans.models import Plan, RemovedRow

LOST = "Không còn bản lưu của phần đã xóa này."


def throw(row: Any, *, by: Membership) -> RemovedRow:
    """Delete the row and all in it; what it said is kept."""
    kept: RemovedRow = RemovedRow.objects.create(
        plan=row.plan,
        anchor=anchors.anchor_of(row),
        name=row_values.name_of(row)[:300],
        rows=json.loads(serializers.serialize("json", _with_everything_in_it(row))),
        removed_by_name=str(by.user),
    )
    row.delete()
    return kept


def bring_back(plan: Plan, anchor: str) -> Any:
    """Write the row and all in it again as they were; refused where what it stood in is gone too."""
    kept = RemovedRow.objects.filter(plan=plan, anchor=anchor).order_by("-removed_at", "-id").first()
    if kept is None:
        raise Refused(LOST)
    model = anchors.MODELS[anchors.split(anchor)[0]]
    back = [each.object for each in serializers.deserialize("python", kept.rows)]
    if not _has_a_place(back[0]):
        raise Refused("Phần chứa nội dung này cũng đã bị xóa; đề nghị khôi phục phần đó trước.")
    for row in back:
        row.save(force_insert=True)
    kept.delete()
    return model.objects.select_related("plan__agency").get(pk=back[0].pk)


def last_removed(plan: Plan, anchor: str) -> RemovedRow | None:
    found: RemovedRow | None = (
        RemovedRow.objects.filter(plan=plan, anchor=anchor).order_by("-removed_at", "-id").first()
    )
    return found


def _with_everything_in_it(row: Any) -> list[Any]:
    """Outer rows before inner ones."""
    collector = Collector(using=router.db_for_write(type(row)))
    collector.collect([row])
    inside = {each for rows in collector.data.values() for each in rows}
    inside |= {each for rows in collector.fast_deletes for each in rows}
    inside.discard(row)
    ordered = sorted(inside, key=lambda each: (_depth(each, row), type(each).__name__, each.pk))
    return [row, *ordered]


def _depth(row: Any, top: Any) -> int:
    """Steps from `top` down to the row, along the keys by which it would be deleted."""
    outer = [
        getattr(row, field.name)
        for field in row._meta.local_fields
        if field.is_relation and field.name in {"parent", "section", "appendix", "block", "group", "item"}
    ]
    return 1 + max((_depth(each, top) for each in outer if each is not None and each != top), default=0)


def _has_a_place(row: Any) -> bool:
    return all(
        type(row)
        ._meta.get_field(field.name)
        .related_model.objects.filter(pk=getattr(row, field.attname))
        .exists()
        for field in row._meta.local_fields
        if field.is_relation
        and field.name in {"parent", "section", "appendix", "block", "group"}
        and getattr(row, field.attname) is not None
    )
