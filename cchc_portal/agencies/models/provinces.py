"""Tenants: the province-level units of Vietnam, those of today and those merged away (Nghị quyết 202/2025/QH15)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from cchc_portal.vietnam import alphabet


class ProvinceQuerySet(models.QuerySet["Province"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def in_order(self) -> Self:
        return self.order_by("sort_key", "id")


NAMED_AFTER_PEOPLE = ("Hồ Chí Minh",)
"""The common noun before a person's name has a capital too (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III.1.b)."""


class Province(models.Model):
    """One tenant. `name` is today's bare name ("Đồng Nai"); a closed one keeps the last it bore."""

    class Kind(models.TextChoices):
        PROVINCE = "tinh", "tỉnh"
        CITY = "thanh-pho", "thành phố"

    slug = models.SlugField("địa chỉ", unique=True)
    name = models.CharField("tên", max_length=100)
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    sort_key = models.CharField(max_length=200, editable=False)
    opened_on = models.DateField("hoạt động từ", null=True, blank=True)
    closed_on = models.DateField("kết thúc hoạt động", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    objects: ClassVar[ProvinceQuerySet] = ProvinceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "tỉnh, thành phố"

    def __str__(self) -> str:
        kind = self.get_kind_display()
        return f"{kind.capitalize() if self.name in NAMED_AFTER_PEOPLE else kind} {self.name}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = alphabet.sort_text(self.name, 200)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def is_closed_on(self, day: date) -> bool:
        return self.closed_on is not None and self.closed_on <= day

    @property
    def full_name(self) -> str:
        return str(self)


class ProvinceSuccession(models.Model):
    """A closed tenant's archive is read by the people of the one that took its place."""

    predecessor = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="precessions")
    effective_on = models.DateField("hiệu lực từ")
    legal_document = models.CharField("văn bản", max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor"], name="province_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")), name="province_succeeds_another"
            ),
        )
