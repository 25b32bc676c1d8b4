"""Whom each step of the procedure concerns next: a line in their inbox, in the step's own transaction."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import Membership, StepKind, User
from cchc_portal.calendars import actions as calendars
from cchc_portal.vietnam import dates
from plans import approval
from plans.models import Plan, PlanStep
from plans.states import PlanKind

LONGEST_SUBJECT = 200


_WAITS = {
    StepKind.CONTENT: "đang chờ kiểm tra nội dung",
    StepKind.FORM: "đang chờ kiểm tra thể thức",
    StepKind.APPROVE: "đang chờ duyệt",
    StepKind.NUMBER: "đã được duyệt, chờ văn thư cấp số",
}


def came(plan: Plan, step: PlanStep | None, *, by: Membership, note: str = "") -> None:
    """Everybody who may do the step that the plan has come to; the drafter's words are for them alone."""
    if step is None:
        return
    text = f"{name(plan)} {_WAITS[StepKind(step.kind)]}"
    if step.kind != StepKind.NUMBER:
        text += f", {by.post.title} {'trình' if by.user_id == plan.submitted_by_id else 'chuyển'}"
    to_holders = f"{text}. Lời nhắn: {note}" if note else f"{text}."
    for holder in approval.holders(plan, step):
        if holder.user_id != by.user_id or step.kind == StepKind.NUMBER:
            calendars.tell(holder, to_holders, path(plan))
    _watchers(plan, f"{text}.", by=by)


def returned(plan: Plan, *, drafter: User | None, by: Membership) -> None:
    text = f"{name(plan)} được trả lại để chỉnh sửa. Lý do: {plan.return_reason}"
    calendars.notify_person(plan.agency, drafter, text, path(plan))
    _watchers(plan, text, by=by)


def issued(plan: Plan, *, issued_on: date, by: Membership) -> None:
    """The drafter is told, and that the year's plan is sent to Sở Nội vụ is owed; plans of several years, of another kind, or that amend one are not sent."""
    text = f"{name(plan)} đã được ban hành: số {plan.symbol}, ngày {dates.short_date(issued_on)}."
    calendars.notify_person(plan.agency, plan.submitted_by, text, path(plan))
    _watchers(plan, text, by=by)
    of_one_year = plan.period_from.year == plan.period_to.year
    if plan.is_plan and plan.amends_id is None and plan.kind == PlanKind.CCHC and of_one_year:
        calendars.owe_plan(plan.agency, plan.year, timezone.now())


def to_be_signed(plan: Plan, *, by: Membership) -> None:
    """Whoever approved it signs it."""
    text = f"{name(plan)} đã được cấp số {plan.symbol}, chờ người duyệt ký số."
    calendars.notify_person(plan.agency, plan.approved_by, text, path(plan))
    _watchers(plan, text, by=by)


def to_be_sealed(plan: Plan, *, by: Membership) -> None:
    """The person has signed: the clerks' turn."""
    text = f"{name(plan)} (số {plan.symbol}) đã được người duyệt ký số, chờ ký số của cơ quan."
    step = approval.current(plan)
    for holder in approval.holders(plan, step) if step else []:
        calendars.tell(holder, text, path(plan))
    _watchers(plan, text, by=by)


def stopped(plan: Plan, *, symbol: str, reason: str, by: Membership) -> None:
    text = f"{name(plan)} (số {symbol}) dừng ký số. Lý do: {reason}"
    calendars.notify_person(plan.agency, plan.approved_by, text, path(plan))
    _watchers(plan, text, by=by)


def _watchers(plan: Plan, text: str, *, by: Membership) -> None:
    """Those who watch, but for the one who acts; whoever has been told already has the very same line."""
    for watch in plan.watches.exclude(user=by.user).select_related("user").order_by("id"):
        calendars.notify_person(plan.agency, watch.user, text, path(plan))


def path(plan: Plan) -> str:
    """The plan's page."""
    place = {"province": plan.agency.province.slug, "agency": plan.agency.slug}
    return reverse("plans:detail", kwargs={**place, "plan_id": plan.pk})


def name(plan: Plan) -> str:
    """The plan, report or letter in a sentence."""
    subject = (
        plan.subject
        if len(plan.subject) <= LONGEST_SUBJECT
        else f"{plan.subject[:LONGEST_SUBJECT].rstrip()}…"
    )
    return f"{plan.noun.capitalize()} “{subject}”"
