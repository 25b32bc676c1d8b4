"""Where an issued paper was sent: one row a recipient, a job until it has gone (Nghị định 30/2020/NĐ-CP, Điều 18)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.documents.querysets import DispatchQuerySet
from cchc_portal.documents.states import SENDING_TONES, SendingState, Way

from .numbers import IssuedNumber


class Dispatch(TenantModel):
    """One paper on its way to one recipient. The row is the truth; the broker only wakes a worker."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="dispatches")
    number = models.ForeignKey(IssuedNumber, on_delete=models.PROTECT, related_name="dispatches")
    position = models.PositiveIntegerField(default=0)
    recipient = models.CharField("nơi nhận", max_length=300)
    way = models.CharField("cách gửi", max_length=10, choices=Way.choices)
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="incoming")
    email = models.EmailField("thư điện tử", blank=True)
    copies = models.PositiveSmallIntegerField("số bản", default=1)

    state = models.CharField(max_length=10, choices=SendingState.choices, default=SendingState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    woken_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    received_at = models.DateTimeField("nhận lúc", null=True)
    received_by = models.CharField("người nhận", max_length=200, blank=True)
    withdrawal_asked_at = models.DateTimeField("yêu cầu thu hồi lúc", null=True)
    withdrawal_told_at = models.DateTimeField("gửi thư thu hồi lúc", null=True)
    withdrawal_confirmed_at = models.DateTimeField("xác nhận thu hồi lúc", null=True)
    withdrawal_confirmed_by = models.CharField("người xác nhận thu hồi", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.of(DispatchQuerySet)

    class Meta:
        verbose_name = "văn bản gửi đi"
        constraints = (
            models.UniqueConstraint(fields=["province", "number", "position"], name="dispatch_once"),
            models.CheckConstraint(
                condition=~Q(way="inside") | Q(to_agency__isnull=False), name="dispatch_inside_has_agency"
            ),
            models.CheckConstraint(
                condition=~Q(way="email") | ~Q(email=""), name="dispatch_email_has_address"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "received"]) | Q(sent_at__isnull=False),
                name="sent_dispatch_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_at__isnull=False),
                name="received_dispatch_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(lease__isnull=False, lease_until__isnull=False),
                name="sending_dispatch_has_lease",
            ),
        )
        indexes = (
            models.Index(fields=["province", "state", "woken_at"], name="dispatch_waiting"),
            models.Index(fields=["province", "to_agency", "-sent_at"], name="dispatch_incoming"),
        )

    def __str__(self) -> str:
        return f"{self.number} → {self.recipient}"

    @property
    def tone(self) -> str:
        return SENDING_TONES[SendingState(self.state)]
