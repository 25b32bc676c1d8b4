"""A plan's way through its agency's approval chain: each step of each round, when it came, when it is due, who did it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from cchc_portal.agencies.models import Delegation, Post, Role, StepKind, Unit, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet

from .plans import Plan


class StepResult(models.TextChoices):
    PASSED = "passed", "Đã thực hiện"
    RETURNED = "returned", "Đã trả lại"
    WITHDRAWN = "withdrawn", "Người trình rút lại"
    VOIDED = "voided", "Không còn hiệu lực vì kế hoạch được sửa"


class PlanStepQuerySet(TenantQuerySet):
    def now(self) -> Self:
        """Where plans lie: come, and not yet done."""
        return self.filter(came_at__isnull=False, result="")

    def of_round(self, round_: int) -> Self:
        return self.filter(round=round_).order_by("position")

    def with_people(self) -> Self:
        return self.select_related("post", "unit", "done_by", "done_post", "delegation__principal")


class PlanStep(TenantModel):
    """Frozen from the chain when the plan was submitted, so that a chain changed meanwhile moves nobody's work."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField("lần trình")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("việc", max_length=10, choices=StepKind.choices)
    name = models.CharField("tên bước", max_length=100)
    role = models.CharField("vai trò", max_length=20, choices=Role.choices, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    working_days = models.PositiveSmallIntegerField("số ngày làm việc")
    came_at = models.DateTimeField("đến lúc", null=True)
    due_on = models.DateField("hạn", null=True)
    done_at = models.DateTimeField("xong lúc", null=True)
    result = models.CharField("kết quả", max_length=10, choices=StepResult.choices, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    done_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.of(PlanStepQuerySet)

    class Meta:
        verbose_name = "bước duyệt kế hoạch"
        constraints = (
            models.UniqueConstraint(fields=["province", "plan", "round", "position"], name="plan_step_once"),
            models.UniqueConstraint(
                fields=["province", "plan"],
                condition=Q(came_at__isnull=False, result=""),
                name="plan_at_one_step",
            ),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True, due_on__isnull=True)
                | Q(came_at__isnull=False, due_on__isnull=False),
                name="plan_step_due_with_coming",
            ),
        )
        indexes = (models.Index(fields=["province", "result", "came_at"], name="plan_step_now"),)

    def __str__(self) -> str:
        return self.name

    @property
    def holder(self) -> str:
        """Whose step it is: the post, or the role (of the unit)."""
        if self.post_id and self.post:
            return self.post.title
        words = Role(self.role).label
        return f"{words} ({self.unit.name})" if self.unit_id and self.unit else words
