"""What was deleted from a plan while drafting, kept so that it can be brought back under its old number."""

from django.db import models

from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan


class RemovedRow(TenantModel):
    """One deleted row with everything that stood in it, in the order in which it can be written again."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="removed_rows")
    anchor = models.CharField(max_length=60)
    name = models.CharField("phần đã xóa", max_length=300)
    rows = models.JSONField()
    removed_at = models.DateTimeField(auto_now_add=True)
    removed_by_name = models.CharField(max_length=100)

    class Meta:
        verbose_name = "phần đã xóa"
        indexes = (models.Index(fields=["province", "plan", "anchor"], name="removed_of_plan"),)
