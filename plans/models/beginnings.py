"""What a plan began from: templates, uploaded files, and the account of what was moved, reset and left to look at."""

from typing import Any

from django.db import models

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan


class PlanTemplate(TenantModel):
    """A plan to begin from, of one agency or (without one) of the whole province; `level` narrows it to one type of agency.

    `content` is a canonical snapshot; `guides` maps a section's place ("sections.0") to words for the drafter that never print.
    """

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_templates"
    )
    level = models.CharField("dành cho", max_length=20, choices=Agency.Level.choices, blank=True)
    title = models.CharField("tên mẫu", max_length=200)
    summary = models.CharField("dùng khi nào", max_length=500, blank=True)
    content = models.JSONField()
    guides = models.JSONField(default=dict)
    retired = models.BooleanField("không dùng nữa", default=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "mẫu kế hoạch"

    def __str__(self) -> str:
        return self.title


class UploadedPlan(TenantModel):
    """A Word or Excel file on its way to becoming a plan. `source` is its text and tables as read, `mapping` what the person decided."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="uploaded_plans")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveIntegerField()
    source = models.JSONField()
    mapping = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    plan = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, related_name="uploads")

    class Meta:
        verbose_name = "tệp tải lên"


class Beginning(TenantModel):
    """How one plan began, and the lists that the drafter was shown: `report` = {"moved": [...], "reset": [...], "look": [...]}."""

    class Way(models.TextChoices):
        LAST_YEAR = "last_year", "Từ kế hoạch năm trước"
        TEMPLATE = "template", "Từ mẫu"
        TASKS = "tasks", "Từ nhiệm vụ được giao"
        FILE = "file", "Từ tệp Word, Excel"
        AMENDMENT = "amendment", "Từ kế hoạch được điều chỉnh"
        BLANK = "blank", "Từ các mục thường dùng"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="beginnings")
    way = models.CharField(max_length=12, choices=Way.choices)
    source = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, related_name="continued_by")
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = "khởi đầu"
        constraints = (models.UniqueConstraint(fields=["province", "plan"], name="begun_once"),)

    @property
    def unseen(self) -> list[dict[str, Any]]:
        """What nobody has ticked yet of what somebody must look at."""
        return [entry for entry in self.report.get("look", []) if not entry["seen"]]

    @property
    def from_what(self) -> str:
        """Inside a sentence: “từ kế hoạch năm trước”."""
        label = str(self.get_way_display())
        return label[:1].lower() + label[1:]
