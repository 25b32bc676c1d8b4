"""Legal documents that a province adds to the register which comes with the portal (vietnam/register.yaml)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cchc_portal.agencies.models import User
from cchc_portal.agencies.tenancy import TenantModel


class LegalDocument(TenantModel):
    """A document that a plan may cite, with its validity and what replaced it."""

    symbol = models.CharField("số, ký hiệu", max_length=60)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    title = models.CharField("trích yếu", max_length=500)
    effective_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    effective_to = models.DateField("hết hiệu lực từ", null=True, blank=True)
    replaced_by = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name="được thay bằng"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "văn bản"
        constraints = (models.UniqueConstraint(fields=["province", "symbol"], name="document_once"),)

    def __str__(self) -> str:
        return self.symbol
