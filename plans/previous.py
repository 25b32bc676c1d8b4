"""The plan that an agency had before this one: what a reader compares this year's with."""

from typing import Any

from plans.models import Beginning, Plan
from plans.records import to_snapshot
from plans.states import PLANS, PlanState


def previous_plan(plan: Plan) -> Plan | None:
    """Of the year before alone: the issued plan that this one was begun from, else the agency's newest issued one of the same kind."""
    issued = Plan.objects.filter(state=PlanState.ISSUED, period_from__year=plan.year - 1).exclude(pk=plan.pk)
    issued = issued.select_related("issued_snapshot")
    begun_from = Beginning.objects.filter(plan=plan).values("source")
    same = PLANS if plan.is_plan else (plan.form,)
    earlier = issued.filter(agency=plan.agency, kind=plan.kind, form__in=same)
    found: Plan | None = issued.filter(pk__in=begun_from).first() or earlier.newest_first().first()
    return found


def words_of(plan: Plan) -> dict[str, Any]:
    """What the plan says: as issued, as approved, else as it stands."""
    frozen = plan.issued_snapshot or plan.approved_snapshot
    return frozen.content if frozen else to_snapshot(plan)
