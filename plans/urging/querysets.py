"""Reads of urges as sentences; every one starts inside a province."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db.models import Count, Max, Q

from cchc_portal.agencies.tenancy import TenantQuerySet
from plans.states import PlanState


class UrgeQuerySet(TenantQuerySet):
    def done(self) -> Self:
        """Those that have reached somebody: notices, and letters that are issued."""
        return self.filter(Q(letter__isnull=True) | Q(letter__state=PlanState.ISSUED))

    def on_day(self, day: date) -> Self:
        return self.filter(urged_at__date=day)

    def of(self, obligations: Iterable[Any]) -> Self:
        return self.filter(obligation__in=obligations)

    def counts(self) -> dict[int, tuple[int, Any]]:
        """Obligation → how often and when last, in one query."""
        rows = self.order_by().values("obligation").annotate(times=Count("pk"), last=Max("urged_at"))
        return {row["obligation"]: (row["times"], row["last"]) for row in rows}
