"""Setting up a province: the uploaded book while it is looked at, and the letters that invite its people."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet

from .people import User


class ProvinceUpload(TenantModel):
    """One uploaded book: its rows until it is entered, what was entered afterwards."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=300)
    uploaded_at = models.DateTimeField(default=timezone.now)
    book = models.JSONField(default=dict)
    entered_at = models.DateTimeField(null=True)
    entered = models.JSONField(default=dict)

    class Meta:
        verbose_name = "tệp thiết lập tỉnh"


class InvitationState(models.TextChoices):
    QUEUED = "queued", "Đang gửi thư"
    SENT = "sent", "Đã gửi thư"
    FAILED = "failed", "Chưa gửi được thư"


class InvitationQuerySet(TenantQuerySet):
    def queued(self) -> Self:
        return self.filter(state=InvitationState.QUEUED).order_by("id")


class Invitation(TenantModel):
    """A letter with a link by which a new person sets a password; asked for again, the same row is sent again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.QUEUED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = TenantManager.of(InvitationQuerySet)

    class Meta:
        verbose_name = "thư mời"
        constraints = (models.UniqueConstraint(fields=["province", "user"], name="invitation_once"),)
