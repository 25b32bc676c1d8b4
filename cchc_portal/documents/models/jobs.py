"""What every file has that a worker makes: a state, a lease, a result. The row is the truth; the broker only wakes."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.tenancy import TenantModel
from cchc_portal.documents.querysets import WokenQuerySet
from cchc_portal.documents.states import PaperState


class JobQuerySet(WokenQuerySet):
    def claimable(self, now: Any) -> Self:
        """Waiting, or left behind by a worker whose lease has run out."""
        return self.filter(Q(state=PaperState.QUEUED) | Q(state=PaperState.RENDERING, lease_until__lt=now))


class Job(TenantModel):
    """A file to be made: the job and its result in one row."""

    read_with: ClassVar[tuple[str, ...]] = ()  # rows that a worker needs beside it, outside any transaction

    state = models.CharField(max_length=20, choices=PaperState.choices, default=PaperState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    woken_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True)
    file_digest = models.CharField(max_length=64, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def is_ready(self) -> bool:
        return self.state == PaperState.READY

    @property
    def is_busy(self) -> bool:
        return self.state in (PaperState.QUEUED, PaperState.RENDERING)


def job_constraints(kind: str) -> tuple[models.CheckConstraint, ...]:
    """A finished job has its file, a running one its lease."""
    return (
        models.CheckConstraint(
            condition=~Q(state="ready") | (Q(ready_at__isnull=False) & ~Q(file_digest="")),
            name=f"ready_{kind}_has_file",
        ),
        models.CheckConstraint(
            condition=~Q(state="rendering") | (Q(lease__isnull=False) & Q(lease_until__isnull=False)),
            name=f"rendering_{kind}_has_lease",
        ),
    )
