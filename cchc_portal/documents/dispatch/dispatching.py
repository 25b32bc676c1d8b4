"""Verbs of what is sent: open, wake, send again, hand over, confirm receipt, confirm a withdrawal (Điều 18)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Allowed, Denied, Refused, require
from cchc_portal.documents import tasks, waking
from cchc_portal.documents.arrivals import entering
from cchc_portal.documents.dispatch import sending
from cchc_portal.documents.models import Dispatch, IssuedNumber
from cchc_portal.documents.permissions import may_confirm_receipt, may_keep_register_book
from cchc_portal.documents.states import AfterKind, SendingState, Way


@dataclass(frozen=True)
class Address:
    """One recipient of an issued paper, and how it gets there."""

    recipient: str
    way: Way
    agency: Agency | None = None
    email: str = ""
    copies: int = 1


def open_all(
    line: IssuedNumber, addresses: Sequence[Address], *, awaiting_scan: bool = False
) -> list[Dispatch]:
    """A row a recipient; workers are woken once the caller's transaction is committed.

    `awaiting_scan`: signed in ink, so that what is sent as a file is the scan, once it is kept.
    """
    last = Dispatch.objects.filter(number=line).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    opened = Dispatch.objects.bulk_create(
        Dispatch.in_province(
            agency=line.agency,
            number=line,
            position=position,
            recipient=address.recipient,
            way=address.way,
            to_agency=address.agency,
            email=address.email,
            copies=address.copies,
            state=SendingState.AWAITING
            if awaiting_scan and address.way != Way.PAPER
            else SendingState.QUEUED,
        )
        for position, address in enumerate(addresses, start=first)
    )
    for dispatch in opened:
        if dispatch.way != Way.PAPER and not awaiting_scan:
            wake(dispatch)
    return list(opened)


def wake(dispatch: Dispatch) -> None:
    """A lost message is sent again by the sweeper."""
    waking.when_committed(dispatch, tasks.send_off)


def scan_kept(line: IssuedNumber, *, replaces: bool) -> None:
    """The signed scan is there: who takes the document as a file gets it; who had another scan by e-mail gets this one too."""
    for dispatch in due_for_scan(line, replaces=replaces).select_for_update(of=("self",)).order_by("pk"):
        dispatch.state, dispatch.attempts, dispatch.error = SendingState.QUEUED, 0, ""
        dispatch.received_at, dispatch.received_by = None, ""
        dispatch.save()
        wake(dispatch)


def due_for_scan(line: IssuedNumber, *, replaces: bool) -> QuerySet[Dispatch]:
    """Whom a scan is sent to once it is kept."""
    if line.afterwards.filter(kind=AfterKind.WITHDRAWN).exists():
        return Dispatch.objects.none()
    due = Q(state=SendingState.AWAITING)
    if replaces:
        due |= Q(way=Way.EMAIL, state__in=(SendingState.SENT, SendingState.RECEIVED))
    return Dispatch.objects.filter(due, number=line)


def send_again(dispatch_id: int, *, by: Membership) -> Dispatch:
    """What failed is sent once more; a withdrawn paper is not."""
    dispatch = _locked(dispatch_id, by, _may_send)
    if dispatch.state != SendingState.FAILED:
        raise Refused("Nơi nhận này không ở trạng thái lỗi nên không cần gửi lại.")
    if dispatch.number.afterwards.filter(kind=AfterKind.WITHDRAWN).exists():
        raise Refused(f"Văn bản {dispatch.number.symbol} đã thu hồi nên không gửi lại.")
    dispatch.state, dispatch.attempts, dispatch.error = SendingState.QUEUED, 0, ""
    dispatch.save()
    wake(dispatch)
    record(dispatch.number, "sent_again", by=by, what=dispatch.recipient)
    return dispatch


def hand_over(dispatch_id: int, *, receiver: str, by: Membership) -> Dispatch:
    """Paper handed over and signed for, or an e-mail whose receipt was told: noted by the sender's clerk."""
    dispatch = _locked(dispatch_id, by, _may_send)
    if dispatch.state == SendingState.AWAITING:
        dispatch.way = Way.PAPER  # handed over in place of the file that waited for its scan
    if dispatch.way == Way.INSIDE:
        raise Refused("Văn bản gửi trong cổng do văn thư cơ quan nhận xác nhận.")
    if dispatch.way == Way.EMAIL and dispatch.state not in (SendingState.SENT, SendingState.RECEIVED):
        raise Refused("Chỉ ghi ký nhận cho thư điện tử đã gửi.")
    if dispatch.way == Way.PAPER and dispatch.state == SendingState.FAILED:
        # withdrawn meanwhile, yet it had been handed over: it is noted, and asked back like the others
        dispatch.withdrawal_asked_at, dispatch.error = timezone.now(), ""
    _receive(dispatch, receiver, by)
    record(dispatch.number, "handed_over", by=by, what=dispatch.recipient, who=dispatch.received_by)
    return dispatch


def confirm_receipt(dispatch_id: int, *, by: Membership) -> Dispatch:
    """ "Đã nhận", by the receiving agency's clerk, under the next number of its own register. Pressed twice it says the same."""
    dispatch = _locked(dispatch_id, by, may_confirm_receipt)
    if dispatch.state == SendingState.RECEIVED:
        return dispatch
    if dispatch.state != SendingState.SENT:
        raise Refused("Văn bản này chưa đến.")
    _receive(dispatch, _named(by), by)
    entering.enter(dispatch)
    record(dispatch.number, "received", by=by, what=dispatch.recipient)
    return dispatch


def confirm_withdrawal(dispatch_id: int, *, who: str = "", by: Membership) -> Dispatch:
    """The receiver has taken the paper out of use; for paper and e-mail the sender's clerk notes who said so."""
    dispatch = _locked(dispatch_id, by, _may_confirm_withdrawal)
    if dispatch.withdrawal_asked_at is None:
        raise Refused(f"Văn bản {dispatch.number.symbol} không có yêu cầu thu hồi.")
    if dispatch.withdrawal_confirmed_at is None:
        dispatch.withdrawal_confirmed_at = timezone.now()
        dispatch.withdrawal_confirmed_by = who.strip() or _named(by)
        dispatch.save()
        record(dispatch.number, "withdrawal_confirmed", by=by, what=dispatch.recipient)
    return dispatch


def _named(by: Membership) -> str:
    """Name and post; a person who is called by the post is not called so twice."""
    return ", ".join(dict.fromkeys((str(by.user), by.post.title)))


def _receive(dispatch: Dispatch, receiver: str, by: Membership) -> None:
    if dispatch.state == SendingState.RECEIVED:
        raise Refused("Nơi nhận này đã ký nhận.")
    if not receiver.strip():
        raise Refused("Nhập người nhận.")
    now = timezone.now()
    dispatch.sent_at = dispatch.sent_at or now
    dispatch.state, dispatch.received_at, dispatch.received_by = SendingState.RECEIVED, now, receiver.strip()
    dispatch.confirmed_by = by.user
    dispatch.save()
    sending.gone(dispatch)


def _may_send(membership: Membership, dispatch: Dispatch) -> Allowed | Denied:
    return may_keep_register_book(membership, dispatch.agency)


def _may_confirm_withdrawal(membership: Membership, dispatch: Dispatch) -> Allowed | Denied:
    if dispatch.way == Way.INSIDE:
        return may_confirm_receipt(membership, dispatch)
    return may_keep_register_book(membership, dispatch.agency)


def _locked(
    dispatch_id: int, by: Membership, may: Callable[[Membership, Dispatch], Allowed | Denied]
) -> Dispatch:
    dispatch: Dispatch = (
        Dispatch.objects.select_for_update(of=("self",))
        .select_related("number", "agency__province", "to_agency__province")
        .get(pk=dispatch_id)
    )
    require(may(by, dispatch))
    return dispatch
