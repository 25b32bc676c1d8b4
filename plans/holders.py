"""Who has a plan now, and since when: shown wherever its state is."""

from datetime import datetime

from django.utils.timezone import localtime

from plans.models import Plan
from plans.states import PlanState

_HOLDERS = {
    PlanState.SUBMITTED: "Lãnh đạo cơ quan",
    PlanState.APPROVED: "Văn thư",
    PlanState.ISSUED: "",
}


def holder(plan: Plan) -> str:
    """The person or post whose act is next."""
    state = PlanState(plan.state)
    if state in _HOLDERS:
        return _HOLDERS[state]
    return str(plan.created_by) if plan.created_by else "Người soạn thảo"


def since(plan: Plan) -> datetime:
    """When it came to that person."""
    state = PlanState(plan.state)
    if state == PlanState.SUBMITTED and plan.submitted_at:
        return plan.submitted_at
    if state == PlanState.APPROVED and plan.approved_at:
        return plan.approved_at
    return plan.updated_at


def sentence(plan: Plan) -> str:
    """Holder and day in one line."""
    who = holder(plan)
    day = f"từ {localtime(since(plan)):%d/%m/%Y}"
    return f"Đang ở: {who}, {day}" if who else day
