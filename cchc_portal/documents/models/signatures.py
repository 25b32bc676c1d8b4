"""Digital signatures on papers of record: with what an agency signs, each signature as a job, scans of papers signed in ink.

Nghị định 30/2020/NĐ-CP, Điều 5, 13, 25, 32; docs/adr/0009.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, Post, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet
from cchc_portal.documents.signed.states import (
    SIGNATURE_TONES,
    UNDER_WAY,
    Order,
    SignatureState,
    SigningWay,
)

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


class SignatureQuerySet(TenantQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=SignatureState.STOPPED)

    def claimable(self, now: Any) -> Self:
        """To be made or asked about, by nobody else at the moment, and due."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(free, state__in=UNDER_WAY, next_at__lte=now)

    def forgotten(self, now: Any, patience: Any) -> Self:
        """Claimable for so long that the broker must have lost the message; the longest first."""
        unanswered = Q(woken_at__isnull=True) | Q(woken_at__lt=now - patience)
        return self.claimable(now).filter(unanswered).order_by(F("woken_at").asc(nulls_first=True), "pk")


class Signature(TenantModel):
    """One signature of one paper: asked for by its signer, made by a worker or outside. The signed bytes are kept and never made again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signatures")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="signatures")
    order = models.PositiveSmallIntegerField("thứ tự", choices=Order.choices)
    means = models.ForeignKey(SigningMeans, on_delete=models.SET_NULL, null=True, related_name="+")
    way = models.CharField("cách ký", max_length=10, choices=SigningWay.choices)
    signer = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        "tình trạng", max_length=10, choices=SignatureState.choices, default=SignatureState.WAITING
    )
    place = models.JSONField("chỗ ký", null=True)
    prepared_file = models.CharField(max_length=64, blank=True)
    prepared = models.JSONField(null=True)
    transaction = models.TextField(blank=True)
    asked_at = models.DateTimeField("yêu cầu lúc", null=True)
    done_at = models.DateTimeField("ký xong lúc", null=True)
    file_digest = models.CharField("SHA-256 của tệp đã ký", max_length=64, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    certificate = models.CharField("SHA-256 của chứng thư số", max_length=64, blank=True)
    holder = models.CharField("chủ chứng thư số", max_length=300, blank=True)
    timestamped = models.BooleanField("có dấu thời gian", default=False)
    error = models.TextField(blank=True)
    refused_file = models.CharField("SHA-256 của tệp tải lên không được nhận", max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(default=timezone.now)
    woken_at = models.DateTimeField(null=True)

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

    class Meta:
        verbose_name = "bản quét đã ký, đóng dấu"
        constraints = (
            models.UniqueConstraint(fields=["province", "paper", "file_digest"], name="signed_scan_once"),
        )

    def __str__(self) -> str:
        return self.name
