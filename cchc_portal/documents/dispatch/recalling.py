"""Whoever was sent a withdrawn paper by e-mail is told by e-mail: a job on the dispatch's own row, told once, failed visibly.

Nghị định 30/2020/NĐ-CP, Điều 18.4: the receiver takes the paper out of use and says so; the sender's clerk notes who did.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from cchc_portal.documents import tasks
from cchc_portal.documents.dispatch.sending import NOT_GONE
from cchc_portal.documents.models import AfterIssue, Dispatch, IssuedNumber
from cchc_portal.documents.states import AfterKind, SendingState, Way
from cchc_portal.vietnam import dates

GONE = (SendingState.SENT, SendingState.RECEIVED)


@dataclass(frozen=True)
class Recall:
    """The right to write one letter until the lease runs out, and the letter."""

    dispatch_id: int
    lease: UUID
    letter: EmailMessage


def ask_back(line: IssuedNumber) -> None:
    """Receivers are asked to confirm, by e-mail where the paper went by e-mail; what has not gone yet does not go.

    A letter that is leaving at this moment is asked back too: nobody can stop it any more.
    """
    now = timezone.now()
    sent = Dispatch.objects.filter(number=line)
    leaving = sent.filter(way=Way.EMAIL, state=SendingState.SENDING)
    leaving.update(withdrawal_asked_at=now)
    sent.filter(state__in=GONE).update(withdrawal_asked_at=now, lease=None, lease_until=None)
    waiting = sent.filter(state__in=NOT_GONE)
    waiting.update(
        state=SendingState.FAILED, lease=None, lease_until=None, error="Văn bản đã thu hồi trước khi gửi."
    )
    sent.filter(withdrawal_asked_at=now).update(attempts=0)
    for dispatch in sent.to_be_recalled(now):
        wake(dispatch)


def wake(dispatch: Dispatch) -> None:
    transaction.on_commit(lambda: tasks.send_recall(dispatch.pk, dispatch.province_id))


def claim(dispatch_id: int) -> Recall | None:
    """None where another writes it, it was written, or nothing is asked back."""
    now = timezone.now()
    waiting = Dispatch.objects.to_be_recalled(now).filter(pk=dispatch_id)
    dispatch = waiting.select_related("number__agency").first()
    if dispatch is None:
        return None
    lease = uuid4()
    until = now + timedelta(seconds=settings.PAPER_LEASE_SECONDS)
    taken = waiting.filter(attempts=dispatch.attempts).update(
        lease=lease, lease_until=until, attempts=dispatch.attempts + 1
    )
    return Recall(dispatch.pk, lease, letter(dispatch)) if taken == 1 else None


def letter(dispatch: Dispatch) -> EmailMessage:
    line = dispatch.number
    why = AfterIssue.objects.filter(number=line, kind=AfterKind.WITHDRAWN).order_by("-id")[0]
    day = dates.short_date(line.issued_on) if line.issued_on else ""
    return EmailMessage(
        subject=f"{line.agency.name} thu hồi văn bản số {line.symbol}",
        body=(
            f"{line.agency.name} gửi {dispatch.recipient}\n\n"
            f"{line.type_name} số {line.symbol} ngày {day} đã gửi tới địa chỉ này bị thu hồi"
            f" theo văn bản số {why.by_symbol} ngày {dates.short_date(why.by_day)}.\n"
            f"Trích yếu: {line.subject}\n"
            f"Lý do: {why.reason}\n\n"
            "Đề nghị không sử dụng, hủy tệp đã nhận và trả lời để văn thư của cơ quan gửi ghi xác nhận thu hồi.\n"
        ),
        to=[dispatch.email],
    )


def told(recall: Recall) -> bool:
    """False where the lease was lost and another has written."""
    held = Dispatch.objects.filter(pk=recall.dispatch_id, lease=recall.lease)
    now = timezone.now()
    return bool(held.update(withdrawal_told_at=now, lease=None, lease_until=None, error="") == 1)


def fail(recall: Recall, reason: str) -> None:
    """Said on the page; written again when the lease has run out."""
    Dispatch.objects.filter(pk=recall.dispatch_id, lease=recall.lease).update(error=reason)
