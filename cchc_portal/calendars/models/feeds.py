"""The secret address of a person's deadlines, for the calendar of their telephone or computer."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """Which of a person's addresses holds; the address itself is signed, not stored, and a new one ends the old."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "địa chỉ lịch cá nhân"
