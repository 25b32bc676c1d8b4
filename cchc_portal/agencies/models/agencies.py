"""Agencies, and what each was called, under whom and where, from when to when (document-form: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2–4)."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet
from cchc_portal.vietnam import alphabet


class AgencyQuerySet(TenantQuerySet):
    def in_order(self) -> Self:
        return self.order_by("sort_key", "id")

    def open_on(self, day: date) -> Self:
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def with_profiles(self) -> Self:
        return self.prefetch_related("profiles")


class Agency(TenantModel):
    """One body through all its names. `name` is today's, as in running text; papers print the profile of their date."""

    class Level(models.TextChoices):
        PEOPLES_COMMITTEE = "ubnd", "Ủy ban nhân dân tỉnh, thành phố"
        DEPARTMENT = "so", "Sở, ban, ngành"
        COMMUNE = "xa", "Ủy ban nhân dân xã, phường, đặc khu"
        SERVICE = "su-nghiep", "Đơn vị sự nghiệp"

    slug = models.SlugField("địa chỉ")
    name = models.CharField("tên cơ quan", max_length=300)
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    sort_key = models.CharField(max_length=600, editable=False)
    closed_on = models.DateField("kết thúc hoạt động", null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.of(AgencyQuerySet)

    class Meta:
        verbose_name = "cơ quan"
        constraints = (models.UniqueConstraint(fields=["province", "slug"], name="agency_slug_in_province"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = alphabet.sort_text(self.name, 600)
        super().save(*args, **kwargs)

    def profile_on(self, day: date) -> "AgencyProfile":
        """What the agency was called on `day`; before its first known name, that first name."""
        profiles = sorted(self.profiles.all(), key=lambda profile: profile.valid_from)
        if not profiles:
            raise AgencyProfile.DoesNotExist(f"{self.name} chưa có tên, ký hiệu và địa danh để in văn bản.")
        known = [profile for profile in profiles if profile.valid_from <= day]
        return known[-1] if known else profiles[0]


class AgencyProfile(TenantModel):
    """Name, superior, symbol and place that the agency prints on its papers between two days."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="profiles")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    name = models.CharField("tên trong câu văn", max_length=300)
    header = ArrayField(models.CharField(max_length=150), verbose_name="tên in ở đầu văn bản")
    superior = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cơ quan chủ quản",
    )
    superior_header = ArrayField(
        models.CharField(max_length=150),
        default=list,
        blank=True,
        verbose_name="cơ quan chủ quản in ở đầu văn bản",
    )
    symbol = models.CharField("ký hiệu", max_length=30)
    place = models.CharField("địa danh", max_length=100)
    province_name = models.CharField("tỉnh, thành phố lúc đó", max_length=100)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "tên cơ quan theo thời gian"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "agency", "valid_from"], name="agency_profile_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="agency_profile_period",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.symbol})"


class AgencySuccession(TenantModel):
    """What became of an agency: merged into, split into, renamed as; the successor may stand in another province."""

    class Kind(models.TextChoices):
        MERGE = "merge", "hợp nhất, sáp nhập"
        SPLIT = "split", "chia, tách"
        RENAME = "rename", "đổi tên"
        ABOLISH = "abolish", "giải thể"

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor_province = models.ForeignKey(
        "agencies.Province", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    successor = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="precessions", null=True, blank=True
    )
    kind = models.CharField("hình thức", max_length=20, choices=Kind.choices)
    adopted_on = models.DateField("ngày ban hành văn bản", null=True, blank=True)
    effective_on = models.DateField("hiệu lực từ")
    legal_document = models.CharField("văn bản", max_length=300)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="abolish", successor__isnull=True, successor_province__isnull=True)
                | Q(successor__isnull=False, successor_province__isnull=False),
                name="agency_succession_names_successor",
            ),
        )


class Unit(TenantModel):
    """A room or office inside an agency; leads and supports items, drafts plans, keeps the file copy."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="units")
    name = models.CharField("tên đơn vị", max_length=200)
    abbreviation = models.CharField("viết tắt", max_length=20, blank=True)

    class Meta:
        verbose_name = "đơn vị thuộc cơ quan"
        constraints = (
            models.UniqueConstraint(fields=["province", "agency", "name"], name="unit_name_in_agency"),
        )

    def __str__(self) -> str:
        return self.name
