"""An agency's own approval chain: made from the one in force, changed step by step, given up; whole after every change.

Plans on their way keep the steps that they were submitted under.
"""

from typing import Any

from django.db.models import F
from django.utils import timezone

from cchc_portal.agencies import chains
from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, ChainStep, Membership, StepKind
from cchc_portal.agencies.permissions import Refused, may_keep_chain, require

NOT_OWN = "Cơ quan chưa có chuỗi duyệt riêng. Lập chuỗi riêng rồi sửa từng bước."
GONE = "Bước này không còn trong chuỗi duyệt."
_APART = 1000  # positions are moved out of the way before they are given anew


def make_own(agency: Agency, *, by: Membership) -> None:
    """A copy of the chain that is in force, so that nothing changes until a step is changed."""
    _locked(agency, by)
    if _own(agency):
        raise Refused("Cơ quan đã có chuỗi duyệt riêng.")
    for position, step in enumerate(chains.chain_of(agency, timezone.localdate()).steps, start=1):
        ChainStep.objects.create(
            agency=agency,
            position=position,
            kind=step.kind,
            name=step.name,
            role=step.role,
            post_id=step.post_id,
            working_days=step.working_days,
        )
    record(agency, "chain_made", by=by, agency_id=agency.pk)


def add(agency: Agency, values: dict[str, Any], *, by: Membership) -> ChainStep:
    """Behind the last step of its kind, or where its kind belongs."""
    rows = _editable(agency, by)
    ranks = list(StepKind)
    place = sum(ranks.index(StepKind(row.kind)) <= ranks.index(values["kind"]) for row in rows)
    _refuse_broken([*(row.kind for row in rows[:place]), values["kind"], *(row.kind for row in rows[place:])])
    step: ChainStep = ChainStep.objects.create(agency=agency, position=_APART, **values)
    rows.insert(place, step)
    _arrange(agency, rows)
    record(agency, "chain_step_added", by=by, agency_id=agency.pk, what=step.name)
    return step


def change(agency: Agency, step_id: int, values: dict[str, Any], *, by: Membership) -> ChainStep:
    """Name, holder and days; its kind stays."""
    step = _named(_editable(agency, by), step_id)
    for name in ("name", "role", "post", "working_days"):
        setattr(step, name, values[name])
    step.save()
    record(agency, "chain_step_changed", by=by, agency_id=agency.pk, what=step.name)
    return step


def move(agency: Agency, step_id: int, *, up: bool, by: Membership) -> ChainStep:
    rows = _editable(agency, by)
    step = _named(rows, step_id)
    old = rows.index(step)
    new = old - 1 if up else old + 1
    if not 0 <= new < len(rows):
        raise Refused("Bước này đã ở đầu hoặc cuối chuỗi duyệt.")
    rows[old], rows[new] = rows[new], rows[old]
    _refuse_broken([row.kind for row in rows])
    _arrange(agency, rows)
    record(agency, "chain_step_moved", by=by, agency_id=agency.pk, what=step.name)
    return step


def remove(agency: Agency, step_id: int, *, by: Membership) -> None:
    rows = _editable(agency, by)
    step = _named(rows, step_id)
    rows.remove(step)
    _refuse_broken([row.kind for row in rows])
    record(agency, "chain_step_removed", by=by, agency_id=agency.pk, what=step.name)
    step.delete()
    _arrange(agency, rows)


def inherit(agency: Agency, *, by: Membership) -> None:
    """Give up the own chain: the superior's, or the usual one, is in force again."""
    _locked(agency, by)
    ChainStep.objects.filter(agency=agency).delete()
    record(agency, "chain_given_up", by=by, agency_id=agency.pk)


def _locked(agency: Agency, by: Membership) -> None:
    require(may_keep_chain(by, agency))
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)


def _editable(agency: Agency, by: Membership) -> list[ChainStep]:
    _locked(agency, by)
    rows = _own(agency)
    if not rows:
        raise Refused(NOT_OWN)
    return rows


def _own(agency: Agency) -> list[ChainStep]:
    return list(ChainStep.objects.filter(agency=agency).in_order())


def _named(rows: list[ChainStep], step_id: int) -> ChainStep:
    found = next((row for row in rows if row.pk == step_id), None)
    if found is None:
        raise Refused(GONE)
    return found


def _refuse_broken(kinds: list[str]) -> None:
    if why := chains.whole(kinds):
        raise Refused(why)


def _arrange(agency: Agency, rows: list[ChainStep]) -> None:
    ChainStep.objects.filter(agency=agency).order_by().update(position=F("position") + _APART)
    for position, row in enumerate(rows, start=1):
        ChainStep.objects.filter(pk=row.pk).order_by().update(position=position)
