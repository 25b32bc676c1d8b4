"""Signing in another's stead: from one post to another, between two days, in one of the law's forms (Nghị định 30/2020/NĐ-CP, Điều 13)."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from cchc_portal.agencies.tenancy import TenantManager, TenantModel, TenantQuerySet
from cchc_portal.vietnam.signing import Stead

from .agencies import Agency
from .people import Post, User

STEADS = [(stead.value, stead.label) for stead in Stead]


class DelegationQuerySet(TenantQuerySet):
    def in_force_on(self, day: date) -> Self:
        """It begins and ends by itself; taking it back ends it at once."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, revoked_at__isnull=True)

    def to_post(self, post: Post) -> Self:
        return self.filter(delegate=post)

    def with_posts(self) -> Self:
        return self.select_related("principal", "delegate")


class Delegation(TenantModel):
    """The delegate acts at the principal's steps, in their own name; there is no handing on."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="delegations")
    principal = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="+", verbose_name="vị trí giao ký"
    )
    delegate = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="+", verbose_name="vị trí được giao"
    )
    stead = models.CharField("hình thức", max_length=4, choices=STEADS)
    mandate = models.CharField("văn bản giao", max_length=300, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.of(DelegationQuerySet)

    class Meta:
        verbose_name = "giao ký thay"
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="delegation_period"),
            models.CheckConstraint(condition=~Q(principal=F("delegate")), name="delegation_to_another"),
            models.CheckConstraint(
                condition=~Q(stead="TUQ") | ~Q(mandate=""), name="delegation_mandate_of_tuq"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stead}. {self.principal}: {self.delegate}"
