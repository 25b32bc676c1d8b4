"""Digital signatures on papers of record: with what an agency signs, each signature as a job, scans of papers signed in ink.

Nghị định 30/2020/NĐ-CP, Điều 5, 13, 25, 32; docs/adr/0009.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from cchc_portal.agencies.models import Agency, Post, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet
from cchc_portal.documents.querysets import LeasedQuerySet
from cchc_portal.documents.signed.states import (
    SIGNATURE_TONES,
    UNDER_WAY,
    Order,
    SignatureState,
    SigningWay,
)

from .leased import KeyWork
from .papers import Paper


class SigningMeans(TenantModel):
    """With what a post, or the agency itself (no post), signs: a key by the operator's name, or a token on the person's own computer."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signing_means")
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vị trí"
    )
    way = models.CharField("cách ký", max_length=10, choices=SigningWay.choices)
    key_name = models.CharField("khóa ký số", max_length=100, blank=True)
    certificate = models.CharField("SHA-256 của chứng thư số", max_length=64, blank=True)
    holder = models.CharField("chủ chứng thư số", max_length=300, blank=True)
    picture = models.CharField("SHA-256 của ảnh", max_length=64, blank=True)
    width_mm = models.DecimalField("bề ngang con dấu (mm)", max_digits=4, decimal_places=1, null=True)

    class Meta:
        verbose_name = "cách ký số"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "agency", "post"], name="signing_means_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(way="outside") | (~Q(key_name="") & ~Q(picture="")), name="signing_key_named"
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | Q(picture="") | Q(width_mm__isnull=False),
                name="seal_has_size",
            ),
        )

    def __str__(self) -> str:
        return self.post.title if self.post else "Cơ quan"

    @property
    def order(self) -> Order:
        return Order.PERSON if self.post_id else Order.AGENCY


class SignatureQuerySet(LeasedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=SignatureState.STOPPED)

    def unfinished(self) -> Self:
        """To be made, or asked about."""
        return self.filter(state__in=UNDER_WAY)


class Signature(KeyWork):
    """One signature of one paper: asked for by its signer, made by a worker or outside. The signed bytes are kept and never made again."""

    pauses = (2, 5, 15, 30, 60)

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signatures")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="signatures")
    order = models.PositiveSmallIntegerField("thứ tự", choices=Order.choices)
    way = models.CharField("cách ký", max_length=10, choices=SigningWay.choices)
    state = models.CharField(
        "tình trạng", max_length=10, choices=SignatureState.choices, default=SignatureState.WAITING
    )
    place = models.JSONField("chỗ ký", null=True)
    asked_at = models.DateTimeField("yêu cầu lúc", null=True)
    file_digest = models.CharField("SHA-256 của tệp đã ký", max_length=64, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    certificate = models.CharField("SHA-256 của chứng thư số", max_length=64, blank=True)
    refused_file = models.CharField("SHA-256 của tệp tải lên không được nhận", max_length=64, blank=True)

    objects: ClassVar[Any] = TenantManager.of(SignatureQuerySet)

    class Meta:
        verbose_name = "chữ ký số"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "paper", "order"],
                condition=~Q(state="stopped"),
                name="signature_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | (Q(done_at__isnull=False, signer__isnull=False) & ~Q(file_digest="")),
                name="signature_done_has_file",
            ),
        )
        indexes = (models.Index(fields=["province", "state", "next_at"], name="signature_waiting"),)

    def __str__(self) -> str:
        return f"{Order(self.order).label}: {self.get_state_display()}"

    @property
    def tone(self) -> str:
        return SIGNATURE_TONES[SignatureState(self.state)]

    @property
    def is_done(self) -> bool:
        return self.state == SignatureState.DONE


class SignedScanQuerySet(TenantQuerySet):
    def standing(self) -> Self:
        """Which no later scan was put in the place of."""
        return self.filter(replacements__isnull=True)


class SignedScan(TenantModel):
    """A scan of a paper signed and stamped in ink: the signed copy that the portal keeps. Rows are never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signed_scans")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="scans")
    name = models.CharField("tên tệp", max_length=200)
    kind = models.CharField(max_length=10)
    file_digest = models.CharField("SHA-256 của tệp", max_length=64)
    file_size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="replacements",
        verbose_name="thay cho bản quét",
    )
    reason = models.CharField("lý do thay", max_length=500, blank=True)

    objects: ClassVar[Any] = TenantManager.of(SignedScanQuerySet)

    class Meta:
        verbose_name = "bản quét đã ký, đóng dấu"
        constraints = (
            models.UniqueConstraint(fields=["province", "paper", "file_digest"], name="signed_scan_once"),
            models.UniqueConstraint(fields=["province", "replaces"], name="signed_scan_replaced_once"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, reason="")
                | Q(replaces__isnull=False) & ~Q(reason="") & ~Q(replaces=models.F("id")),
                name="replaced_scan_has_reason",
            ),
        )
        indexes = (models.Index(fields=["province", "file_digest"], name="signed_scan_by_file"),)

    def __str__(self) -> str:
        return self.name
