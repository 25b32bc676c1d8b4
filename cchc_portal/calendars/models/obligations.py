"""What each agency owes, and what became of it; expected, received and on time are counts of these rows."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars import deadlines
from cchc_portal.calendars.querysets import ExtensionQuerySet, ObligationQuerySet
from cchc_portal.calendars.states import ObligationKind, Standing

from .rules import ObligationRule, called


class Obligation(TenantModel):
    """Who owes what, for which period, by when. `submitted_at` is the first submission of the attempt that stands."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="obligations")
    transferred_to = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="inherited_obligations"
    )
    rule = models.ForeignKey(ObligationRule, on_delete=models.PROTECT, null=True, related_name="obligations")
    kind = models.CharField("nghĩa vụ", max_length=20, choices=ObligationKind.choices)
    title = models.CharField("tên báo cáo", max_length=200, blank=True)
    occasion = models.CharField("lần yêu cầu", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    data_from = models.DateField("số liệu từ", null=True)
    data_to = models.DateField("số liệu đến", null=True)
    nominal_due_on = models.DateField("hạn ghi trong văn bản")
    extended_to = models.DateField("gia hạn đến", null=True)
    due_on = models.DateField("hạn sau khi tính ngày nghỉ")
    opened_on = models.DateField("giao ngày", null=True)
    submitted_at = models.DateTimeField("gửi lúc", null=True)
    returned_at = models.DateTimeField("trả lại lúc", null=True)
    accepted_at = models.DateTimeField("chấp nhận lúc", null=True)
    exempted_at = models.DateTimeField("miễn lúc", null=True)
    exempted_because = models.CharField("lý do miễn", max_length=300, blank=True)

    objects: ClassVar[Any] = TenantManager.of(ObligationQuerySet)

    class Meta:
        verbose_name = "nghĩa vụ báo cáo"
        indexes = (models.Index(fields=["province", "year", "kind"], name="obligation_of_year"),)
        constraints = (
            models.UniqueConstraint(
                fields=["province", "agency", "kind", "year", "occasion"], name="obligation_once"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(submitted_at__isnull=False),
                name="obligation_accepted_was_submitted",
            ),
            models.CheckConstraint(
                condition=Q(exempted_at__isnull=True) | Q(submitted_at__isnull=True),
                name="obligation_exempted_or_submitted",
            ),
        )

    def __str__(self) -> str:
        return called(self.kind, self.title, self.year)

    @property
    def document(self) -> str:
        """What is sent, without the word of sending by which the duty is called: "Kế hoạch năm 2027"."""
        words = str(self).removeprefix("Gửi ")
        return words[:1].upper() + words[1:]

    @property
    def holder(self) -> Agency:
        """The agency that answers for it now."""
        return self.transferred_to or self.agency

    @property
    def holder_id(self) -> int:
        return self.transferred_to_id or self.agency_id

    @property
    def taken_over(self) -> str:
        """“nhận từ Sở Tài chính”: an heir owes the same report twice, its own and the one that it took over."""
        return f"nhận từ {self.agency.name}" if self.transferred_to_id else ""

    @property
    def aimed_on(self) -> date:
        """The day before it is rolled: the document's, or the one to which it was extended."""
        return self.extended_to or self.nominal_due_on

    def standing_on(self, today: date) -> Standing:
        return deadlines.standing(self, today)


class Extension(TenantModel):
    """A later day that an agency asked for, why, and who at Sở Nội vụ decided what."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="extensions")
    asked_to = models.DateField("xin gia hạn đến")
    reason = models.CharField("lý do", max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    granted = models.BooleanField("đồng ý", null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_as = models.CharField("người duyệt", max_length=300, blank=True)
    answer = models.CharField("ý kiến", max_length=500, blank=True)

    objects: ClassVar[Any] = TenantManager.of(ExtensionQuerySet)

    class Meta:
        verbose_name = "đề nghị gia hạn"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "obligation"],
                condition=Q(granted__isnull=True),
                name="extension_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, decided_at__isnull=True)
                | Q(granted__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                name="extension_decided_by_somebody",
            ),
        )
