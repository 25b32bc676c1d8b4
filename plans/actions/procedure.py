"""The procedure's verbs, each of one shape: lock, assert, change, record; papers and notices follow after commit.

Draft → submitted → through the agency's chain, each step passed or returned with a reason → approved (the snapshot is frozen) →
numbered and issued.
Nghị định 30/2020/NĐ-CP, Điều 10–15.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import actions as papers
from cchc_portal.documents import looking_up
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.states import Print
from cchc_portal.vietnam import dates, symbols
from plans import approval, checks, permissions
from plans.actions import amended, numbers, signers, stepping, telling, versions
from plans.actions.door import locked
from plans.models import Plan, StepResult, VersionKind
from plans.records import letterhead, to_snapshot
from plans.states import PlanState, Verb

# What upper floors do when a plan has been issued, in the same transaction; they add themselves at start-up.
after_issue: list[Callable[..., Any]] = []


def submit(plan_id: int, *, by: Membership, note: str = "") -> Plan:
    """Hand a draft to the head, with a few words to them; refused while the checks find an error."""
    plan = locked(plan_id, by=by, may=permissions.may_submit)
    amended.refuse_the_same(plan)
    errors = checks.errors(to_snapshot(plan))
    if errors:
        raise Refused(f"Còn {len(errors)} chỗ cần sửa trước khi trình: {errors[0].message}")
    plan.state = PlanState.SUBMITTED
    plan.submitted_by, plan.submitted_at = by.user, timezone.now()
    plan.return_reason = ""
    plan.save()
    versions.keep(plan, VersionKind.SUBMITTED, by=by)
    step = stepping.begin(plan, by=by)
    record(plan, Verb.SUBMIT, by=by, reason=note.strip())
    telling.came(plan, step, by=by, note=note.strip())
    return plan


def withdraw(plan_id: int, *, by: Membership) -> Plan:
    plan = locked(plan_id, by=by, may=permissions.may_withdraw)
    plan.state = PlanState.DRAFT
    plan.submitted_by = plan.submitted_at = None
    plan.save()
    stepping.leave(plan, StepResult.WITHDRAWN, by=by)
    record(plan, Verb.WITHDRAW, by=by)
    return plan


def pass_(plan_id: int, *, by: Membership, seen: int | None = None) -> Plan:
    """What this step answers for is in order: on to the next. `seen` is the revision that the person read."""
    plan = locked(plan_id, by=by, may=permissions.may_pass)
    _refuse_unread(plan, seen)
    stead = stepping.in_whose_stead(plan, by)
    done = approval.current(plan)
    following = stepping.finish(plan, by=by)
    record(plan, Verb.PASS, by=by, what=done.name if done else "", **stead)
    telling.came(plan, following, by=by)
    return plan


def return_(plan_id: int, *, by: Membership, reason: str) -> Plan:
    """Give it back to the drafter; the reason is required and quoted."""
    plan = locked(plan_id, by=by, may=permissions.may_return)
    if not reason.strip():
        raise Refused("Nhập lý do trả lại để người soạn thảo biết cần sửa gì.")
    plan.state = PlanState.RETURNED
    plan.return_reason = reason.strip()
    drafter = plan.submitted_by
    plan.submitted_by = plan.submitted_at = None
    plan.approved_by = plan.approved_at = plan.approved_snapshot = None
    plan.save()
    stead = stepping.in_whose_stead(plan, by)
    stepping.leave(plan, StepResult.RETURNED, by=by)
    versions.keep(plan, VersionKind.RETURNED, by=by)
    record(plan, Verb.RETURN, by=by, reason=plan.return_reason, **stead)
    telling.returned(plan, drafter=drafter, by=by)
    return plan


def approve(plan_id: int, *, by: Membership, seen: int | None = None) -> Plan:
    """Freeze what is approved; from here the paper is a function of the snapshot alone.

    `seen` is the revision that the approver read: a plan withdrawn, changed and submitted again meanwhile must be read again.
    """
    plan = locked(plan_id, by=by, may=permissions.may_approve)
    _refuse_unread(plan, seen)
    snapshot = papers.freeze(plan.agency, signers.signed(to_snapshot(plan), plan, by))
    plan.state = PlanState.APPROVED
    plan.approved_by, plan.approved_at, plan.approved_snapshot = by.user, timezone.now(), snapshot
    plan.save()
    versions.keep(plan, VersionKind.APPROVED, by=by)
    stead = stepping.in_whose_stead(plan, by)
    following = stepping.finish(plan, by=by)
    record(plan, Verb.APPROVE, by=by, snapshot=snapshot.digest, **stead)
    telling.came(plan, following, by=by)
    return plan


def _refuse_unread(plan: Plan, seen: int | None) -> None:
    if seen is not None and seen != plan.revision:
        raise Refused(
            "Kế hoạch đã được chỉnh sửa và trình lại sau khi trang này mở. Đọc lại nội dung rồi duyệt."
        )


def issue(plan_id: int, *, by: Membership, issued_on: date, number: str | None = None) -> Plan:
    """Number, date and issue what was approved; `number` where the agency's own register has given one."""
    plan = locked(plan_id, by=by, may=permissions.may_issue)
    if plan.approved_snapshot is None or plan.approved_at is None:
        raise Refused("Kế hoạch chưa có nội dung được duyệt.")  # the table's constraint says it cannot be
    frozen = plan.approved_snapshot.content
    refuse_day(issued_on, approved_on=timezone.localdate(plan.approved_at))
    plan.issued_on = issued_on
    header = plan.letterhead or letterhead(plan)
    given = numbers.give(plan, header["symbol"], issued_on, number)
    plan.line, plan.number, plan.symbol = given, symbols.printed_number(given.number), given.symbol
    content = {**frozen, "agency": header, "number": plan.number, "issued_on": issued_on.isoformat()}
    plan.issued_snapshot = papers.freeze(plan.agency, content)
    plan.paper = papers.ask_for_paper(plan.issued_snapshot)
    plan.state = PlanState.ISSUED
    plan.save()
    tell_issued(plan, given, by=by)
    return plan


def tell_issued(plan: Plan, given: IssuedNumber, *, by: Membership, **details: Any) -> None:
    """What follows when a plan is issued, in ink or by digital signatures: sent out, recorded, told, announced."""
    if plan.issued_on is None:
        return
    numbers.send_out(plan)
    stead = stepping.in_whose_stead(plan, by)
    stepping.finish(plan, by=by)
    day = plan.issued_on
    record(plan, Verb.ISSUE, by=by, symbol=plan.symbol, issued_on=day.isoformat(), **stead, **details)
    amended.tell_the_amended(plan, given, by=by)
    _make_the_usual_print(plan)
    telling.issued(plan, issued_on=day, by=by)
    for follow in after_issue:
        follow(plan, by=by)


def _make_the_usual_print(plan: Plan) -> None:
    """Where the province hands out the print that is looked up, it is made at once, beside the paper of record."""
    if plan.paper is not None and looking_up.default_print() == Print.LOOKUP:
        papers.ask_for_lookup_print(plan.paper)


def void_approval(plan: Plan, *, by: Membership) -> None:
    """An edit after approval: back to draft, to be submitted and approved anew (Điều 11)."""
    if plan.state != PlanState.APPROVED:
        return
    plan.state = PlanState.DRAFT
    plan.approved_by = plan.approved_at = plan.approved_snapshot = None
    plan.submitted_by = plan.submitted_at = None
    stepping.leave(plan, StepResult.VOIDED, by=by)
    record(plan, "approval_voided", by=by)


def refuse_day(issued_on: date, *, approved_on: date) -> None:
    if issued_on > timezone.localdate():
        raise Refused("Ngày ban hành không thể sau ngày hôm nay.")
    if issued_on < approved_on:
        raise Refused(f"Ngày ban hành không thể trước ngày duyệt ({dates.short_date(approved_on)}).")
