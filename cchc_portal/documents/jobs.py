"""A row that a worker makes a file for, a paper or a stack of papers: claimed under a lease, finished once, failed visibly.

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
from cchc_portal.documents.models import Job, Paper
from cchc_portal.documents.states import MAX_ATTEMPTS, PaperState

RENEWALS = 3  # in the life of one lease

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to make one file until the lease runs out."""

    job: Any  # a Job, with the fields of its kind
    lease: UUID


def claim(job_id: int, kind: type[Job] = Paper) -> Claim | None:
    """Take a waiting or abandoned job; None where another has it, it is done, or it is not here."""
    now = timezone.now()
    job = kind.objects.claimable(now).filter(pk=job_id).select_related(*kind.read_with).first()
    if job is None:
        return None
    if job.attempts >= MAX_ATTEMPTS:
        fail(job, job.lease, "Đã thử nhiều lần mà chưa tạo được; máy tạo văn bản dừng giữa chừng.")
        return None
    lease = uuid4()
    taken = (
        kind.objects.claimable(now)
        .filter(pk=job_id, attempts=job.attempts)
        .update(
            state=PaperState.RENDERING,
            lease=lease,
            lease_until=_lease_end(now),
            attempts=job.attempts + 1,
        )
    )
    return Claim(job, lease) if taken == 1 else None


def _lease_end(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.PAPER_LEASE_SECONDS)


def _held(claim: Claim) -> Any:
    return type(claim.job).objects.filter(pk=claim.job.pk, state=PaperState.RENDERING, lease=claim.lease)


@contextmanager
def kept_alive(claim: Claim) -> Iterator[None]:
    """Renew the lease while the file is being made, however long that takes; a killed worker renews nothing."""
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
            with transaction.atomic(), acting_in(claim.job.province_id):
                _held(claim).update(lease_until=_lease_end(timezone.now()))
        except DatabaseError:
            log.warning("Không gia hạn được việc tạo văn bản %s.", claim.job.pk)
    connection.close()


def finish(claim: Claim, content: bytes, pages: int | None, **facts: Any) -> bool:
    """Keep the file and mark the job READY; False where the lease was lost and another has finished it. `facts`: its kind's own fields."""
    digest = storage.store(claim.job.province_id, content)
    return (
        _held(claim).update(
            state=PaperState.READY,
            ready_at=timezone.now(),
            file_digest=digest,
            file_size=len(content),
            pages=pages,
            error="",
            **facts,
        )
        == 1
    )


def release(claim: Claim) -> None:
    """Back into the queue, as if it had not been taken: what it needs is not there yet."""
    _held(claim).update(state=PaperState.QUEUED, lease=None, lease_until=None, attempts=claim.job.attempts)


def note(claim: Claim, **facts: Any) -> None:
    """How far it has come, while it is still ours."""
    _held(claim).update(**facts)


def fail(job: Any, lease: UUID | None, reason: str) -> None:
    """A visible state with its reason; "thử lại" puts it back."""
    type(job).objects.filter(pk=job.pk, lease=lease).exclude(state=PaperState.READY).update(
        state=PaperState.FAILED, error=reason
    )


def try_again(job: Any) -> bool:
    """Put a failed job back into the queue; False where it has not failed."""
    changed = type(job).objects.filter(pk=job.pk, state=PaperState.FAILED)
    return bool(changed.update(state=PaperState.QUEUED, attempts=0, lease=None, lease_until=None, error=""))
