"""Frozen snapshots and the files made from them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet
from cchc_portal.documents.states import PaperFormat, PaperState


class Snapshot(TenantModel):
    """What was frozen: plain JSON with everything the paper needs, known by its hash. Rows are never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="snapshots")
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["province", "agency", "digest"], name="snapshot_once"),
        )

    def __str__(self) -> str:
        return self.digest[:12]


class PaperQuerySet(TenantQuerySet):
    def claimable(self, now: Any) -> Self:
        """Waiting, or left behind by a worker whose lease has run out."""
        return self.filter(Q(state=PaperState.QUEUED) | Q(state=PaperState.RENDERING, lease_until__lt=now))

    def forgotten(self, now: Any, patience: Any) -> Self:
        """Claimable for so long that the broker must have lost the message; the longest first."""
        unanswered = Q(woken_at__isnull=True) | Q(woken_at__lt=now - patience)
        return self.claimable(now).filter(unanswered).order_by(F("woken_at").asc(nulls_first=True), "pk")


class Paper(TenantModel):
    """One file to be made from a snapshot: the job and its result. The row is the truth; the broker only wakes a worker."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="papers")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="papers")
    format = models.CharField(max_length=10, choices=PaperFormat.choices)
    draft = models.BooleanField(default=False)
    recipe = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=20, choices=PaperState.choices, default=PaperState.QUEUED)
    rows = models.PositiveIntegerField(default=0)
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

    objects: ClassVar[Any] = TenantManager.of(PaperQuerySet)

    class Meta:
        verbose_name = "bản in"
        constraints = (
            models.UniqueConstraint(fields=["province", "snapshot", "recipe"], name="paper_made_once"),
            models.CheckConstraint(
                condition=~Q(state="ready") | (Q(ready_at__isnull=False) & ~Q(file_digest="")),
                name="ready_paper_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="rendering") | (Q(lease__isnull=False) & Q(lease_until__isnull=False)),
                name="rendering_paper_has_lease",
            ),
        )
        indexes = (models.Index(fields=["province", "state", "woken_at"], name="paper_waiting"),)

    @property
    def is_ready(self) -> bool:
        return self.state == PaperState.READY
