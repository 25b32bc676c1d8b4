"""Who is working in a plan right now: one row for a person's stretch of work in one browser tab."""

from django.db import models

from cchc_portal.agencies.models import User
from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan


class Sitting(TenantModel):
    """`key` is made by the tab; `place` is the anchor that the cursor stands in; a sitting without a change leaves no trace."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sittings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("người soạn", max_length=100)
    key = models.CharField(max_length=36)
    place = models.CharField("đang ở", max_length=60, blank=True)
    began_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    touched = models.JSONField("chỗ đã sửa", default=dict)
    """Anchor → {"when": last saved from here (ISO time), "number": by which request, "fields": …}; fields: see sittings.notes."""
    added = models.JSONField("phần đã thêm", default=dict)
    """The tab's own name of a new row → its anchor, so that a save sent twice adds it once."""
    changes = models.PositiveIntegerField("số lần lưu", default=0)

    class Meta:
        verbose_name = "phiên soạn thảo"
        constraints = (
            models.UniqueConstraint(fields=["province", "plan", "user", "key"], name="sitting_of_tab"),
        )
