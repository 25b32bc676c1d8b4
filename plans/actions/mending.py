"""The verb behind “Sửa chỗ này”: change the words that a check has found, where they still stand as they were found."""

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from plans import anchors
from plans.actions import drafting, values
from plans.actions.editing import Edit, editing
from plans.actions.values import Values
from plans.checks import Mend
from plans.mending import Spot, said_at, spot_of, with_said
from plans.outline import Outline

_PARTS = {
    "phan-thong-tin": drafting.HEAD,
    "phan-loi-van": drafting.WORDS,
    "phan-quyet-dinh": drafting.DECISION,
    "phan-kinh-gui": drafting.ADDRESS,
}
CHANGED = "Chỗ này đã được sửa từ khi kiểm tra. Đề nghị xem lại danh sách kiểm tra."


def mend(plan_id: int, wanted: Mend, *, by: Membership) -> str:
    """Put it right and return the anchor where it was; Refused where the words are no longer there."""
    with editing(plan_id, by=by, verb="row_changed") as edit:
        spot = spot_of(Outline(edit.plan), wanted.place)
        if spot is None:
            raise Refused(CHANGED)
        _write(edit, spot, wanted)
    return spot.anchor


def _write(edit: Edit, spot: Spot, wanted: Mend) -> None:
    kind, pk = anchors.split(spot.anchor)
    if pk is None:
        part = _PARTS[spot.anchor]
        current = drafting.read_part(edit.plan, part)
        drafting.write_part(edit.plan, part, _changed(current, spot, wanted))
        edit.details["what"] = part.name
        return
    row = anchors.MODELS[kind].objects.select_related("plan__agency").get(pk=pk, plan=edit.plan)
    row.plan = edit.plan
    values.write(row, _changed(values.read(row), spot, wanted))
    edit.details["what"] = values.name_of(row)


def _changed(current: Values, spot: Spot, wanted: Mend) -> Values:
    text = said_at(current, spot)
    is_changed = text != wanted.was and (spot.is_columns or spot.is_sum)
    mended = None if text is None or is_changed else wanted.applied(text)
    if mended is None:
        raise Refused(CHANGED)
    try:
        return with_said(current, spot, mended)
    except ValueError:
        raise Refused(CHANGED) from None
