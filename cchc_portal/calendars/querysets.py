"""Reads of days, obligations, reminders and notices as sentences; every one of a tenant table starts inside a province."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import TenantQuerySet

from .states import ObligationKind


class DayQuerySet(models.QuerySet[Any]):
    """Days of the country, or of the entered province."""

    def between(self, first: date, last: date) -> Self:
        return self.filter(day__range=(first, last)).order_by("day")


class ObligationQuerySet(TenantQuerySet):
    def open(self) -> Self:
        return self.filter(fulfilled_at__isnull=True)

    def of_agency(self, agency: Agency) -> Self:
        return self.filter(agency=agency).order_by("due_on", "id")

    def of_year(self, year: int) -> Self:
        return self.filter(year=year)

    def to_send_plan(self) -> Self:
        return self.filter(kind=ObligationKind.PLAN)

    def due_by(self, day: date) -> Self:
        return self.filter(due_on__lte=day)

    def nominally_due_between(self, first: date, last: date) -> Self:
        return self.filter(nominal_due_on__range=(first, last))

    def nominally_due_by(self, day: date) -> Self:
        return self.filter(nominal_due_on__lte=day)

    def shown_on(self, today: date) -> Self:
        """What a person wants to see today: all that is open, and what this year and the next are about."""
        return self.filter(Q(fulfilled_at__isnull=True) | Q(year__gte=today.year))


class ReminderQuerySet(TenantQuerySet):
    def waiting_for_mail(self, today: date) -> Self:
        """Made and not yet mailed, of obligations that are still open, to people who are still in post and have an address."""
        in_post = Q(membership__ends_on__isnull=True) | Q(membership__ends_on__gte=today)
        waiting = self.filter(in_post, mailed_at__isnull=True, obligation__fulfilled_at__isnull=True)
        return waiting.exclude(membership__user__email="").order_by("obligation__due_on", "id")

    def with_people(self) -> Self:
        return self.select_related("obligation__agency", "membership__user")


class NoticeQuerySet(TenantQuerySet):
    def to_person(self, membership: Membership) -> Self:
        return self.filter(membership=membership).order_by("-at", "-id")

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def counts(self) -> tuple[int, int]:
        """(all, unread) in one query."""
        found = self.order_by().aggregate(
            total=Count("pk"), unread=Count("pk", filter=Q(read_at__isnull=True))
        )
        return found["total"], found["unread"]
