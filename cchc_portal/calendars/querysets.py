"""Reads of days, obligations, reminders and notices as sentences; every one of a tenant table starts inside a province."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.tenancy import TenantQuerySet

from .states import ObligationKind, Outcome


class DayQuerySet(models.QuerySet[Any]):
    """Days of the country, or of the entered province."""

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def between(self, first: date, last: date) -> Self:
        return self.standing().filter(day__range=(first, last)).order_by("day")


class RuleQuerySet(TenantQuerySet):
    def of_year(self, year: int) -> Self:
        return self.filter(year=year)

    def standing(self) -> Self:
        """Drafted or in force, but not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def in_force(self) -> Self:
        return self.standing().filter(switched_on_at__isnull=False)

    def in_order(self) -> Self:
        return self.order_by("due_day", "counted_from", "id")


class ObligationQuerySet(TenantQuerySet):
    def expected(self) -> Self:
        return self.filter(exempted_at__isnull=True)

    def open(self) -> Self:
        """Expected, and not handed in or handed back."""
        return self.expected().filter(submitted_at__isnull=True)

    def received(self) -> Self:
        return self.expected().filter(submitted_at__isnull=False)

    def on_time(self) -> Self:
        """The first submission of the version that stands came by the end of the last day."""
        return self.received().filter(submitted_at__date__lte=F("due_on"))

    def late(self) -> Self:
        return self.received().filter(submitted_at__date__gt=F("due_on"))

    def overdue_on(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def exempted(self) -> Self:
        return self.filter(exempted_at__isnull=False)

    def of_agency(self, agency: Agency) -> Self:
        """What it answers for: its own that it has not handed on, and what was handed to it."""
        own = Q(agency=agency, transferred_to__isnull=True)
        return self.filter(own | Q(transferred_to=agency)).order_by("due_on", "id")

    def counts_by_rule(self, rules: list[int]) -> dict[int, int]:
        """How many rows are expected by each rule, in one query."""
        found = self.expected().filter(rule__in=rules).order_by().values("rule").annotate(rows=Count("pk"))
        return {row["rule"]: row["rows"] for row in found}

    def of_year(self, year: int) -> Self:
        return self.filter(year=year)

    def to_send_plan(self) -> Self:
        return self.filter(kind=ObligationKind.PLAN)

    def due_by(self, day: date) -> Self:
        return self.filter(due_on__lte=day)

    def aimed_between(self, first: date, last: date) -> Self:
        span = (first, last)
        return self.filter(
            Q(extended_to__range=span) | Q(extended_to__isnull=True, nominal_due_on__range=span)
        )

    def nominally_due_by(self, day: date) -> Self:
        return self.filter(nominal_due_on__lte=day)

    def with_requests(self) -> Self:
        """With what they rest on, and the day to which an extension is asked for."""
        waiting = self.model.extensions.rel.related_model.objects.waiting().filter(obligation=OuterRef("pk"))
        return self.select_related("agency", "transferred_to", "rule").annotate(
            asked_to=Subquery(waiting.values("asked_to")[:1])
        )

    def shown_on(self, today: date) -> Self:
        """What a person wants to see today: all that is open, and what this year and the next are about."""
        return self.filter(Q(submitted_at__isnull=True, exempted_at__isnull=True) | Q(year__gte=today.year))


class ExtensionQuerySet(TenantQuerySet):
    def waiting(self) -> Self:
        return self.filter(granted__isnull=True)

    def with_everything(self) -> Self:
        return self.select_related(
            "obligation__agency", "obligation__transferred_to", "asked_by", "decided_by"
        )


class ReminderQuerySet(TenantQuerySet):
    def waiting_for_mail(self, today: date) -> Self:
        """Made and not yet mailed, of obligations that are still open, to people who are still in post."""
        in_post = Q(membership__ends_on__isnull=True) | Q(membership__ends_on__gte=today)
        waiting = self.filter(
            in_post,
            mailed_at__isnull=True,
            obligation__submitted_at__isnull=True,
            obligation__exempted_at__isnull=True,
        )
        return waiting.order_by("obligation__due_on", "id")

    def with_people(self) -> Self:
        return self.select_related(
            "obligation__agency", "obligation__transferred_to", "membership__user", "membership__post__agency"
        )


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


class DeliveryQuerySet(TenantQuerySet):
    def of_agency(self, agency: Agency) -> Self:
        return self.filter(agency=agency).select_related("user").order_by("-at", "-id")

    def unsettled(self) -> Self:
        """An address that took nothing, and nobody has looked into it."""
        return self.filter(state=Outcome.BOUNCED, settled_at__isnull=True)
