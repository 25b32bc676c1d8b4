"""Copies of issued documents: sao y, sao lục, trích sao, on paper and electronic (Nghị định 30/2020/NĐ-CP, Điều 25–27)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.models import Agency, User
from cchc_portal.agencies.tenancy import TenantModel
from cchc_portal.documents.states import CopyMedium
from cchc_portal.vietnam.copies import CopyForm

from .numbers import IssuedNumber
from .papers import Snapshot

FORMS = [(form.value, form.words) for form in CopyForm]


class DocumentCopy(TenantModel):
    """One copy that an agency has made. `snapshot` says all that its paper needs; the row is never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="copies_made")
    original = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="copies")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    form = models.CharField("hình thức sao", max_length=10, choices=FORMS)
    medium = models.CharField("định dạng", max_length=10, choices=CopyMedium.choices)
    line = models.ForeignKey(
        IssuedNumber, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="số bản sao"
    )
    made_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="copied_again", verbose_name="sao từ"
    )
    made_on = models.DateField("ngày sao")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bản sao văn bản"
        constraints = (
            models.UniqueConstraint(fields=["province", "snapshot"], name="copy_frozen_once"),
            models.UniqueConstraint(fields=["province", "line"], name="copy_number_once"),
            # Box 14 of an electronic copy has no number (Phụ lục I, phần II, mục I.3).
            models.CheckConstraint(
                condition=Q(medium="paper", line__isnull=False) | Q(medium="electronic", line__isnull=True),
                name="paper_copy_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(form="sao-luc") | Q(made_from__isnull=False), name="sao_luc_is_of_a_copy"
            ),
        )
        indexes = (models.Index(fields=["province", "original", "-id"], name="copies_of_original"),)

    def __str__(self) -> str:
        return f"{self.type_name} {self.symbol}".strip()

    @property
    def symbol(self) -> str:
        return self.line.symbol if self.line else ""

    @property
    def type_name(self) -> str:
        return CopyForm(self.form).type_name + (" điện tử" if self.is_electronic else "")

    @property
    def is_electronic(self) -> bool:
        return self.medium == CopyMedium.ELECTRONIC
