"""Days off and worked days with the documents that order and withdraw them, and a province's own practice."""

from datetime import time
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars.querysets import DayQuerySet
from cchc_portal.calendars.states import DayKind, Rolling

MORNING = (time(8), time(8, 30), time(9))


class OrderedDay(models.Model):
    """A day off, or a worked Saturday; a withdrawn one stays, with the document that withdrew it."""

    day = models.DateField("ngày")
    kind = models.CharField("loại", max_length=10, choices=DayKind.choices)
    name = models.CharField("tên", max_length=200)
    ordered_by = models.CharField("văn bản", max_length=300, blank=True)
    entered_at = models.DateTimeField("nhập lúc", default=timezone.now)
    withdrawn_at = models.DateTimeField("rút lúc", null=True)
    withdrawn_by = models.CharField("văn bản rút", max_length=300, blank=True)

    class Meta:
        abstract = True


class NationalDay(OrderedDay):
    """For the whole country."""

    objects: ClassVar[DayQuerySet] = DayQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        constraints = (
            models.UniqueConstraint(
                fields=["day"], condition=Q(withdrawn_at__isnull=True), name="national_day_once"
            ),
        )


class ProvinceDay(OrderedDay, TenantModel):
    """For one province only."""

    objects: ClassVar[Any] = TenantManager.of(DayQuerySet)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["province", "day"],
                condition=Q(withdrawn_at__isnull=True),
                name="province_day_once",
            ),
        )


class Practice(TenantModel):
    """How a province rolls a term that ends on a day off, and the hours in which nobody is written to."""

    rolling = models.CharField(
        "hạn rơi vào ngày nghỉ", max_length=10, choices=Rolling.choices, default=Rolling.FORWARD
    )
    quiet_from = models.TimeField("giờ yên lặng từ", default=time(18, 0))
    quiet_until = models.TimeField("giờ yên lặng đến", default=time(7, 0))

    class Meta:
        verbose_name = "nếp làm việc"
        constraints = (models.UniqueConstraint(fields=["province"], name="practice_once"),)

    def is_quiet_at(self, moment: time) -> bool:
        """Whether nothing may be sent; hours that begin in the evening reach over midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= moment < self.quiet_until
        return moment >= self.quiet_from or moment < self.quiet_until

    def leaves_the_morning(self) -> bool:
        """Whether the hour in which the day's letters go out at the latest is open."""
        return not any(self.is_quiet_at(moment) for moment in MORNING)
