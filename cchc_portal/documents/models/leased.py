"""What every row has that waits for an answer from outside, and what one has that a key signs (docs/adr/0004, 0009)."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.tenancy import TenantManager, TenantModel
from cchc_portal.documents.querysets import LeasedQuerySet


class LeasedWork(TenantModel):
    """Worked on until it is finished, one worker at a time, with a pause after each try that came to nothing."""

    pauses: ClassVar[tuple[int, ...]]  # seconds until the next try, the last for all that follow

    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(default=timezone.now)
    woken_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = TenantManager.of(LeasedQuerySet)

    class Meta:
        abstract = True

    def begin_anew(self) -> None:
        """Due now, in nobody's hands, no try counted; not saved."""
        self.error, self.attempts, self.next_at = "", 0, timezone.now()
        self.lease = self.lease_until = None


class KeyWork(LeasedWork):
    """Signed by a key that the portal can reach: prepared once, asked for once, the answer put in."""

    means = models.ForeignKey(
        "documents.SigningMeans", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    signer = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    prepared_file = models.CharField(max_length=64, blank=True)
    prepared = models.JSONField(null=True)
    transaction = models.TextField(blank=True)
    done_at = models.DateTimeField("ký xong lúc", null=True)
    holder = models.CharField("chủ chứng thư số", max_length=300, blank=True)
    timestamped = models.BooleanField("có dấu thời gian", default=False)

    class Meta:
        abstract = True

    def forget_question(self) -> None:
        """What was prepared and asked before is not used again; not saved."""
        self.prepared, self.prepared_file, self.transaction = None, "", ""
