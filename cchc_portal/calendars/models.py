"""When: days off and worked days, what is owed by when, reminders, and notices to people."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import TenantManager, TenantModel

from . import deadlines
from .querysets import DayQuerySet, NoticeQuerySet, ObligationQuerySet, ReminderQuerySet
from .states import DayKind, ObligationKind, Standing


class NationalDay(models.Model):
    """A day off, or a worked Saturday, for the whole country, with the document that orders it."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=10, choices=DayKind.choices)
    name = models.CharField("tên", max_length=200)
    ordered_by = models.CharField("văn bản", max_length=300, blank=True)

    objects: ClassVar[DayQuerySet] = DayQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"


class ProvinceDay(TenantModel):
    """The same for one province only."""

    day = models.DateField("ngày")
    kind = models.CharField("loại", max_length=10, choices=DayKind.choices)
    name = models.CharField("tên", max_length=200)
    ordered_by = models.CharField("văn bản", max_length=300, blank=True)

    objects: ClassVar[Any] = TenantManager.of(DayQuerySet)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["province", "day"], name="province_day_once"),)


class Obligation(TenantModel):
    """Who owes what, for which year, by when; expected, received and on time are counts of these rows."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="obligations")
    kind = models.CharField("nghĩa vụ", max_length=20, choices=ObligationKind.choices)
    year = models.PositiveSmallIntegerField("năm")
    data_from = models.DateField("số liệu từ", null=True)
    data_to = models.DateField("số liệu đến", null=True)
    nominal_due_on = models.DateField("hạn ghi trong văn bản")
    due_on = models.DateField("hạn sau khi tính ngày nghỉ")
    fulfilled_at = models.DateTimeField("hoàn thành lúc", null=True)

    objects: ClassVar[Any] = TenantManager.of(ObligationQuerySet)

    class Meta:
        verbose_name = "nghĩa vụ báo cáo"
        constraints = (
            models.UniqueConstraint(fields=["province", "agency", "kind", "year"], name="obligation_once"),
        )

    def __str__(self) -> str:
        what = ObligationKind(self.kind).label
        return f"{what} {self.year}" if what.endswith("năm") else f"{what} năm {self.year}"

    def standing_on(self, today: date) -> Standing:
        return deadlines.standing(self, today)


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
