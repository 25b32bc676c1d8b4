"""Many issued papers as one file for the printer: bookmarks, a cover list, copies counted."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.documents.states import Print

from .jobs import Job, JobQuerySet, job_constraints
from .papers import Paper


class Stack(Job):
    """One file asked for by one clerk; `done` of `total` papers are in it so far."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="stacks")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    two_sided = models.BooleanField("in hai mặt", default=True)
    prints = models.CharField("bản in", max_length=10, choices=Print.choices, default=Print.ORIGINAL)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    objects: ClassVar[Any] = TenantManager.of(JobQuerySet)

    class Meta:
        verbose_name = "tập văn bản in"
        constraints = job_constraints("stack")
        indexes = (models.Index(fields=["province", "state", "woken_at"], name="stack_waiting"),)

    def __str__(self) -> str:
        return f"{self.total} văn bản"


class StackedPaper(TenantModel):
    """One paper of a stack, with what the cover list says of it."""

    stack = models.ForeignKey(Stack, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveIntegerField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    symbol = models.CharField("số, ký hiệu", max_length=60)
    title = models.CharField("tên loại và trích yếu", max_length=700)
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    issued_on = models.DateField("ngày ban hành")
    recipients = ArrayField(models.TextField(), default=list, blank=True)
    copies = models.PositiveIntegerField("số bản giấy", default=0)

    class Meta:
        verbose_name = "văn bản trong tập in"
        constraints = (
            models.UniqueConstraint(fields=["province", "stack", "position"], name="stacked_paper_once"),
        )

    def __str__(self) -> str:
        return self.symbol
