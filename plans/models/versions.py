"""What a plan said at its milestones: submitted, returned, approved, marked by the drafter, or before a sitting began to change it."""

from django.db import models

from cchc_portal.agencies.models import User
from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan
from .sittings import Sitting


class VersionKind(models.TextChoices):
    SITTING = "sitting", "Trước phiên soạn"
    MARKED = "marked", "Mốc"
    SUBMITTED = "submitted", "Bản trình"
    RETURNED = "returned", "Bản bị trả lại"
    APPROVED = "approved", "Bản được duyệt"
    RESTORING = "restoring", "Trước khi khôi phục"


class Version(TenantModel):
    """`content` is a canonical snapshot; `anchors` maps its places ("sections.0.blocks.1") to the rows they came from ("phan-12")."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField("loại", max_length=12, choices=VersionKind.choices)
    label = models.CharField("tên mốc", max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_name = models.CharField(max_length=100, blank=True)
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    anchors = models.JSONField(default=dict)
    changes = models.JSONField("khác bản trước", null=True)
    """What differs from the version before it, counted (`Comparison.counts`); nothing for a plan's first."""
    sitting = models.ForeignKey(Sitting, on_delete=models.SET_NULL, null=True, related_name="versions")

    class Meta:
        verbose_name = "phiên bản"
        indexes = (models.Index(fields=["province", "plan", "-made_at"], name="version_of_plan"),)

    def __str__(self) -> str:
        return self.label or self.get_kind_display()
