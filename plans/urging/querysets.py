"""Reads of urges as sentences; every one starts inside a province."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db.models import Count, Exists, Max, OuterRef, Q

from cchc_portal.agencies.tenancy import TenantQuerySet
from cchc_portal.documents.models import Dispatch


class UrgeQuerySet(TenantQuerySet):
    def done(self) -> Self:
        """Those that have reached somebody: notices, and letters that are issued and have left for the agency."""
        to_agency = Q(to_agency=OuterRef("agency")) | Q(recipient=OuterRef("agency__name"))
        gone = Dispatch.objects.filter(to_agency, number=OuterRef("letter__line"), sent_at__isnull=False)
        return self.filter(Q(letter__isnull=True) | Exists(gone))

    def by_dispatch(self, dispatch: Dispatch) -> Self:
        """Of the letter that is sent, those of the agency that it goes to."""
        to_agency = Q(agency=dispatch.to_agency_id) | Q(agency__name=dispatch.recipient)
        return self.filter(to_agency, letter__line=dispatch.number_id)

    def on_day(self, day: date) -> Self:
        return self.filter(urged_at__date=day)

    def of(self, obligations: Iterable[Any]) -> Self:
        return self.filter(obligation__in=obligations)

    def counts(self) -> dict[int, tuple[int, Any]]:
        """Obligation → how often and when last, in one query."""
        rows = self.order_by().values("obligation").annotate(times=Count("pk"), last=Max("urged_at"))
        return {row["obligation"]: (row["times"], row["last"]) for row in rows}
