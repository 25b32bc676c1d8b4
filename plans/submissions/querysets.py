"""Reads of what was handed in, as sentences; every one starts inside a province."""

from typing import Any, Self

from django.db.models import Count, Q

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import TenantQuerySet
from cchc_portal.calendars.models import Obligation

from .states import OPEN, SubmissionState


class SubmissionQuerySet(TenantQuerySet):
    def open(self) -> Self:
        """Handed in and not decided."""
        return self.filter(state__in=OPEN)

    def waiting(self) -> Self:
        """The office's turn."""
        return self.filter(state=SubmissionState.WAITING)

    def asked(self) -> Self:
        """The agency's turn: something is to be added."""
        return self.filter(state=SubmissionState.ASKED)

    def standing(self) -> Self:
        """Not given back: at most one of each obligation."""
        return self.exclude(state=SubmissionState.RETURNED)

    def about(self, obligation: Obligation) -> Self:
        return self.filter(obligation=obligation).order_by("attempt")

    def of_agency(self, agency: Agency) -> Self:
        """What it handed in, and what was handed in for an obligation that is its own now."""
        owed = Q(obligation__agency=agency, obligation__transferred_to__isnull=True)
        return self.filter(Q(agency=agency) | owed | Q(obligation__transferred_to=agency))

    def for_reviewer(self, membership: Membership) -> Self:
        """Of every agency but the reviewer's own."""
        own = Q(agency=membership.agency) | Q(obligation__transferred_to=membership.agency)
        return self.exclude(own)

    def free(self) -> Self:
        """In no reviewer's hands."""
        return self.filter(taken_by__isnull=True)

    def held_by(self, user: Any) -> Self:
        return self.filter(taken_by=user)

    def with_everything(self) -> Self:
        return self.select_related(
            "agency__province",
            "province",
            "obligation__agency__province",
            "obligation__transferred_to__province",
            "obligation__province",
            "plan__agency",
            "handed_in_by",
            "taken_by",
            "decided_by",
            "receipt",
        )

    def oldest_first(self) -> Self:
        return self.order_by("handed_in_at", "id")

    def newest_first(self) -> Self:
        return self.order_by("-handed_in_at", "-id")

    def load(self) -> list[tuple[str, int]]:
        """How many open ones each reviewer holds, the most first; an empty name: nobody. One query."""
        rows = self.open().order_by().values("taken_as").annotate(rows=Count("pk"))
        return [(row["taken_as"], row["rows"]) for row in rows.order_by("-rows", "taken_as")]


class CriterionQuerySet(TenantQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def listed(self, year: int, checklist: str) -> Self:
        return self.filter(year=year, checklist=checklist)

    def in_order(self) -> Self:
        return self.order_by("checklist", "position", "id")
