"""A paper row as a job: claimed under a lease, finished once, failed visibly.

Every step is an update where the old state still holds, so that two workers, or a worker believed dead, cannot both win.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from cchc_portal.documents import storage
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import LEASE_SECONDS, LEASE_SECONDS_A_ROW, MAX_ATTEMPTS, PaperState


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
            lease_until=now + timedelta(seconds=LEASE_SECONDS + LEASE_SECONDS_A_ROW * paper.rows),
            attempts=paper.attempts + 1,
        )
    )
    return Claim(paper, lease) if taken == 1 else None


def finish(claim: Claim, content: bytes, pages: int | None) -> bool:
    """Keep the file and mark the paper READY; False where the lease was lost and another has finished it."""
    digest = storage.store(claim.paper.province_id, content)
    held = Paper.objects.filter(pk=claim.paper.pk, state=PaperState.RENDERING, lease=claim.lease)
    return 1 == held.update(
        state=PaperState.READY,
        ready_at=timezone.now(),
        file_digest=digest,
        file_size=len(content),
        pages=pages,
        error="",
    )


def fail(paper: Paper, lease: UUID | None, reason: str) -> None:
    """A visible state with its reason; "thử lại" puts it back."""
    Paper.objects.filter(pk=paper.pk, lease=lease).exclude(state=PaperState.READY).update(
        state=PaperState.FAILED, error=reason
    )
