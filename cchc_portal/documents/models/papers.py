"""Frozen snapshots and the files made from them."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.documents.states import PaperFormat

from .jobs import Job, JobQuerySet, job_constraints


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


class Paper(Job):
    """One file to be made from a snapshot: the job and its result. The row is the truth; the broker only wakes a worker."""

    read_with = ("snapshot",)

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="papers")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="papers")
    format = models.CharField(max_length=10, choices=PaperFormat.choices)
    draft = models.BooleanField(default=False)
    recipe = models.CharField(max_length=64, editable=False)
    rows = models.PositiveIntegerField(default=0)
    marks = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    identifier = models.CharField(max_length=64, blank=True)  # see documents/identity.py
    unsigned_digest = models.CharField(max_length=64, blank=True)
    # Its file before it was signed; a signed file is never made again.

    objects: ClassVar[Any] = TenantManager.of(JobQuerySet)

    class Meta:
        verbose_name = "bản in"
        constraints = (
            models.UniqueConstraint(fields=["province", "snapshot", "recipe"], name="paper_made_once"),
            *job_constraints("paper"),
        )
        indexes = (
            models.Index(fields=["province", "state", "woken_at"], name="paper_waiting"),
            models.Index(fields=["province", "file_digest"], name="paper_by_file"),
            models.Index(fields=["province", "identifier"], name="paper_by_identifier"),
        )
