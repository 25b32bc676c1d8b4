"""A plan's steps through its chain: frozen at submission, passed one by one, closed when it leaves (Nghị định 30/2020/NĐ-CP, Điều 12–15).

The caller holds the plan's lock. No step is passed by silence: only a person's verb moves a plan on.
"""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from cchc_portal.agencies import chains
from cchc_portal.agencies.models import Membership, Role, StepKind
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import work_calendar
from plans import approval, permissions
from plans.models import Plan, PlanStep, StepResult


def begin(plan: Plan, *, by: Membership) -> PlanStep:
    """Freeze the chain of today and put the plan at its first step; refused where a step would find nobody."""
    today = timezone.localdate()
    last = PlanStep.objects.filter(plan=plan).aggregate(last=Max("round"))["last"] or 0
    steps = [
        PlanStep.in_province(
            plan=plan,
            round=last + 1,
            position=position,
            kind=step.kind,
            name=step.name,
            role=step.role,
            post_id=step.post_id,
            unit_id=_unit(step, by),
            working_days=step.working_days,
        )
        for position, step in enumerate(chains.chain_of(plan.agency, today).steps, start=1)
    ]
    _refuse_unheld(plan, steps)
    PlanStep.objects.bulk_create(steps)
    return _come(PlanStep.objects.filter(plan=plan).of_round(last + 1)[0], timezone.now())


def _unit(step: chains.Step, by: Membership) -> int | None:
    """A unit's head checks that unit's drafts; where the drafter is of no unit, or it has no head, any head does."""
    unit = by.post.unit_id
    if step.role != Role.UNIT_HEAD or step.post_id or unit is None:
        return None
    own = chains.Step(step.kind, step.name, step.role, unit_id=unit)
    others = chains.holders(by.agency, own, timezone.localdate()).exclude(user_id=by.user_id)
    return unit if others.exists() else None


def _refuse_unheld(plan: Plan, steps: list[PlanStep]) -> None:
    barred = {kind.value: permissions.barred_from(kind, plan) for kind in StepKind}
    step = approval.unheld(plan.agency, steps, barred=barred)
    if step is not None:
        raise Refused(
            f"Bước “{step.name}” chưa có ai thực hiện được: cần một người giữ {_wanted(step)} "
            "mà không phải người trình hoặc người soạn thảo. Đề nghị quản trị cơ quan phân công rồi trình."
        )


def _wanted(step: PlanStep) -> str:
    return f"vị trí {step.post.title}" if step.post else f"vai trò {Role(step.role).label.lower()}"


def _come(step: PlanStep, at: datetime) -> PlanStep:
    day = timezone.localdate(at)
    calendar = work_calendar.between(day, day)
    step.came_at, step.due_on = at, calendar.add_working_days(day, step.working_days)
    step.save(update_fields=["came_at", "due_on"])
    return step


def finish(plan: Plan, *, by: Membership) -> PlanStep | None:
    """The current step is done by this person; the plan comes to the next one, which is returned."""
    step = _close(plan, StepResult.PASSED, by=by)
    if step is None:
        return None
    rest = PlanStep.objects.of_round(step.round).filter(plan=plan, position__gt=step.position)
    following = rest.with_people().first()
    return _come(following, timezone.now()) if following else None


def leave(plan: Plan, result: StepResult, *, by: Membership) -> None:
    """Returned, taken back or changed: the round is over, and a next submission begins a new one."""
    _close(plan, result, by=by)


def _close(plan: Plan, result: StepResult, *, by: Membership) -> PlanStep | None:
    step = approval.current(plan)
    if step is None:
        return None
    right = approval.right_to(step, by)
    step.result, step.done_at = result, timezone.now()
    step.done_by, step.done_post = by.user, by.post
    step.delegation = right.delegation if right else None
    step.save(update_fields=["result", "done_at", "done_by", "done_post", "delegation"])
    return step


def in_whose_stead(plan: Plan, by: Membership) -> dict[str, Any]:
    """For the history: both names stand there when somebody acts for another."""
    step = approval.current(plan)
    right = approval.right_to(step, by) if step else None
    if right is None or right.delegation is None:
        return {}
    given = right.delegation
    return {"stead": given.stead, "principal": given.principal.title, "mandate": given.mandate}
