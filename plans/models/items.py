"""The content items of a plan, in audience groups: what, how, which product, by whom, when, for how much."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cchc_portal.agencies.models import Agency, Unit
from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan
from .text import Block


class AudienceGroup(TenantModel):
    """Rows for one audience ("Đối với cán bộ, công chức, viên chức"); untitled where the table has one group only."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField("nhóm đối tượng", max_length=300, blank=True)
    total = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = "nhóm đối tượng"

    def __str__(self) -> str:
        return self.title


class ContentItem(TenantModel):
    """One row of the plan. `time_text` is printed; the other time fields are what is known of it ("Thường xuyên" has no due date)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    group = models.ForeignKey(AudienceGroup, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(default=0)
    content = models.TextField("nội dung tuyên truyền")
    time_text = models.CharField("thời gian thực hiện", max_length=200, blank=True)
    time_from = models.DateField("từ ngày", null=True, blank=True)
    time_to = models.DateField("đến ngày", null=True, blank=True)
    time_every = models.CharField("định kỳ", max_length=100, blank=True)
    areas = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name="lĩnh vực")
    audience = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, verbose_name="đối tượng"
    )
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "nội dung tuyên truyền"
        constraints = (
            models.CheckConstraint(
                condition=Q(time_from__isnull=True)
                | Q(time_to__isnull=True)
                | Q(time_to__gte=F("time_from")),
                name="item_time_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.content[:80]


class Product(TenantModel):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="products")
    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="products")
    position = models.PositiveIntegerField(default=0)
    text = models.CharField("sản phẩm", max_length=500)
    quantity = models.DecimalField("số lượng", max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=50, blank=True)

    class Meta:
        verbose_name = "sản phẩm"


class Responsibility(TenantModel):
    """A lead or co-ordinating body of an item: the words printed, and the unit or agency they mean where it is known."""

    class Part(models.TextChoices):
        LEAD = "lead", "Chủ trì"
        SUPPORT = "support", "Phối hợp"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="responsibilities")
    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="responsibilities")
    position = models.PositiveIntegerField(default=0)
    part = models.CharField(max_length=10, choices=Part.choices)
    text = models.CharField("đơn vị", max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "đơn vị thực hiện"


class BudgetLine(TenantModel):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="budget_lines")
    item = models.OneToOneField(ContentItem, on_delete=models.CASCADE, related_name="budget")
    amount = models.DecimalField("kinh phí (đồng)", max_digits=15, decimal_places=0, null=True, blank=True)
    source = models.CharField("nguồn kinh phí", max_length=200, blank=True)

    class Meta:
        verbose_name = "kinh phí"
