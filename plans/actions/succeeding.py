"""An agency has ended: its unfinished plans are taken up by the agency in its place, and what it still owes is that agency's.

What is issued stays as it is, under the old name; the successor's people read it and answer for its reports.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, AgencyChange, Membership, Unit
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.signals import agency_succeeded, succession_foreseen
from cchc_portal.calendars.actions import exempt, transfer
from cchc_portal.calendars.models import Obligation
from cchc_portal.vietnam.text import lower_first
from plans.actions import stepping
from plans.models import Plan, Responsibility, StepResult, Submission
from plans.states import PlanState

UNFINISHED = (PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED, PlanState.APPROVED)
UNDER_WAY = (PlanState.SUBMITTED, PlanState.APPROVED)


def _unfinished(agency: Agency) -> Any:
    """A plan with a number kept for it stays: the number is of the old agency's register."""
    return Plan.objects.filter(agency=agency, state__in=UNFINISHED, line__isnull=True).order_by("id")


@receiver(succession_foreseen, dispatch_uid="plans.foresee")
def foresee(
    sender: Any, *, predecessor: Agency, successor_name: str, effective_on: date, **_: Any
) -> list[str]:
    """In sentences, before the change is confirmed."""
    drafts = _unfinished(predecessor).count()
    under_way = _unfinished(predecessor).filter(state__in=UNDER_WAY).count()
    passing = _passing(predecessor, inherited=bool(successor_name))
    told = list(_foreseen(predecessor, successor_name, drafts, under_way, passing.count()))
    return told + (_under_review(passing, successor_name) if successor_name else [])


def _passing(old: Agency, *, inherited: bool) -> Any:
    """What is being reviewed passes on too: the heir answers what is asked, and sends again what is given back."""
    rows = Obligation.objects.of_agency(old)
    return rows.expected().filter(accepted_at__isnull=True) if inherited else rows.open()


def _under_review(passing: Any, heir: str) -> list[str]:
    """Each file that lies at the office, by its name."""
    files = Submission.objects.open().filter(obligation__in=passing.order_by().values("pk"))
    rows = files.select_related("obligation").oldest_first()
    named = "; ".join(f"{each.obligation} ({lower_first(each.get_state_display())})" for each in rows)
    if not named:
        return []
    return [f"Trong đó hồ sơ đang ở Sở Nội vụ: {named}. {heir} gửi bổ sung và gửi lại hồ sơ bị trả lại."]


def _foreseen(old: Agency, heir: str, drafts: int, under_way: int, owed: int) -> Iterator[str]:
    if not heir:
        if drafts:
            yield f"{drafts} kế hoạch chưa ban hành của {old.name} dừng lại, chỉ còn để tra cứu."
        if owed:
            yield f"{owed} việc chưa làm của {old.name} được miễn."
        return
    if drafts:
        yield f"{drafts} kế hoạch chưa ban hành của {old.name} chuyển về {heir}, in tên {heir}."
    if under_way:
        yield f"Trong đó {under_way} kế hoạch đang trình hoặc đã duyệt được trả lại để trình theo chuỗi duyệt của {heir}."
    if owed:
        yield f"{owed} báo cáo, việc có thời hạn chưa hoàn thành của {old.name} chuyển về {heir}, giữ nguyên thời hạn."


@receiver(agency_succeeded, dispatch_uid="plans.succeed")
def succeed(
    sender: Any,
    *,
    change: AgencyChange,
    predecessor: Agency,
    successor: Agency | None,
    by: Membership | None,
    **_: Any,
) -> list[str]:
    """Inside the change's transaction; says what was done and what was left, and why."""
    if by is None:
        return [
            f"Kế hoạch, thời hạn của {predecessor.name} chưa chuyển vì tỉnh, thành phố không có quản trị."
        ]
    told = list(_plans(predecessor, successor, by)) if successor else []
    return [*told, *_obligations(change, predecessor, successor, by)]


def _plans(old: Agency, heir: Agency, by: Membership) -> Iterator[str]:
    rooms = {unit.name: unit for unit in Unit.objects.filter(agency=heir)}
    plans = list(_unfinished(old).select_for_update(of=("self",)))
    for plan in plans:
        if plan.state in UNDER_WAY:
            _give_back(plan, heir, by)
        plan.agency = heir
        plan.save()
        answering = Responsibility.objects.filter(plan=plan, unit__isnull=False)
        for each in answering.select_related("unit"):
            each.unit = rooms.get(each.unit.name)
            each.save(update_fields=["unit"])
        record(plan, "carried", by=by, agency_id=heir.pk, before=old.name, after=heir.name)
    if plans:
        yield f"{len(plans)} kế hoạch chưa ban hành của {old.name} đã chuyển về {heir.name}."
    left = Plan.objects.filter(agency=old).exclude(state=PlanState.ISSUED).count()
    if left:
        yield f"{left} kế hoạch của {old.name} đã có số nên ở lại với sổ văn bản đi của cơ quan đó."


def _give_back(plan: Plan, heir: Agency, by: Membership) -> None:
    """The old chain is over; the successor's begins with a new submission."""
    stepping.leave(plan, StepResult.RETURNED, by=by)
    plan.state = PlanState.RETURNED
    plan.return_reason = f"{plan.agency.name} kết thúc hoạt động; trình lại theo chuỗi duyệt của {heir.name}."
    plan.submitted_by = plan.submitted_at = None
    plan.approved_by = plan.approved_at = plan.approved_snapshot = None


def _obligations(change: AgencyChange, old: Agency, heir: Agency | None, by: Membership) -> Iterator[str]:
    reason = f"{old.name} kết thúc hoạt động theo {change.legal_document}"
    done, refused = 0, ""
    for owed in list(_passing(old, inherited=heir is not None)):
        try:
            with transaction.atomic():
                if heir is None:
                    exempt(owed, by=by, reason=reason)
                else:
                    transfer(owed, to=heir, by=by, reason=reason)
        except Refused as refusal:
            refused = refusal.reason
        else:
            done += 1
    if done:
        yield (
            f"{done} việc có thời hạn của {old.name} đã chuyển về {heir.name}."
            if heir
            else f"{done} việc có thời hạn của {old.name} đã được miễn."
        )
    if refused:
        yield f"Còn việc có thời hạn của {old.name} chưa chuyển được: {refused}"
