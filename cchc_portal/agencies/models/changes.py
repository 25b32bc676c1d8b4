"""An ordered change of agencies: planned, then in force from its day by the clock; until that day it can be undone."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet

from .agencies import AgencySuccession
from .people import User


class ChangeState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    PLANNED = "planned", "Chờ đến ngày hiệu lực"
    IN_FORCE = "in_force", "Đã có hiệu lực"
    UNDONE = "undone", "Đã hủy"


class AgencyChangeQuerySet(TenantQuerySet):
    def due_on(self, day: date) -> Self:
        return self.filter(state=ChangeState.PLANNED, effective_on__lte=day).order_by("effective_on", "id")

    def newest_first(self) -> Self:
        return self.order_by("-effective_on", "-id")


class AgencyChange(TenantModel):
    """`terms` say what becomes of whom, see `agencies.changing.terms`; adopted on one day, effective on another."""

    kind = models.CharField("hình thức", max_length=20, choices=AgencySuccession.Kind.choices)
    legal_document = models.CharField("văn bản", max_length=300)
    adopted_on = models.DateField("ngày ban hành")
    effective_on = models.DateField("hiệu lực từ")
    terms = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ChangeState.choices, default=ChangeState.DRAFT)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=list)

    objects: ClassVar[Any] = TenantManager.of(AgencyChangeQuerySet)

    class Meta:
        verbose_name = "thay đổi cơ quan"

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} cơ quan từ ngày {self.effective_on:%d/%m/%Y}"
