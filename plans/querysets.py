"""Reads of plans as sentences; every one starts inside a province."""

from typing import Any, Self

from django.db.models import Q

from cchc_portal.agencies.models import Agency, HistoryEvent, Membership, Role
from cchc_portal.agencies.permissions import inherits, oversees, works_in
from cchc_portal.agencies.tenancy import TenantQuerySet
from cchc_portal.vietnam import alphabet

from .states import NOT_WRITING, TRANSITIONS, PlanState


class PlanQuerySet(TenantQuerySet):
    def visible_to(self, membership: Membership, agency: Agency) -> Self:
        """Of one agency: all to its people and to a closed province's heirs, the issued ones to those who oversee it."""
        plans = self.filter(agency=agency)
        if works_in(membership, agency) or inherits(membership, agency):
            return plans
        return plans.filter(state=PlanState.ISSUED) if oversees(membership, agency) else plans.none()

    def awaiting(self, membership: Membership) -> Self:
        """Where this person's next act is the next step; never one that four eyes forbid."""
        roles = [Role(role) for role in membership.post.roles]
        steps = Q(pk__in=[])
        for transition in TRANSITIONS.values():
            if transition.target is not None and not transition.roles.isdisjoint(roles):
                steps |= Q(state__in=transition.sources & _NEXT_STEP[transition.verb])
        return self.filter(steps).exclude(Q(state=PlanState.SUBMITTED) & self._written_by(membership.user_id))

    def _written_by(self, user_id: int) -> Q:
        """Where `permissions.may_approve` finds the same person on both sides."""
        events = HistoryEvent.objects.filter(subject_kind=self.model._meta.label_lower, actor_id=user_id)
        written = events.exclude(verb__in=NOT_WRITING).values("subject_id")
        return Q(created_by_id=user_id) | Q(submitted_by_id=user_id) | Q(pk__in=written)

    def matching(self, words: str) -> Self:
        """Each word of the query stands somewhere in the subject or number, with or without accents."""
        plans = self
        for word in alphabet.fold(words).split():
            plans = plans.filter(search_key__contains=word)
        return plans

    def newest_first(self) -> Self:
        return self.order_by("-period_from", "-updated_at", "-id")

    def with_agency(self) -> Self:
        return self.select_related("agency", "created_by")

    def with_everybody(self) -> Self:
        """With the people and the paper that a plan's page names."""
        return self.select_related(
            "created_by", "submitted_by", "approved_by", "paper", "approved_snapshot", "issued_snapshot"
        )


_NEXT_STEP: dict[Any, frozenset[PlanState]] = {
    "edit": frozenset({PlanState.DRAFT, PlanState.RETURNED}),
    "submit": frozenset({PlanState.DRAFT, PlanState.RETURNED}),
    "withdraw": frozenset(),
    "return": frozenset({PlanState.SUBMITTED}),
    "approve": frozenset({PlanState.SUBMITTED}),
    "issue": frozenset({PlanState.APPROVED}),
}
