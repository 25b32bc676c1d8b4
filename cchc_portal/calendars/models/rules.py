"""A province's rules of a year: who owes what, for which days of data, by when (Công văn 581/BNV-CCHC is where they start)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars.querysets import RuleQuerySet
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam.workdays import WorkCalendar


class ObligationRule(TenantModel):
    """One thing owed by some kinds of agency; due on a day, or so many working days after another."""

    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("việc", max_length=20, choices=ObligationKind.choices)
    title = models.CharField("tên báo cáo", max_length=200, blank=True)
    levels = ArrayField(
        models.CharField(max_length=20, choices=Agency.Level.choices), verbose_name="loại cơ quan"
    )
    due_day = models.DateField("hạn", null=True, blank=True)
    counted_from = models.DateField("tính từ ngày", null=True, blank=True)
    working_days = models.PositiveSmallIntegerField("số ngày làm việc", null=True, blank=True)
    data_from = models.DateField("số liệu từ", null=True, blank=True)
    data_to = models.DateField("số liệu đến", null=True, blank=True)
    source = models.CharField("văn bản quy định", max_length=300)
    made_at = models.DateTimeField(default=timezone.now)
    switched_on_at = models.DateTimeField("áp dụng lúc", null=True)
    switched_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("rút lúc", null=True)

    objects: ClassVar[Any] = TenantManager.of(RuleQuerySet)

    class Meta:
        verbose_name = "quy định thời hạn"
        indexes = (models.Index(fields=["province", "year", "kind"], name="rule_of_year"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(due_day__isnull=False, working_days__isnull=True)
                | Q(due_day__isnull=True, working_days__isnull=False),
                name="rule_day_or_working_days",
            ),
            models.CheckConstraint(
                condition=Q(data_from__isnull=True) | Q(data_to__gte=models.F("data_from")),
                name="rule_data_period",
            ),
        )

    def __str__(self) -> str:
        return called(self.kind, self.title, self.year)

    def nominal(self, calendar: WorkCalendar) -> date | None:
        """The day that the rule names; none while the day that it counts from is not known."""
        if self.due_day is not None:
            return self.due_day
        if self.counted_from is None:
            return None
        return calendar.add_working_days(self.counted_from, self.working_days or 0)

    @property
    def occasion(self) -> str:
        """What keeps two requests of one year apart."""
        return str(self.pk) if self.kind == ObligationKind.ONE_OFF else ""


def called(kind: str, title: str, year: int) -> str:
    """What an obligation is called in a sentence."""
    if title:
        return title
    what = ObligationKind(kind).label
    return f"{what} {year}" if what.endswith("năm") else f"{what} năm {year}"
