"""A row that is worked on again and again until something outside has answered: taken under a lease, put off with growing pauses, closed.

Every step is an update where the lease still holds, so that two workers, or a worker believed dead, cannot both win; the row is the
truth, the broker only wakes (docs/adr/0004, 0009).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents.models import LeasedWork

LEASE = timedelta(minutes=2)
MOST_COUNTED = 1000


class Lost(Exception):
    """Stopped meanwhile, or taken up by another worker."""


@dataclass(frozen=True)
class Hold:
    """The right to work on one row until the lease runs out."""

    row: Any  # a LeasedWork, with the fields of its kind
    lease: UUID

    def still(self) -> Any:
        """The row while it is ours and unfinished; inside its province."""
        return type(self.row).objects.unfinished().filter(pk=self.row.pk, lease=self.lease)

    def keep(self, **facts: Any) -> None:
        """How far it has come, before the next step is taken."""
        with transaction.atomic(), acting_in(self.row.province_id):
            if not self.still().update(**facts):
                raise Lost

    def put_off(self, reason: str) -> None:
        """Waiting, visibly; asked again after a pause."""
        attempts, pauses = self.row.attempts, self.row.pauses
        pause = timedelta(seconds=pauses[min(attempts, len(pauses) - 1)])
        counted = min(attempts + 1, MOST_COUNTED)
        self.close(error=reason, attempts=counted, next_at=timezone.now() + pause)

    def close(self, **facts: Any) -> bool:
        """Out of our hands; False where it was not in them any more."""
        with transaction.atomic(), acting_in(self.row.province_id):
            return bool(self.still().update(**facts, lease=None, lease_until=None))


def take(kind: type[LeasedWork], row_id: int, *beside: str) -> Hold | None:
    """A row that is due, with the rows `beside` it; None where another has it, or there is nothing to do."""
    now, lease = timezone.now(), uuid4()
    due = kind.objects.claimable(now).filter(pk=row_id)
    if not due.update(lease=lease, lease_until=now + LEASE, woken_at=now):
        return None
    return Hold(kind.objects.select_related(*beside).get(pk=row_id), lease)


def run(claim: Callable[[int], Any], work: Callable[[Any], None], row_id: int, province_id: int) -> None:
    """Claim inside the province, work outside any transaction. Safe to run twice, or for a row that is finished."""
    with transaction.atomic(), acting_in(province_id):
        claimed = claim(row_id)
    if claimed is not None:
        work(claimed)
