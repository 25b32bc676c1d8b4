"""Scans of papers signed in ink as they come from the scanner, many at once: each a job until it is read and has found its record.

Nghị định 30/2020/NĐ-CP, Điều 30: the signed copy belongs to its paper's file.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import TenantManager
from cchc_portal.documents.scans.states import MAY_CHOOSE, MAY_PUT_ASIDE, OUTCOME_TONES, MatchedBy, Outcome

from .jobs import Job, JobQuerySet, job_constraints
from .papers import Paper


class IncomingScan(Job):
    """One uploaded file, kept as it came whatever it turns out to be; its SHA-256 and size are those of the upload."""

    read_with: ClassVar[tuple[str, ...]] = ("agency",)

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="incoming_scans")
    uploaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=200)
    kind = models.CharField(max_length=10, blank=True)
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices, blank=True)
    says = models.TextField("giải thích", blank=True)
    matched_by = models.CharField("khớp theo", max_length=10, choices=MatchedBy.choices, blank=True)
    # Whose signed copy it is; before it is kept, or where it was refused: whose it was said to be
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="incoming_scans")
    known = ArrayField(models.BigIntegerField(), default=list, blank=True)  # papers whose codes are on it
    offered = ArrayField(models.BigIntegerField(), default=list, blank=True)  # papers it may be, best first

    objects: ClassVar[Any] = TenantManager.of(JobQuerySet)

    class Meta:
        verbose_name = "bản quét tải lên"
        constraints = (
            *job_constraints("incoming_scan"),
            models.CheckConstraint(
                condition=~Q(outcome="kept") | (Q(paper__isnull=False) & ~Q(matched_by="")),
                name="kept_scan_has_paper",
            ),
        )
        indexes = (
            models.Index(fields=["province", "state", "woken_at"], name="incoming_scan_waiting"),
            models.Index(fields=["province", "agency", "-id"], name="incoming_scans_newest"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def awaits_look(self) -> bool:
        """Its paper is said; it counts when the clerk has looked at it."""
        return self.outcome == Outcome.UNMATCHED and self.paper_id is not None

    @property
    def may_be_chosen_for(self) -> bool:
        """Not yet of any paper, and a file that could be read: only such a file has its kind noted."""
        return self.outcome in MAY_CHOOSE and self.kind != ""

    @property
    def may_be_put_aside(self) -> bool:
        return self.outcome in MAY_PUT_ASIDE

    @property
    def tone(self) -> str:
        return OUTCOME_TONES[Outcome(self.outcome)] if self.outcome else "info"
