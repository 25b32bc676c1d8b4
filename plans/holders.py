"""Who has a plan now, and since when: shown wherever its state is."""

from datetime import datetime

from django.utils import timezone
from django.utils.timezone import localtime

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import works_in
from cchc_portal.vietnam.workdays import WorkCalendar
from plans import approval, permissions
from plans.models import Plan
from plans.states import PlanState


def holder(plan: Plan) -> str:
    """The person or post whose act is next."""
    step = approval.current(plan)
    if plan.state == PlanState.SIGNING and not permissions.person_has_signed(plan):
        return str(plan.approved_by)
    if step is not None:
        return step.holder
    if plan.state == PlanState.ISSUED:
        return ""
    return str(plan.created_by) if plan.created_by else "Người soạn thảo"


def since(plan: Plan) -> datetime:
    """When it came to that person: to be signed since it was numbered, to be sealed since it was signed."""
    if plan.state == PlanState.SIGNING:
        return permissions.person_signed_at(plan) or plan.updated_at
    step = approval.current(plan)
    return step.came_at if step is not None and step.came_at else plan.updated_at


def late(plan: Plan, calendar: WorkCalendar) -> str:
    """“quá 2 ngày làm việc” where it should have gone on by now."""
    step = approval.current(plan)
    return approval.late(step, timezone.localdate(), calendar) if step is not None else ""


def sentence(plan: Plan, calendar: WorkCalendar) -> str:
    """Holder, day, and how late in one line."""
    step = approval.current(plan)
    if step is not None and plan.state != PlanState.SIGNING:
        told = approval.sentence(step, timezone.localdate(), calendar)
        return told[:1].upper() + told[1:]
    who = holder(plan)
    day = f"từ {localtime(since(plan)):%d/%m/%Y}"
    if plan.state == PlanState.SIGNING:
        return f"Đang chờ {who} ký số, {day}"
    return f"Đang nằm ở: {who}, {day}" if who else day


def beside_the_state(plan: Plan, reader: Membership) -> str:
    """On its way through the chain a plan says for what it waits, and the one who must act that it is their turn."""
    step = approval.current(plan)
    if step is None or plan.state == PlanState.SIGNING:
        return holder(plan)
    if works_in(reader, plan.agency) and approval.right_to(step, reader):
        return f"chờ xử lý tại đây: {approval.act(step)}"
    return approval.waits(plan)
