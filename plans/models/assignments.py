"""Tasks that an upper document gives to agencies, and what each agency answers them with.

An upper plan names a lead, co-ordinating bodies, a time and a product for each task (phụ lục phân công nhiệm vụ); a ministry's
Quyết định stands outside the portal and is known by its words.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantModel
from cchc_portal.vietnam import dates

from .plans import Plan

Level = Agency.Level


class TaskSource(TenantModel):
    """The document that gives tasks for one year: an issued plan of this portal, or one known by its words."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="task_sources")
    year = models.PositiveSmallIntegerField("giao cho năm")
    number = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    title = models.CharField("trích yếu", max_length=500)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "văn bản giao nhiệm vụ"
        constraints = (
            models.UniqueConstraint(fields=["province", "year", "plan"], name="task_source_plan_once"),
            models.UniqueConstraint(
                fields=["province", "year", "number", "issued_on", "issuer"], name="task_source_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} ngày {dates.short_date(self.issued_on)} của {self.issuer}"


class AssignedTask(TenantModel):
    """One task: `lead_text` as it was written, `levels` the kinds of agency that it means; named agencies are `TaskParty` rows.

    `item_number` counts the items of the plan that gives it; `continues` is the task of the year before that it goes on with.
    """

    source = models.ForeignKey(TaskSource, on_delete=models.PROTECT, related_name="tasks")
    position = models.PositiveIntegerField(default=0)
    item_number = models.PositiveIntegerField(null=True, editable=False)
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="continued_by")
    group = models.CharField("nhóm nhiệm vụ", max_length=300, blank=True)
    content = models.TextField("nhiệm vụ")
    lead_text = models.CharField("cơ quan chủ trì", max_length=1000)
    support_text = models.CharField("cơ quan phối hợp", max_length=1000, blank=True)
    levels = ArrayField(models.CharField(max_length=20, choices=Level.choices), default=list, blank=True)
    support_levels = ArrayField(
        models.CharField(max_length=20, choices=Level.choices), default=list, blank=True
    )
    frequency = models.CharField("định kỳ", max_length=100, blank=True)
    product = models.CharField("sản phẩm", max_length=500, blank=True)
    quantity = models.DecimalField("số lượng", max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=50, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_text = models.CharField("thời gian", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "nhiệm vụ được giao"
        constraints = (
            models.UniqueConstraint(fields=["province", "source", "item_number"], name="assigned_item_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="assigned_task_withdrawn_whole",
            ),
        )
        indexes = (models.Index(fields=["province", "source", "position"], name="task_of_source"),)

    def __str__(self) -> str:
        return self.content


class TaskParty(TenantModel):
    """An agency that a task names."""

    class Part(models.TextChoices):
        LEAD = "lead", "Chủ trì"
        SUPPORT = "support", "Phối hợp"

    task = models.ForeignKey(AssignedTask, on_delete=models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        verbose_name = "cơ quan được giao"
        constraints = (
            models.UniqueConstraint(fields=["province", "task", "agency"], name="task_party_once"),
        )


class TaskAnswer(TenantModel):
    """One item of an agency's plan that carries the task out, or a text where none does.

    `item_key` is the item's number and no foreign key: an item that is deleted and brought back, or written again when the plan goes
    back to a version, has its old number, so the link holds again; while it is gone the link shows as fallen away.
    """

    task = models.ForeignKey(AssignedTask, on_delete=models.CASCADE, related_name="answers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="task_answers")
    plan = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, related_name="task_answers")
    item_key = models.BigIntegerField(null=True)
    item_words = models.TextField(blank=True)
    text = models.TextField("giải trình", blank=True)
    carried = models.BooleanField("chuyển từ năm trước", default=False)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "trả lời nhiệm vụ"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "task", "agency", "item_key"],
                condition=Q(item_key__isnull=False),
                name="task_answered_by_item_once",
            ),
            models.UniqueConstraint(
                fields=["province", "task", "agency"],
                condition=Q(item_key__isnull=True),
                name="task_answered_by_text_once",
            ),
            models.CheckConstraint(
                condition=(Q(item_key__isnull=True) & ~Q(text="")) | Q(item_key__isnull=False, text=""),
                name="task_answer_is_item_or_text",
            ),
        )
        indexes = (
            models.Index(fields=["province", "agency", "task"], name="task_answer_of_agency"),
            models.Index(fields=["province", "plan"], name="task_answer_of_plan"),
        )

    def __str__(self) -> str:
        return self.text or self.item_words
