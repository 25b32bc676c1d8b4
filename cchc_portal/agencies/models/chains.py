"""An agency's approval chain: who sees a draft before it is signed and who gives it its number (Nghị định 30/2020/NĐ-CP, Điều 12–15)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet

from .agencies import Agency
from .people import Post, Role


class StepKind(models.TextChoices):
    """What the holder answers for; each kind comes after the one before it here."""

    CONTENT = "content", "Kiểm tra nội dung"
    FORM = "form", "Kiểm tra thể thức, kỹ thuật trình bày"
    APPROVE = "approve", "Duyệt và ký"
    NUMBER = "number", "Cấp số, ban hành"


class ChainStepQuerySet(TenantQuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "id")


class ChainStep(TenantModel):
    """One step, held by a role (then the agencies below inherit it) or by one named post of the agency itself."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="chain_steps")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("việc", max_length=10, choices=StepKind.choices)
    name = models.CharField("tên bước", max_length=100)
    role = models.CharField("vai trò", max_length=20, choices=Role.choices, blank=True)
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vị trí"
    )
    working_days = models.PositiveSmallIntegerField("số ngày làm việc", default=1)

    objects: ClassVar[Any] = TenantManager.of(ChainStepQuerySet)

    class Meta:
        verbose_name = "bước duyệt"
        constraints = (
            models.UniqueConstraint(fields=["province", "agency", "position"], name="chain_step_in_place"),
            models.CheckConstraint(
                condition=(Q(post__isnull=True) & ~Q(role="")) | (Q(post__isnull=False) & Q(role="")),
                name="chain_step_role_or_post",
            ),
        )

    def __str__(self) -> str:
        return self.name
