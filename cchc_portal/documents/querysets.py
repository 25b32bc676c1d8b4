"""Reads of the register and of what was sent, as sentences; every one starts inside a province."""

import re
from abc import abstractmethod
from datetime import datetime, timedelta
from typing import Self

from django.db.models import Case, F, IntegerField, Q, Value, When

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import inherits, oversees, works_in
from cchc_portal.agencies.tenancy import TenantQuerySet
from cchc_portal.vietnam import alphabet, symbols

from .states import MAX_ATTEMPTS, NumberStatus, SendingState, Way

KINDS_OF_PAPER = (*symbols.DOCUMENT_TYPES.values(), "Công văn")
LONGEST_NUMBER = 6  # digits; a longer figure in a search is a word, not a number


class WokenQuerySet(TenantQuerySet):
    """Rows that a worker is woken for, and woken for again where the message was lost."""

    @abstractmethod
    def claimable(self, now: datetime) -> Self:
        """To be worked on, and in nobody's hands."""

    def forgotten(self, now: datetime, patience: timedelta) -> Self:
        """Claimable for so long that the broker must have lost the message; the longest first."""
        unanswered = Q(woken_at__isnull=True) | Q(woken_at__lt=now - patience)
        return self.claimable(now).filter(unanswered).order_by(F("woken_at").asc(nulls_first=True), "pk")


class LeasedQuerySet(WokenQuerySet):
    """Rows that wait for an answer from outside, see `LeasedWork`."""

    @abstractmethod
    def unfinished(self) -> Self:
        """On which there is something left to do for a worker."""

    def claimable(self, now: datetime) -> Self:
        """Unfinished, in nobody's hands, and due."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.unfinished().filter(free, next_at__lte=now)


class IssuedNumberQuerySet(TenantQuerySet):
    def visible_to(self, membership: Membership, agency: Agency) -> Self:
        """Of one agency: every line to its people and to a closed province's heirs, what was issued to those who oversee it."""
        lines = self.filter(agency=agency)
        if works_in(membership, agency) or inherits(membership, agency):
            return lines
        return lines.filter(status=NumberStatus.GIVEN) if oversees(membership, agency) else lines.none()

    def matching(self, words: str) -> Self:
        """Each word stands somewhere in the line, with or without accents.

        First the line of the number that was typed, before it that of the kind of paper that was typed too: "kế hoạch 43 …".
        """
        folded = alphabet.fold(words)
        lines, typed = self, folded.split()
        for word in typed:
            lines = lines.filter(search_key__contains=word)
        numbered = Q(
            number__in=[int(word) for word in typed if re.fullmatch(rf"[0-9]{{1,{LONGEST_NUMBER}}}", word)]
        )
        named = Q(type_name__in=[name for name in KINDS_OF_PAPER if alphabet.fold(name) in folded])
        nearest = (When(numbered & named, then=Value(0)), When(numbered, then=Value(1)))
        exact = Case(*nearest, default=Value(2), output_field=IntegerField())
        return lines.annotate(nearness=exact).order_by("nearness", "-year", "series", "-number")

    def newest_first(self) -> Self:
        return self.order_by("-year", "series", "-number")

    def with_columns(self) -> Self:
        """With what the register's columns say of sending and of what became of the paper."""
        return self.prefetch_related("dispatches", "afterwards__by_number")

    def in_book_order(self) -> Self:
        return self.order_by("year", "series", "number")


class DispatchQuerySet(WokenQuerySet):
    def claimable(self, now: datetime) -> Self:
        """Waiting for a worker, or left behind by one whose lease has run out; paper goes by hand."""
        waiting = Q(state=SendingState.QUEUED) | Q(state=SendingState.SENDING, lease_until__lt=now)
        return self.filter(waiting).exclude(way=Way.PAPER)

    def to_be_recalled(self, now: datetime) -> Self:
        """Went by e-mail, asked back, and not told so yet; after a failure once the lease has run out."""
        asked = self.filter(way=Way.EMAIL, withdrawal_asked_at__isnull=False, withdrawal_told_at__isnull=True)
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return asked.filter(free, withdrawal_confirmed_at__isnull=True, attempts__lt=MAX_ATTEMPTS)

    def came_to(self, agency: Agency) -> Self:
        """What has arrived at an agency through the portal."""
        arrived = (SendingState.SENT, SendingState.RECEIVED)
        return self.filter(to_agency=agency, way=Way.INSIDE, state__in=arrived)
