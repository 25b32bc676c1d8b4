"""Reads of announcements as sentences; every one starts inside a province."""

from datetime import date
from typing import Self

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import works_in
from cchc_portal.agencies.tenancy import TenantQuerySet
from cchc_portal.vietnam import alphabet


def says(words: str) -> Q:
    """Each word stands somewhere in the announcement, with or without accents."""
    condition = Q()
    for word in alphabet.fold(words).split():
        condition &= Q(search_key__contains=word)
    return condition


class AnnouncementQuerySet(TenantQuerySet):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def visible_to(self, membership: Membership, agency: Agency) -> Self:
        """All of an agency's to its own people; to other visitors only what is public."""
        own = self.filter(agency=agency)
        return own if works_in(membership, agency) else own.published()

    def matching(self, words: str) -> Self:
        return self.filter(says(words))

    def from_agency(self, slug: str) -> Self:
        return self.filter(agency__slug=slug) if slug else self

    def issued_in(self, year: int | None) -> Self:
        if year is None:
            return self
        return self.filter(issued_on__range=(date(year, 1, 1), date(year, 12, 31)))

    def newest_first(self) -> Self:
        return self.order_by("-issued_on", "-published_at", "-id")

    def drafts_first(self) -> Self:
        return self.order_by(F("published_at").desc(nulls_first=True), "-issued_on", "-id")

    def with_agency(self) -> Self:
        return self.select_related("agency", "agency__province", "paper")

    def counted(self, words: str) -> Self:
        """One row for each agency and year of issue, with how many of its announcements say the words."""
        return (
            self.order_by()
            .annotate(year=ExtractYear("issued_on"))
            .values("agency__slug", "agency__name", "agency__sort_key", "year")
            .annotate(total=Count("id", filter=says(words)))
        )
