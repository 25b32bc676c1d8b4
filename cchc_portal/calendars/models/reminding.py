"""Reminders that were made, and the lines in people's inboxes."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars.querysets import NoticeQuerySet, ReminderQuerySet

from .obligations import Obligation


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
