"""Appendices that are files of their own, of an issued paper: the file as it came, and the same file with the agency's signature.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b, III.1.d.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager
from cchc_portal.documents.attached.states import ATTACHED_TONES, BEING_SIGNED, AttachedState
from cchc_portal.documents.querysets import LeasedQuerySet

from .leased import KeyWork
from .papers import Paper


class AttachedFileQuerySet(LeasedQuerySet):
    def unfinished(self) -> Self:
        """To be signed, or asked about."""
        return self.filter(state__in=BEING_SIGNED)


class AttachedFile(KeyWork):
    """One file that goes with a paper from its issue on. `file_digest` is the file that leaves the agency; what it was before stays too."""

    pauses = (2, 5, 15, 30, 60, 300)

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="attached_files")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="attached_files")
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên phụ lục", max_length=300)
    symbol = models.CharField("số, ký hiệu văn bản", max_length=60)
    original_digest = models.CharField("SHA-256 của tệp khi ban hành", max_length=64)
    pages = models.PositiveIntegerField("số trang")
    file_digest = models.CharField("SHA-256 của tệp", max_length=64)
    file_size = models.PositiveIntegerField()
    attached_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(
        "ký số", max_length=10, choices=AttachedState.choices, default=AttachedState.UNSIGNED
    )
    refused_file = models.CharField("SHA-256 của tệp tải lên không được nhận", max_length=64, blank=True)

    objects: ClassVar[Any] = TenantManager.of(AttachedFileQuerySet)

    class Meta:
        verbose_name = "phụ lục là tệp riêng"
        constraints = (
            models.UniqueConstraint(fields=["province", "paper", "position"], name="attached_file_once"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) & ~Q(file_digest=F("original_digest"))
                | ~Q(state="done") & Q(file_digest=F("original_digest"), done_at__isnull=True),
                name="attached_file_signed_or_not",
            ),
        )
        indexes = (
            models.Index(fields=["province", "state", "next_at"], name="attached_file_waiting"),
            models.Index(fields=["province", "file_digest"], name="attached_file_by_file"),
            models.Index(fields=["province", "original_digest"], name="attached_file_by_original"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return ATTACHED_TONES[AttachedState(self.state)]

    @property
    def is_done(self) -> bool:
        return self.state == AttachedState.DONE

    @property
    def is_being_signed(self) -> bool:
        return self.state in BEING_SIGNED
