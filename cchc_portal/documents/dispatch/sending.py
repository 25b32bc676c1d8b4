"""A dispatch row as a job: claimed under a lease, sent once, failed visibly; the pattern of `jobs`.

A letter may leave twice where a worker dies between the mail server's answer and its note here; it never leaves in silence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from cchc_portal.documents.attached.attaching import Enclosure
from cchc_portal.documents.dispatch import outgoing
from cchc_portal.documents.dispatch.outgoing import OutgoingFile
from cchc_portal.documents.models import Dispatch, IssuedNumber
from cchc_portal.documents.states import MAX_ATTEMPTS, SendingState, Way
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first

WAITING = (SendingState.QUEUED, SendingState.SENDING)
NOT_GONE = (SendingState.AWAITING, *WAITING)
REPLACED = "Bản quét này thay cho bản quét đã gửi trước; đề nghị chỉ sử dụng bản này. "
TIRED = "Đã thử nhiều lần mà chưa gửi được."

# What upper floors do when a paper has left for a recipient, perhaps once more; they add themselves at start-up.
after_gone: list[Callable[[Dispatch], Any]] = []


@dataclass(frozen=True)
class Parcel:
    """The right to send one dispatch until the lease runs out, and what goes."""

    dispatch: Dispatch
    lease: UUID
    file: OutgoingFile
    enclosures: tuple[Enclosure, ...] = ()


def claim(dispatch_id: int) -> Parcel | None:
    """Take a waiting or abandoned dispatch; None where another has it, it has gone, or what is to go is not ready yet."""
    now = timezone.now()
    dispatch = Dispatch.objects.claimable(now).filter(pk=dispatch_id).select_related("number__agency").first()
    if dispatch is None:
        return None
    if dispatch.attempts >= MAX_ATTEMPTS:
        _close(dispatch, dispatch.lease, SendingState.FAILED, error=TIRED)
        return None
    file = outgoing.file_of(dispatch.number)
    enclosures = outgoing.enclosures_of(dispatch.number)
    if file is None or enclosures is None:
        return None
    lease = uuid4()
    taken = (
        Dispatch.objects.claimable(now)
        .filter(pk=dispatch_id, attempts=dispatch.attempts)
        .update(
            state=SendingState.SENDING,
            lease=lease,
            lease_until=now + timedelta(seconds=settings.PAPER_LEASE_SECONDS),
            attempts=dispatch.attempts + 1,
        )
    )
    return Parcel(dispatch, lease, file, enclosures) if taken == 1 else None


def send(parcel: Parcel) -> None:
    """Outside any transaction. Inside the portal there is nothing to carry: it appears once the row says it has gone."""
    if parcel.dispatch.way == Way.EMAIL:
        letter(parcel).send()


def letter(parcel: Parcel) -> EmailMessage:
    line = parcel.dispatch.number
    day = dates.short_date(line.issued_on) if line.issued_on else ""
    message = EmailMessage(
        subject=f"{line.agency.name} gửi văn bản số {line.symbol}",
        body=(
            f"{line.agency.name} gửi {parcel.dispatch.recipient}\n\n"
            f"{line.type_name} số {line.symbol} ngày {day}\n"
            f"Trích yếu: {line.subject}\n\n"
            f"Tệp kèm theo: {lower_first(parcel.file.signed.label)}. "
            f"{REPLACED if parcel.file.replaced else ''}"
            "Đề nghị xác nhận đã nhận với văn thư của cơ quan gửi.\n"
        ),
        to=[parcel.dispatch.email],
    )
    message.attach(parcel.file.name, parcel.file.content, parcel.file.kind)
    for one in parcel.enclosures:
        message.attach(one.name, one.content, "application/pdf")
    return message


def finish(parcel: Parcel) -> bool:
    """False where the lease was lost and another has finished it, or the paper was withdrawn meanwhile."""
    now = timezone.now()
    if not _close(parcel.dispatch, parcel.lease, SendingState.SENT, sent_at=now, error=""):
        return False
    gone(parcel.dispatch)
    return True


def gone(dispatch: Dispatch) -> None:
    """It has left for this recipient, by whatever way."""
    note_day_sent(dispatch.number)
    for follow in after_gone:
        follow(dispatch)


def fail(parcel: Parcel, reason: str) -> None:
    """A visible state with its reason; "gửi lại" puts it back."""
    _close(parcel.dispatch, parcel.lease, SendingState.FAILED, error=reason)


def note_day_sent(line: IssuedNumber) -> None:
    """The register's "ngày chuyển" is the day on which the paper has gone to everybody; until then the column stays free.

    The line is locked, so that of two that go at once the later sees the earlier gone.
    """
    with transaction.atomic():
        kept = IssuedNumber.objects.select_for_update(of=("self",)).get(pk=line.pk)
        if kept.sent_on is None and not kept.dispatches.filter(state__in=NOT_GONE).exists():
            IssuedNumber.objects.filter(pk=line.pk).update(sent_on=timezone.localdate())


def _close(dispatch: Dispatch, lease: UUID | None, state: SendingState, **values: object) -> bool:
    held = Dispatch.objects.filter(pk=dispatch.pk, lease=lease)
    held = held.filter(state__in=WAITING)
    return bool(held.update(state=state, lease=None, lease_until=None, **values) == 1)
