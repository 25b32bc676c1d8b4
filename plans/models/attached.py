"""Appendices that are files of their own, beside a plan that is not issued yet (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1)."""

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import User
from cchc_portal.agencies.tenancy import TenantModel

from .plans import Plan


class DraftFile(TenantModel):
    """A PDF that is to be issued with the plan; its bytes are stored by their hash."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="draft_files")
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên phụ lục", max_length=300)
    name = models.CharField("tên tệp", max_length=200)
    file_digest = models.CharField("SHA-256 của tệp", max_length=64)
    file_size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField("số trang")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("tải lên lúc", default=timezone.now)

    class Meta:
        verbose_name = "phụ lục là tệp riêng của dự thảo"
        constraints = (
            models.UniqueConstraint(fields=["province", "plan", "file_digest"], name="draft_file_once"),
        )

    def __str__(self) -> str:
        return self.title
