"""Where a plan lies in its chain, whose step that is, and by what right a person does it (Nghị định 30/2020/NĐ-CP, Điều 12–15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies import chains
from cchc_portal.agencies.models import Agency, Delegation, Membership, Role, StepKind
from cchc_portal.calendars import work_calendar
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first
from cchc_portal.vietnam.workdays import WorkCalendar
from plans.models import Plan, PlanStep


@dataclass(frozen=True)
class Right:
    """How a person holds a step: in their own post, or through a delegation."""

    delegation: Delegation | None = None


def current(plan: Plan) -> PlanStep | None:
    """The step that waits to be done; none while the drafter has the plan, or when it is issued."""
    fetched: list[PlanStep] | None = getattr(plan, "steps_now", None)
    if fetched is None:
        fetched = list(PlanStep.objects.now().filter(plan=plan).with_people())
    return fetched[0] if fetched else None


def is_to_be_decided(plan: Plan) -> bool:
    """It waits to be checked or approved, not for its number."""
    step = current(plan)
    return step is not None and step.kind != StepKind.NUMBER


def right_to(step: PlanStep, membership: Membership) -> Right | None:
    """Own post first; then the delegations of today."""
    if chains.holds(membership, step):
        return Right()
    delegation = chains.delegation_for(membership, step, timezone.localdate())
    return Right(delegation) if delegation else None


def holders(plan: Plan, step: Any) -> list[Membership]:
    """Everybody who may do the step today."""
    return list(chains.holders(plan.agency, step, timezone.localdate()))


def calendar_of(plans: Iterable[Plan]) -> WorkCalendar:
    """The working days since the oldest step of these plans fell due; asked once for a list, and not where nothing is late."""
    today = timezone.localdate()
    steps = [step for plan in plans if (step := current(plan))]
    late = [step.due_on for step in steps if step.due_on and step.due_on < today]
    return work_calendar.between(min(late), today) if late else WorkCalendar()


def late(step: PlanStep, today: date, calendar: WorkCalendar) -> str:
    """“quá 2 ngày làm việc”; nothing while the step is in time."""
    over = calendar.working_days_between(step.due_on, today) if step.due_on and today > step.due_on else 0
    return f"quá {over} ngày làm việc" if over else ""


_ACTS = {
    StepKind.CONTENT: "kiểm tra nội dung",
    StepKind.FORM: "kiểm tra thể thức",
    StepKind.APPROVE: "duyệt",
    StepKind.NUMBER: "cấp số, ban hành",
}
MOST_NAMED = 2


def act(step: PlanStep | chains.Step) -> str:
    """What the step asks for, as a verb: “kiểm tra nội dung”."""
    return _ACTS[StepKind(step.kind)]


def waits_for(step: PlanStep, who: str = "") -> str:
    """“chờ trưởng đơn vị (Văn phòng) kiểm tra nội dung”; the role that is called by the act itself is not said twice."""
    if not who and (step.post_id or step.role != Role.FORM_OFFICER):
        who = step.holder if step.post_id else lower_first(step.holder)
    return " ".join(part for part in ("chờ", who, act(step)) if part)


def waits(plan: Plan) -> str:
    """“đang chờ Trưởng phòng Tổng hợp kiểm tra nội dung”: by name of post where few hold the step today."""
    step = current(plan)
    if step is None:
        return ""
    titles = list(dict.fromkeys(holder.post.title for holder in holders(plan, step)))
    who = " hoặc ".join(titles) if len(titles) <= MOST_NAMED else ""
    return f"đang {waits_for(step, who)}"


def sentence(step: PlanStep, today: date, calendar: WorkCalendar) -> str:
    """“đang chờ trưởng đơn vị kiểm tra nội dung, từ 03/02/2027, quá 2 ngày làm việc”."""
    came = timezone.localtime(step.came_at) if step.came_at else None
    told = [f"đang {waits_for(step)}", f"từ {dates.short_date(came)}" if came else ""]
    return ", ".join(part for part in (*told, late(step, today, calendar)) if part)


def unheld(agency: Agency, steps: list[PlanStep], *, barred: dict[str, set[int]]) -> PlanStep | None:
    """The first step that nobody could do today; `barred` names, for each kind of step, the people who may not do it."""
    today = timezone.localdate()
    for step in steps:
        people = chains.holders(agency, step, today).exclude(user_id__in=barred.get(step.kind, set()))
        if not people.exists():
            return step
    return None
