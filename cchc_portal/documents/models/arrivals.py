"""The register of incoming papers: one line for each that was received, under a number of the year (Nghị định 30/2020/NĐ-CP, Điều 22; Phụ lục IV)."""

from typing import Any, ClassVar, Self

from django.db import models

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet

from .dispatches import Dispatch


class ArrivalQuerySet(TenantQuerySet):
    def of_year(self, agency: Agency, year: int) -> Self:
        """In the order of the book, with what its columns say."""
        rows = self.filter(agency=agency, year=year).select_related("dispatch__number", "agency")
        return rows.prefetch_related("dispatch__number__afterwards__by_number").order_by("number")


class Arrival(TenantModel):
    """One line: what came, from whom, to which unit it went. `number` is never given again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="arrivals")
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="arrivals")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số đến")
    came_on = models.DateField("ngày đến")
    author = models.CharField("tác giả", max_length=300)
    symbol = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày tháng văn bản", null=True)
    title = models.CharField("tên loại và trích yếu", max_length=720)
    receiver = models.CharField("đơn vị hoặc người nhận", max_length=200, blank=True)
    handed_on = models.DateField("ngày chuyển", null=True, blank=True)
    receipt = models.CharField("ký nhận", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    objects: ClassVar[Any] = TenantManager.of(ArrivalQuerySet)

    class Meta:
        verbose_name = "văn bản đến"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "agency", "year", "number"], name="arrival_number_once"
            ),
            models.UniqueConstraint(fields=["province", "dispatch"], name="arrival_entered_once"),
        )

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.year}"
