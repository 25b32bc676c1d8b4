"""Which agency was urged to do what it is late with, by whom, when, by a notice or by a letter."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.calendars.models import Obligation
from plans.urging.querysets import UrgeQuerySet

from .plans import Plan


class Urge(TenantModel):
    """One obligation of one agency, urged once. A letter that has not left for the agency has urged nobody yet."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="urges")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, related_name="urges")
    urged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    urged_as = models.CharField("người đôn đốc", max_length=300)
    urged_at = models.DateTimeField("đôn đốc lúc", default=timezone.now)

    objects: ClassVar[Any] = TenantManager.of(UrgeQuerySet)

    class Meta:
        verbose_name = "lần đôn đốc"
        constraints = (
            models.UniqueConstraint(
                fields=["province", "letter", "obligation"],
                condition=Q(letter__isnull=False),
                name="urge_once_a_letter",
            ),
        )
        indexes = (models.Index(fields=["province", "obligation", "urged_at"], name="urges_of_obligation"),)
