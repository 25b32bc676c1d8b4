"""Reminders that were made, and the lines in people's inboxes."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars.querysets import DeliveryQuerySet, NoticeQuerySet, ReminderQuerySet
from cchc_portal.calendars.states import Outcome, Rung

from .obligations import Obligation


class LadderStep(TenantModel):
    """From how many working days before (negative) or after the deadline a rung of the ladder is told, too."""

    rung = models.CharField("người nhận", max_length=20, choices=Rung.choices)
    offset = models.SmallIntegerField("ngày làm việc so với hạn")

    class Meta:
        verbose_name = "bậc nhắc"
        constraints = (models.UniqueConstraint(fields=["province", "rung"], name="ladder_rung_once"),)


class Delivery(TenantModel):
    """One letter of one person by one channel: written before it goes out, so that it never goes out twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField("kênh", max_length=30)
    address = models.CharField("địa chỉ", max_length=254)
    items = models.PositiveSmallIntegerField("số việc")
    at = models.DateTimeField("lúc")
    state = models.CharField("kết quả", max_length=10, choices=Outcome.choices, default=Outcome.UNKNOWN)
    detail = models.CharField("chi tiết", max_length=300, blank=True)
    settled_at = models.DateTimeField("đã xử lý lúc", null=True)

    objects: ClassVar[Any] = TenantManager.of(DeliveryQuerySet)

    class Meta:
        verbose_name = "lần gửi nhắc"
        indexes = (models.Index(fields=["province", "agency", "-at"], name="delivery_log"),)


class Reminder(TenantModel):
    """One stage of one obligation told to one person; the row is what keeps it from being told twice."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="reminders")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reminders")
    stage = models.CharField(max_length=20)
    on_day = models.DateField()
    mailed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = TenantManager.of(ReminderQuerySet)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["province", "obligation", "membership", "stage", "on_day"], name="reminder_once"
            ),
        )


class Notice(TenantModel):
    """A line in a person's inbox, with the address where they act on it."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField(default=timezone.now)
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = TenantManager.of(NoticeQuerySet)

    class Meta:
        verbose_name = "thông báo"
        indexes = (models.Index(fields=["province", "membership", "-at"], name="notice_inbox"),)
