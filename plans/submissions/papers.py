"""Which issued papers of an agency may be handed in for an obligation."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam import dates
from plans.models import Plan, Submission
from plans.states import PlanForm, PlanKind, PlanState


def papers_for(obligation: Obligation) -> Any:
    """Of the agency that owed it first and of the one that answers for it now; the newest first.

    A report was written for this one, or for none that the portal knows; its data begin in the year before.
    """
    start, end = dates.year_period(obligation.year)
    issued = Plan.objects.filter(
        agency__in={obligation.agency_id, obligation.holder_id},
        state=PlanState.ISSUED,
        amends__isnull=True,
    )
    of_the_year = Q(kind=PlanKind.CCHC, period_to__range=(start, end))
    fitting = (
        issued.plans().filter(of_the_year, period_from__gte=start)
        if obligation.kind == ObligationKind.PLAN
        else issued.filter(
            Q(obligation=obligation) | Q(of_the_year, obligation__isnull=True), form=PlanForm.REPORT
        )
    )
    return (
        fitting.exclude(Exists(_sent_for_another(obligation)))
        .select_related("agency", "paper", "issued_snapshot")
        .order_by("-issued_on", "-id")
    )


def _sent_for_another(obligation: Obligation) -> Any:
    """A paper answers one obligation."""
    standing = Submission.objects.standing().filter(plan=OuterRef("pk"))
    return standing.exclude(obligation=obligation)


def obligation_of(plan: Plan) -> Obligation | None:
    """What the issued plan, or the report that was written for it, would be handed in for, open or not."""
    if plan.state != PlanState.ISSUED or plan.amends_id is not None:
        return None
    rows = Obligation.objects.expected().select_related(
        "agency__province", "transferred_to__province", "province"
    )
    found: Obligation | None
    if plan.form == PlanForm.REPORT:
        found = rows.filter(pk=plan.obligation_id).first() if plan.obligation_id else None
        return found
    if plan.kind != PlanKind.CCHC or not plan.is_plan or plan.period_from.year != plan.period_to.year:
        return None
    found = rows.filter(agency=plan.agency_id).of_year(plan.year).to_send_plan().first()
    return found
