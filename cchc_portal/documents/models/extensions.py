"""A signed paper, or a signed file that goes with it, and what later checks need: a file of its own beside the issued one, which it begins with (docs/adr/0009, 0012)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager
from cchc_portal.documents.querysets import LeasedQuerySet

from .attached import AttachedFile
from .leased import LeasedWork
from .papers import Paper


class LongTermFileQuerySet(LeasedQuerySet):
    def unfinished(self) -> Self:
        return self.filter(file_digest="")


class LongTermFile(LeasedWork):
    """Timestamp, chains and revocation lists behind the last signature: asked for at issue, tried again until it is made, then frozen."""

    pauses = tuple(60 * minutes for minutes in (1, 5, 15, 60, 240, 1440))

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="long_term_files")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="long_term_files")
    attached = models.ForeignKey(
        AttachedFile, on_delete=models.PROTECT, null=True, related_name="long_term_files"
    )  # of the paper itself where it is empty
    asked_at = models.DateTimeField("yêu cầu lúc", default=timezone.now)
    done_at = models.DateTimeField("thêm xong lúc", null=True)
    file_digest = models.CharField("SHA-256 của tệp", max_length=64, blank=True)
    file_size = models.PositiveIntegerField(null=True)

    objects: ClassVar[Any] = TenantManager.of(LongTermFileQuerySet)

    class Meta:
        verbose_name = "tệp có dấu thời gian và dữ liệu kiểm tra lâu dài"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "paper", "attached"], name="paper_extended_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(file_digest="", done_at__isnull=True)
                | (~Q(file_digest="") & Q(done_at__isnull=False, file_size__isnull=False)),
                name="long_term_file_is_whole",
            ),
        )
        indexes = (
            models.Index(
                fields=["province", "next_at"], condition=Q(file_digest=""), name="long_term_waiting"
            ),
            models.Index(fields=["province", "file_digest"], name="long_term_by_file"),
        )

    def __str__(self) -> str:
        return self.file_digest[:12] or "Chưa có dấu thời gian"

    @property
    def issued_digest(self) -> str:
        """SHA-256 of the signed bytes that this file begins with."""
        return self.attached.file_digest if self.attached else self.paper.file_digest

    @property
    def is_done(self) -> bool:
        return bool(self.file_digest)
