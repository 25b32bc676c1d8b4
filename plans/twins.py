"""Plans of one agency for one year that bear the same subject (trích yếu): the second is often a mistake."""

from cchc_portal.agencies.models import Agency
from cchc_portal.vietnam.alphabet import fold
from plans.checks import Finding
from plans.checks.finding import warning
from plans.models import Plan
from plans.states import PlanState


def same_subject(agency: Agency, year: int, subject: str, *, but: int | None = None) -> list[Plan]:
    """The agency's plans for that year with these words as their subject, but for one; issued ones first."""
    wanted = fold(subject)
    if not wanted:
        return []
    plans = Plan.objects.plans().filter(agency=agency, period_from__year=year).exclude(pk=but).order_by("id")
    found = [plan for plan in plans if fold(plan.subject) == wanted]
    return sorted(found, key=lambda plan: plan.state != PlanState.ISSUED)


def sentence(plans: list[Plan], year: int) -> str:
    """Which they are: by their symbol, or how far they have come."""
    return f"Cơ quan đã có kế hoạch năm {year} cùng trích yếu: {', '.join(map(_called, plans))}."


def _called(plan: Plan) -> str:
    if plan.symbol:
        return f"số {plan.symbol}"
    state = PlanState(plan.state).label
    return state[:1].lower() + state[1:]


def finding(plan: Plan) -> list[Finding]:
    """What the checks say of it beside the plan's own words."""
    if not plan.is_plan:
        return []
    plans = same_subject(plan.agency, plan.year, plan.subject, but=plan.pk)
    return [warning(f"{sentence(plans, plan.year)} Đề nghị kiểm tra.", "subject")] if plans else []
