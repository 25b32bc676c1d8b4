"""A paper row as a job: claimed under a lease, finished once, failed visibly.

Every step is an update where the old state still holds, so that two workers, or a worker believed dead, cannot both win.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import storage
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import MAX_ATTEMPTS, PaperState

RENEWALS = 3  # in the life of one lease

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to make one paper until the lease runs out."""

    paper: Paper
    lease: UUID


def claim(paper_id: int) -> Claim | None:
    """Take a waiting or abandoned paper; None where another has it, it is done, or it is not here."""
    now = timezone.now()
    paper = Paper.objects.claimable(now).filter(pk=paper_id).select_related("snapshot").first()
    if paper is None:
        return None
    if paper.attempts >= MAX_ATTEMPTS:
        fail(paper, paper.lease, "Đã thử nhiều lần mà chưa tạo được; máy tạo văn bản dừng giữa chừng.")
        return None
    lease = uuid4()
    taken = (
        Paper.objects.claimable(now)
        .filter(pk=paper_id, attempts=paper.attempts)
        .update(
            state=PaperState.RENDERING,
            lease=lease,
            lease_until=_lease_end(now),
            attempts=paper.attempts + 1,
        )
    )
    return Claim(paper, lease) if taken == 1 else None


def _lease_end(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.PAPER_LEASE_SECONDS)


def _held(claim: Claim) -> Any:
    return Paper.objects.filter(pk=claim.paper.pk, state=PaperState.RENDERING, lease=claim.lease)


@contextmanager
def kept_alive(claim: Claim) -> Iterator[None]:
    """Renew the lease while the paper is being made, however long that takes; a killed worker renews nothing."""
    done = Event()
    renewing = Thread(target=_renew, args=(claim, done), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()


def _renew(claim: Claim, done: Event) -> None:
    while not done.wait(settings.PAPER_LEASE_SECONDS / RENEWALS):
        try:
            with transaction.atomic(), acting_in(claim.paper.province_id):
                _held(claim).update(lease_until=_lease_end(timezone.now()))
        except DatabaseError:
            log.warning("Không gia hạn được việc tạo văn bản %s.", claim.paper.pk)
    connection.close()


def finish(claim: Claim, content: bytes, pages: int | None) -> bool:
    """Keep the file and mark the paper READY; False where the lease was lost and another has finished it."""
    digest = storage.store(claim.paper.province_id, content)
    return (
        _held(claim).update(
            state=PaperState.READY,
            ready_at=timezone.now(),
            file_digest=digest,
            file_size=len(content),
            pages=pages,
            error="",
        )
        == 1
    )


def fail(paper: Paper, lease: UUID | None, reason: str) -> None:
    """A visible state with its reason; "thử lại" puts it back."""
    Paper.objects.filter(pk=paper.pk, lease=lease).exclude(state=PaperState.READY).update(
        state=PaperState.FAILED, error=reason
    )
