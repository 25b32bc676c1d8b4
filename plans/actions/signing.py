"""From approved to issued by digital signatures: number, the person signs, the agency signs, or stop.

Each verb of one shape: lock, assert, change, record. The number and day stand on the paper before it is signed, and the seal follows the
person's signature (Nghị định 30/2020/NĐ-CP, Điều 13, 15, 25, 32.2.d).
"""

from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership, Post, StepKind
from cchc_portal.agencies.permissions import Allowed, Denied, Refused, require
from cchc_portal.documents import actions as papers
from cchc_portal.documents import numbering
from cchc_portal.documents.models import IssuedNumber, Signature, SigningMeans
from cchc_portal.documents.register import book
from cchc_portal.documents.signed import extending, signatures
from cchc_portal.documents.signed.states import Order
from cchc_portal.documents.states import NumberStatus
from cchc_portal.vietnam import dates, symbols
from plans import permissions
from plans.actions import numbers, procedure, stepping, telling
from plans.actions.door import Question, locked
from plans.models import Plan, PlanStep, StepResult
from plans.records import letterhead
from plans.states import PlanState, Verb


def number(plan_id: int, *, by: Membership, issued_on: date) -> Plan:
    """Number and day are put on the paper, which is then to be signed; nothing of it can be edited any more."""
    plan = locked(plan_id, by=by, may=permissions.may_number)
    if plan.approved_snapshot is None or plan.approved_at is None:
        raise Refused("Kế hoạch chưa có nội dung được duyệt.")  # the table's constraint says it cannot be
    procedure.refuse_day(issued_on, approved_on=timezone.localdate(plan.approved_at))
    header = plan.letterhead or letterhead(plan)
    line = _kept_line(plan, issued_on)
    plan.line, plan.number, plan.symbol = line, symbols.printed_number(line.number), line.symbol
    plan.issued_on = issued_on
    content = {**plan.approved_snapshot.content, "agency": header, "number": plan.number}
    plan.issued_snapshot = papers.freeze(plan.agency, {**content, "issued_on": issued_on.isoformat()})
    book.announce(line, plan.issued_snapshot)
    plan.paper = papers.ask_for_paper(plan.issued_snapshot)
    plan.state = PlanState.SIGNING
    plan.save()
    signatures.open_both(plan.paper)
    stead = stepping.in_whose_stead(plan, by)
    record(plan, Verb.NUMBER, by=by, symbol=plan.symbol, issued_on=issued_on.isoformat(), **stead)
    telling.to_be_signed(plan, by=by)
    return plan


def _kept_line(plan: Plan, issued_on: date) -> IssuedNumber:
    """The number that is kept for this plan already, else the next one; it is given when the agency has signed."""
    if plan.line_id is None:
        if issued_on != timezone.localdate():
            raise Refused("Số được cấp hôm nay nên ngày ban hành trên văn bản ký số là ngày hôm nay.")
        return numbering.reserve_number(
            agency=plan.agency,
            series=plan.series,
            issuer_symbol=numbers.issuer_symbol(plan),
            year=issued_on.year,
            subject=plan.subject,
        )
    line: IssuedNumber = IssuedNumber.objects.select_for_update(of=("self",)).get(pk=plan.line_id)
    if line.status != NumberStatus.RESERVED or line.reserved_at is None:
        raise Refused(f"Số {line.symbol} không còn được giữ cho {plan.noun} này.")
    kept_on = timezone.localdate(line.reserved_at)
    if issued_on < kept_on or issued_on.year != line.year:
        raise Refused(
            f"Số {line.symbol} được giữ ngày {dates.short_date(kept_on)}; chọn ngày từ ngày đó, trong năm {line.year}."
        )
    return line


def approver_post(plan: Plan) -> Post | None:
    """The post in which the plan was approved: its means sign."""
    done = PlanStep.objects.filter(plan=plan, kind=StepKind.APPROVE, result=StepResult.PASSED)
    step = done.select_related("done_post").order_by("-round", "-position").first()
    return step.done_post if step else None


def means_of(plan: Plan, order: Order) -> SigningMeans | None:
    """With what this signature of the plan is made; None: outside, on the signer's own computer."""
    if order == Order.AGENCY:
        return signatures.means_of(plan.agency, None)
    post = approver_post(plan)
    return signatures.means_of(plan.agency, post) if post else None


_MAY: dict[Order, tuple[Verb, Question]] = {
    Order.PERSON: (Verb.SIGN, permissions.may_sign),
    Order.AGENCY: (Verb.SEAL, permissions.may_seal),
}


def may(order: Order, membership: Membership, plan: Plan) -> Allowed | Denied:
    return _MAY[order][1](membership, plan)


def sign(plan_id: int, *, by: Membership) -> Plan:
    """The person's key signs."""
    return _begin(plan_id, Order.PERSON, by)


def seal(plan_id: int, *, by: Membership) -> Plan:
    """The agency's key signs; when it has, the plan is issued."""
    return _begin(plan_id, Order.AGENCY, by)


def _begin(plan_id: int, order: Order, by: Membership) -> Plan:
    plan = locked(plan_id, by=by, may=_MAY[order][1])
    signatures.begin(signature_of(plan, order), means_of(plan, order), by=by)
    record(plan, _MAY[order][0], by=by)
    return plan


def bring(plan_id: int, order: Order, content: bytes, *, by: Membership) -> Plan:
    """The file that was signed outside; raises `signatures.NotAccepted` with what is wrong with it."""
    _lock_signatures(plan_id)
    plan = locked(plan_id, by=by, may=_MAY[order][1])
    record(plan, _MAY[order][0], by=by)
    signatures.bring(signature_of(plan, order), content, means_of(plan, order), by=by)
    return Plan.objects.get(pk=plan_id)


def keep_refused(plan_id: int, order: Order, content: bytes, *, by: Membership) -> None:
    """What was not accepted stays for inspection; the plan is as it was."""
    plan = Plan.objects.select_related("agency__province", "paper").get(pk=plan_id)
    require(may(order, by, plan))
    signatures.keep_refused(signature_of(plan, order), content, by=by)


def signature_of(plan: Plan, order: Order) -> Signature:
    found = signatures.standing(plan.paper).get(order) if plan.paper else None
    if found is None:
        raise Refused("Kế hoạch chưa được cấp số để ký số.")
    return found


def stop(plan_id: int, *, by: Membership, reason: str) -> Plan:
    """Back to approved; the number stays with this plan."""
    _lock_signatures(plan_id)
    plan = locked(plan_id, by=by, may=permissions.may_stop)
    if not reason.strip():
        raise Refused("Nhập lý do dừng ký số.")
    if plan.paper is not None:
        signatures.stop(plan.paper)
    if plan.line is not None:
        book.take_back(plan.line)
    symbol = plan.symbol
    plan.state = PlanState.APPROVED
    plan.number = plan.symbol = ""
    plan.issued_on = plan.issued_snapshot = plan.paper = None
    plan.save()
    stead = stepping.in_whose_stead(plan, by)
    record(plan, Verb.STOP, by=by, reason=reason.strip(), symbol=symbol, **stead)
    telling.stopped(plan, symbol=symbol, reason=reason.strip(), by=by)
    return plan


def _lock_signatures(plan_id: int) -> None:
    """Signatures before the plan, as a worker that has an answer locks them."""
    paper_id = Plan.objects.filter(pk=plan_id).values_list("paper_id", flat=True).first()
    if paper_id is not None:
        signatures.lock_all(paper_id)


def follow(signature: Signature) -> None:
    """A signature is done: the clerk's turn, or the plan is issued."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("agency__province")
    found = plan.filter(paper=signature.paper, state=PlanState.SIGNING).first()
    if found is None or signature.signer is None:
        return
    if signature.order == Order.PERSON:
        telling.to_be_sealed(found, by=signature.signer)
    else:
        _issue(found, by=signature.signer)


def _issue(plan: Plan, *, by: Membership) -> None:
    line = IssuedNumber.objects.select_for_update(of=("self",)).get(pk=plan.line_id)
    if plan.issued_on is None:
        raise Refused("Kế hoạch chưa có ngày ban hành.")  # the table's constraint says it cannot be
    given = numbering.give_reserved(line, issued_on=plan.issued_on, subject=plan.subject)
    plan.line, plan.state = given, PlanState.ISSUED
    plan.save()
    details: dict[str, Any] = {"signed": True}
    procedure.tell_issued(plan, given, by=by, **details)
    if plan.paper is not None:
        extending.open_for(plan.paper)


signatures.after_done.append(follow)
