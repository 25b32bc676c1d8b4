"""After the last signature: a timestamp and what later checks need, put behind the issued bytes in a file of its own.

Best effort: the paper is issued without it, its bytes stay as they are, and what cannot be had now is asked for again after pauses that
grow (docs/adr/0009, 0012).
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import storage
from cchc_portal.documents.models import LongTermFile, Paper
from cchc_portal.documents.signed import tasks

LEASE = timedelta(minutes=2)
PAUSES = (1, 5, 15, 60, 240, 1440)  # minutes until the next try
NO_SERVICE = "Cổng chưa được khai báo dịch vụ dấu thời gian."
NOT_YET = "Chưa thêm được dấu thời gian và dữ liệu kiểm tra lâu dài."

log = logging.getLogger(__name__)


def open_for(paper: Paper) -> None:
    """With the agency's signature, in its transaction: a row and a message. Nothing where the operator has named no service."""
    if not settings.TIMESTAMP_URL:
        return
    row, made = LongTermFile.objects.get_or_create(paper=paper, defaults={"agency": paper.agency})
    if made:
        wake(row)


def wake(row: LongTermFile) -> None:
    LongTermFile.objects.filter(pk=row.pk).update(woken_at=timezone.now())
    transaction.on_commit(lambda: tasks.send_extension(row.pk, row.province_id))


def of_paper(paper: Paper) -> LongTermFile | None:
    found: LongTermFile | None = LongTermFile.objects.filter(paper=paper).first()
    return found


@dataclass(frozen=True)
class Claim:
    """The right to extend one paper until the lease runs out."""

    row: LongTermFile
    lease: UUID
    issued: bytes


def claim(row_id: int) -> Claim | None:
    now, lease = timezone.now(), uuid4()
    due = LongTermFile.objects.claimable(now).filter(pk=row_id)
    if not due.update(lease=lease, lease_until=now + LEASE, woken_at=now):
        return None
    row = LongTermFile.objects.select_related("paper").get(pk=row_id)
    return Claim(row, lease, storage.load(row.province_id, row.paper.file_digest))


def work(claimed: Claim) -> None:
    """Outside any transaction; every outcome is written into the row, none touches the issued paper."""
    try:
        content = _extended(claimed.issued)
    except Exception as error:
        log.warning("Chưa thêm được dấu thời gian vào văn bản %s: %r.", claimed.row.paper_id, error)
        _later(claimed, str(error) if type(error) is NotNow else NOT_YET)
    else:
        _keep(claimed, content)


class NotNow(Exception):
    """A sentence for the page."""


def _extended(issued: bytes) -> bytes:
    """Kept only where it begins with the issued bytes and our own judge finds nothing against it."""
    from cchc_portal.documents.signing import long_term, timestamps  # heavy: only who signs pays for it
    from cchc_portal.documents.verifying import trust, verify

    service = timestamps.configured()
    if service is None:
        raise NotNow(NO_SERVICE)
    trusted = trust.configured()
    content = long_term.extended(issued, trusted, service)
    verdict = verify(content, issued_digest=None, expected=None, trust_roots=trusted, given=issued)
    if not verdict.bottom_line:
        log.warning("Tệp thêm dấu thời gian không đạt: %s", " ".join(verdict.sentences))
        raise NotNow(NOT_YET)
    return content


def _later(claimed: Claim, reason: str) -> None:
    attempts = claimed.row.attempts
    pause = timedelta(minutes=PAUSES[min(attempts, len(PAUSES) - 1)])
    with transaction.atomic(), acting_in(claimed.row.province_id):
        LongTermFile.objects.filter(pk=claimed.row.pk, lease=claimed.lease).update(
            error=reason,
            attempts=min(attempts + 1, 1000),
            next_at=timezone.now() + pause,
            lease=None,
            lease_until=None,
        )


def _keep(claimed: Claim, content: bytes) -> None:
    row = claimed.row
    digest = storage.store(row.province_id, content)
    with transaction.atomic(), acting_in(row.province_id):
        kept = LongTermFile.objects.filter(pk=row.pk, lease=claimed.lease, file_digest="").update(
            file_digest=digest,
            file_size=len(content),
            done_at=timezone.now(),
            error="",
            lease=None,
            lease_until=None,
        )
        if kept:
            record(row, "extended", by=None, file=digest)
