"""When: days off and worked days, what is owed by when, reminders, and notices to people."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet


class DayKind(models.TextChoices):
    OFF = "off", "ngày nghỉ"
    WORKED = "worked", "ngày làm bù"


class NationalDay(models.Model):
    """A day off, or a worked Saturday, for the whole country, with the document that orders it."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=10, choices=DayKind.choices)
    name = models.CharField("tên", max_length=200)
    ordered_by = models.CharField("văn bản", max_length=300, blank=True)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"


class ProvinceDay(TenantModel):
    """The same for one province only."""

    day = models.DateField("ngày")
    kind = models.CharField("loại", max_length=10, choices=DayKind.choices)
    name = models.CharField("tên", max_length=200)
    ordered_by = models.CharField("văn bản", max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["province", "day"], name="province_day_once"),)


class ObligationKind(models.TextChoices):
    PLAN = "plan", "Gửi kế hoạch"
    REPORT_Q1 = "report_q1", "Báo cáo quý I"
    REPORT_H1 = "report_h1", "Báo cáo 6 tháng đầu năm"
    REPORT_Q3 = "report_q3", "Báo cáo quý III"
    REPORT_YEAR = "report_year", "Báo cáo năm"


class ObligationQuerySet(TenantQuerySet):
    def open(self) -> Self:
        return self.filter(fulfilled_at__isnull=True)

    def of_agency(self, agency: Agency) -> Self:
        return self.filter(agency=agency).order_by("due_on", "id")

    def due_by(self, day: Any) -> Self:
        return self.filter(due_on__lte=day)


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
        constraints = (models.UniqueConstraint(fields=["province", "agency", "kind", "year"], name="obligation_once"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} năm {self.year}"


class Reminder(TenantModel):
    """One stage of one obligation told to one person; the row is what keeps it from being told twice."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="reminders")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reminders")
    stage = models.CharField(max_length=20)
    on_day = models.DateField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["province", "obligation", "membership", "stage", "on_day"], name="reminder_once"
            ),
        )


class NoticeQuerySet(TenantQuerySet):
    def to_person(self, membership: Membership) -> Self:
        return self.filter(membership=membership).order_by("-at", "-id")

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


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
