"""What a plan of this agency may begin from: earlier plans, templates, tasks of upper plans. Reads only, inside one province.

Plans of an agency in a province that was merged away stand behind that province's own fence, so they are not offered; they can be
read in that province's archive and entered from a file.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Q, When
from django.utils import timezone

from cchc_portal.agencies.models import Agency, AgencySuccession, Membership, Role
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.alphabet import fold
from plans.beginning.assigned import Assigned, Body, assigned_to
from plans.models import Plan, PlanTemplate
from plans.records import letterhead, to_snapshot
from plans.states import PlanKind, PlanState

MOST_SOURCES = 12


def earlier_plans(membership: Membership, agency: Agency, year: int) -> Any:
    """The agency's plans of earlier years, newest year first and issued ones before drafts, and the issued ones of agencies of this province that it took over."""
    own = Plan.objects.visible_to(membership, agency).values("pk")
    heirs_of = AgencySuccession.objects.filter(successor=agency).values("predecessor_id")
    inherited = Q(agency_id__in=heirs_of, state=PlanState.ISSUED)
    plans = Plan.objects.plans().filter(Q(pk__in=own) | inherited, period_from__lt=date(year, 1, 1))
    issued_first = Case(When(state=PlanState.ISSUED, then=0), default=1)
    return plans.select_related("agency").order_by("-period_from", issued_first, "-updated_at", "-id")


def source_plan(membership: Membership, agency: Agency, plan_id: int) -> Plan | None:
    """A plan that may be copied, whatever its year."""
    plans = earlier_plans(membership, agency, date.max.year).select_related("agency", "issued_snapshot")
    found: Plan | None = plans.filter(pk=plan_id).first()
    return found


def words_of(plan: Plan) -> dict[str, Any]:
    """What the plan says: as it was issued, else as it stands."""
    frozen = plan.issued_snapshot
    return frozen.content if frozen else to_snapshot(plan)


def letterhead_of(agency: Agency, year: int) -> dict[str, Any]:
    """How the agency heads a plan of that year that is written today."""
    start, end = dates.year_period(year)
    return letterhead(Plan(agency=agency, period_from=start, period_to=end))


def templates_for(agency: Agency) -> Any:
    """The agency's own templates, then the province's that fit its level."""
    fitting = Q(agency=agency) | Q(agency__isnull=True, level__in=["", agency.level])
    return PlanTemplate.objects.filter(fitting, retired=False).order_by("agency_id", "title", "id")


@dataclass(frozen=True)
class Task:
    """A task with the plan that gives it; `key` names both in a form."""

    parent: Plan
    assigned: Assigned

    @property
    def key(self) -> str:
        return f"{self.parent.pk}-{self.assigned.number}"

    @property
    def leaders(self) -> list[str]:
        return list(self.assigned.item["lead"])

    @property
    def products(self) -> str:
        return "; ".join(product["text"] for product in self.assigned.item["products"])


def tasks_for(agency: Agency, year: int) -> list[Task]:
    """What issued plans of the People's Committee and of the agency's own superior ask of it in this year."""
    body = _body(agency)
    return [
        Task(plan, assigned)
        for plan in _upper_plans(agency, year)
        for assigned in assigned_to(body, plan.issued_snapshot.content)
    ]


def _upper_plans(agency: Agency, year: int) -> Any:
    """Issued plans of this year that the agency carries out, oldest first."""
    superior = agency.profile_on(timezone.localdate()).superior_id
    above = Q(agency__level=Agency.Level.PEOPLES_COMMITTEE) | Q(agency_id=superior)
    first, last = dates.year_period(year)
    plans = Plan.objects.plans().filter(
        above, state=PlanState.ISSUED, period_from__lte=last, period_to__gte=first
    )
    return (
        plans.exclude(agency=agency).select_related("agency", "issued_snapshot").order_by("issued_on", "id")
    )


def carried_out(agency: Agency, year: int, kind: str = PlanKind.CCHC) -> list[Plan]:
    """The upper plans that its own plan of this kind and year rests on."""
    return list(_upper_plans(agency, year).filter(kind=kind))


def _body(agency: Agency) -> Body:
    names = {agency.name, *(profile.name for profile in agency.profiles.all())}
    return Body(tuple(sorted(names)), agency.level, agency.province.name)


def head_of(agency: Agency) -> Membership | None:
    """Who signs today."""
    heads = Membership.objects.with_role(Role.AGENCY_HEAD).held_on(timezone.localdate())
    found: Membership | None = (
        heads.filter(post__agency=agency).select_related("post", "user").order_by("id").first()
    )
    return found


def signers(agency: Agency) -> dict[str, str]:
    """Who holds which signing title today, the titles without accents."""
    heads = Membership.objects.with_role(Role.AGENCY_HEAD).held_on(timezone.localdate())
    held = heads.filter(post__agency=agency).select_related("post", "user").order_by("-id")
    return {fold(one.post.signing_title): one.user.full_name for one in held if one.post.signing_title}
